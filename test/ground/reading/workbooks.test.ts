import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import type { OdsWorkbook } from "../../../src/ground/reading/workbook/ods-workbook.ts";
import { readTables } from "../../../src/ground/reading/read-tables.ts";
import { isOds, openWorkbook, readSheets } from "../../../src/ground/reading/workbook/read-sheets.ts";
import { WorkbookRefused } from "../../../src/ground/reading/workbook/zip-parts.ts";
import { zipOf } from "../../support/zip.ts";

const LIBREOFFICE = fileURLToPath(new URL("./files/libreoffice.ods", import.meta.url));

function written(bytes: Buffer): string {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-ods-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, "fil.ods");
	writeFileSync(path, bytes);
	return path;
}

const ods = (tables: string, more: Record<string, string> = {}) =>
	written(
		zipOf({
			"content.xml": `<office:document-content><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
			...more,
		}),
	);

const cell = (text: string, attributes = "") =>
	`<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
const table = (rows: string, name = "Blad1") => `<table:table table:name="${name}">${rows}</table:table>`;
const row = (cells: string, attributes = "") => `<table:table-row ${attributes}>${cells}</table:table-row>`;

const rowsOf = async (file: string) =>
	(await readSheets(file)).map(({ name, rows }) => [name, ...rows.map(({ number, cells }) => [number, ...cells])]);

async function refusal(file: string): Promise<string> {
	const error = await readSheets(file).catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(WorkbookRefused);
	return (error as WorkbookRefused).message;
}

describe("an OpenDocument workbook", () => {
	it("is read as LibreOffice writes it: titles, dates, numbers and merged cells", async () => {
		expect(await isOds(LIBREOFFICE)).toBe(true);
		const [sheet] = await readSheets(LIBREOFFICE);
		expect(sheet!.name).toBe("Reskontra");
		expect(sheet!.merges).toEqual([{ top: 1, left: 0, bottom: 1, right: 5 }]);
		expect(sheet!.rows.map(({ number, cells }) => [number, ...cells.values()])).toEqual([
			[1, "Leverantörsreskontra oktober 2026"],
			[2, "Uttag 2026-11-02"],
			[4, "Ver.nr", "Kst", "Bokf.datum", "Leverantör", "Konto", "Belopp"],
			[5, "4001", "11010", "2026-10-03", "Kalle & Co AB", "5410", "1234.50"],
			[6, "4002", "11020", "2026-10-04", "Ögonblick AB", "5460", "99"],
		]);
	});

	it("gives the same rows when it is streamed, sheet by sheet", async () => {
		const file = ods(table(row(cell("a"))) + table(row(cell("b")) + row(cell("c")), "Blad2"));
		const workbook = (await openWorkbook(file)) as OdsWorkbook;
		onTestFinished(() => workbook.close());
		expect(workbook.sheets.map(({ name }) => name)).toEqual(["Blad1", "Blad2"]);
		const read: unknown[] = [];
		for await (const lot of workbook.rows(workbook.sheets[1]!)) read.push(...lot.map((one) => [...one.cells.values()]));
		expect(read).toEqual([["b"], ["c"]]);
		expect(workbook.head(workbook.sheets[1]!)).toHaveLength(2);
		expect((await workbook.firstRows(workbook.sheets[0]!, 1))[0]?.cells.get(0)).toBe("a");
	});

	it("repeats cells and rows as the format says, and counts empty ones", async () => {
		const file = ods(
			table(
				row(cell("x", 'table:number-columns-repeated="3"') + cell("y"), 'table:number-rows-repeated="2"') +
					row("<table:table-cell/>", 'table:number-rows-repeated="1000"') +
					row(`<table:table-cell table:number-columns-repeated="2"/>${cell("z")}`),
			),
		);
		expect(await rowsOf(file)).toEqual([
			[
				"Blad1",
				[1, [0, "x"], [1, "x"], [2, "x"], [3, "y"]],
				[2, [0, "x"], [1, "x"], [2, "x"], [3, "y"]],
				[1003, [2, "z"]],
			],
		]);
	});

	it("takes the paragraphs of a cell and neither its comment nor its drawing", async () => {
		const noted =
			"<table:table-cell><office:annotation><text:p>Kommentar</text:p></office:annotation>" +
			"<draw:frame><draw:text-box><text:p>Ritat</text:p></draw:text-box></draw:frame>" +
			'<text:p>Rad <text:span>ett</text:span><text:s text:c="2"/>slut</text:p><text:p>Rad två</text:p></table:table-cell>';
		expect(await rowsOf(ods(table(row(noted))))).toEqual([["Blad1", [1, [0, "Rad ett  slut\nRad två"]]]]);
	});

	it("leaves out what is kept of other files, and values win over what is shown", async () => {
		const shown = cell("1 234,5 kr", 'office:value-type="currency" office:value="1234.5"');
		const moment = cell("i går", 'office:value-type="date" office:date-value="2026-10-03T14:30:00"');
		const file = ods(table(row(cell("hemligt")), "'file:///C:/annan.ods'#Blad1") + table(row(shown + moment)));
		expect(await rowsOf(file)).toEqual([["Blad1", [1, [0, "1234.50"], [1, "2026-10-03 14:30:00"]]]]);
	});

	it("T14: is refused when few bytes stand for many rows, cells or letters", async () => {
		expect(await refusal(ods(table(row(cell("x"), 'table:number-rows-repeated="1000000"'))))).toContain("upprepas");
		expect(await refusal(ods(table(row(cell("x", 'table:number-columns-repeated="16384"')))))).toContain("kolumner");
		const wide = row(cell("x", 'table:number-columns-repeated="1000"'), 'table:number-rows-repeated="9999"');
		expect(await refusal(ods(table(wide)))).toContain("ifyllda celler");
		expect(await refusal(ods(table(row(cell("x"), 'table:number-rows-repeated="9999"').repeat(200))))).toContain(
			"rader",
		);
		expect(await refusal(ods(table(row(cell('<text:s text:c="999999999"/>')))))).toContain("orimligt lång cell");
		expect(await refusal(ods("<a>".repeat(70)))).toContain("djupt nästlad");
		expect(await refusal(ods(table(row(cell("x".repeat(30_000_000))))))).toMatch(/för stor|orimligt lång/);
	});

	it("T10: is refused with macros, and when it is encrypted or cut off", async () => {
		expect(await refusal(ods(table(""), { "Basic/Standard/Module1.xml": "" }))).toContain("makron");
		expect(await refusal(ods(table(""), { "Scripts/python/x.py": "" }))).toContain("makron");
		expect(await rowsOf(ods(table(""), { "Basic/Standard/script-lb.xml": "" }))).toEqual([["Blad1"]]);
		expect(await refusal(written(zipOf({ "content.xml": "\u0000\u0001krypterat" })))).toContain(".ods");
		expect(await refusal(written(zipOf({ "content.xml": "<a><b>" })))).toContain(".ods");
	});
});

describe("the tables of a Word document", () => {
	const docx = (body: string) =>
		written(zipOf({ "word/document.xml": `<w:document><w:body>${body}</w:body></w:document>` }));
	const tc = (text: string, properties = "") =>
		`<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;

	it("come one by one, with lists, merged cells and neither drawings twice nor struck words", async () => {
		const list =
			"<w:tc><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Ett</w:t></w:r></w:p><w:p><w:r><w:t>Två</w:t><w:br/><w:t>Tre</w:t></w:r></w:p></w:tc>";
		const copy =
			"<mc:AlternateContent><mc:Choice><w:t>en</w:t></mc:Choice><mc:Fallback><w:t>en</w:t></mc:Fallback></mc:AlternateContent>";
		const first = `<w:tbl><w:tr>${tc("A", '<w:vMerge w:val="restart"/>')}${list}</w:tr><w:tr>${tc("", "<w:vMerge/>")}${tc("<w:del><w:delText>x</w:delText></w:del>y")}</w:tr></w:tbl>`;
		const second = `<w:tbl><w:tr>${tc("bred", '<w:gridSpan w:val="2"/>')}<w:tc><w:p><w:r>${copy}</w:r></w:p></w:tc></w:tr></w:tbl>`;
		const { form, sheets } = await readTables(docx(`<w:p><w:r><w:t>Text</w:t></w:r></w:p>${first}${second}`));
		expect(form).toBe("document");
		expect(sheets.map(({ name, rows }) => [name, ...rows.map(({ cells }) => [...cells])])).toEqual([
			[
				"Tabell 1",
				[
					[0, "A"],
					[1, "• Ett\nTvå\nTre"],
				],
				[[1, "y"]],
			],
			[
				"Tabell 2",
				[
					[0, "bred"],
					[2, "en"],
				],
			],
		]);
		expect(sheets[0]!.merges).toEqual([{ top: 1, left: 0, bottom: 2, right: 0 }]);
	});

	it("T14, T58: are refused when few bytes stand for much", async () => {
		const refused = async (body: string) => String(await readTables(docx(body)).catch((error: unknown) => error));
		expect(await refused("<w:tbl>".repeat(100))).toContain("djupt nästlad");
		expect(await refused(`<w:tbl>${"<w:tr/>".repeat(20_001)}</w:tbl>`)).toContain("fler än 20000 rader");
		expect(await refused(`<w:tbl><w:tr>${"<w:tc/>".repeat(3_000_000)}</w:tr></w:tbl>`)).toContain("element");
		expect(await refused(`<w:tbl><w:tr>${tc("x".repeat(50_000))}</w:tr></w:tbl>`)).toContain("orimligt lång cell");
		expect(await refused("<w:tbl><w:tr>")).toContain("går inte att läsa");
	});
});
