import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { fillTemplate } from "../../../src/report/templates/fill-template.ts";
import { SheetXml } from "../../../src/report/templates/sheet-xml.ts";
import { type Filled, grown, grownNames, grownRules } from "../../../src/report/templates/grow-ranges.ts";
import type { Sources, TableSource } from "../../../src/report/templates/sources.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import type { World } from "../../support/world.ts";
import { workbookFaults } from "../../support/workbook/check-workbook.ts";

const FILLED: Filled = { sheet: "Blad ett", top: 5, bottom: 20, left: 1, right: 4 };

describe("what grows", () => {
	test.each([
		["A5:D6", "A5:D20"], // headings and first row
		["$A$1:$H$10", "$A$1:$H$20"], // a print area from above, wider
		["B6:B9", "B6:B20"],
		["C6", "C6:C20"],
		["$C$6", "$C$6:$C$20"],
		["A5:D5", "A5:D5"], // the headings alone
		["A1:D4", "A1:D4"], // above
		["A6:D20", "A6:D20"], // already so long
		["A6:D30", "A6:D30"], // longer
		["F6:H9", "F6:H9"], // beside
		["B8:B9", "B8:B9"], // some rows of their own
		["hej", "hej"],
	])("%s becomes %s", (before, after) => expect(grown(before, FILLED)).toBe(after));

	test("names of this sheet that are ranges and nothing else; a named cell keeps its cell", () => {
		const name = (text: string) => `<definedName name="x">${text}</definedName>`;
		const named = (text: string) => grownNames(name(text), FILLED);
		expect(named("'Blad ett'!$A$6:$A$9")).toBe(name("'Blad ett'!$A$6:$A$20"));
		expect(named("'Blad ett'!$A$6")).toBe(name("'Blad ett'!$A$6"));
		expect(named("Annat!$A$6:$A$9")).toBe(name("Annat!$A$6:$A$9"));
		expect(named("'Blad ett'!$A$1:$D$6,Annat!$A$1:$D$6")).toBe(name("'Blad ett'!$A$1:$D$20,Annat!$A$1:$D$6"));
		expect(named("COUNTA('Blad ett'!$A$6:$A$9)")).toBe(name("COUNTA('Blad ett'!$A$6:$A$9)"));
		expect(named("'Blad ett'!$1:$5")).toBe(name("'Blad ett'!$1:$5"));
		const amp = { ...FILLED, sheet: "Hälsa & vård's" };
		expect(grownNames(name("'Hälsa &amp; vård''s'!$A$5:$B$6"), amp)).toBe(name("'Hälsa &amp; vård''s'!$A$5:$B$20"));
	});

	test("several ranges in one rule, and rules of Excel's newer kind", () => {
		const xml =
			'<dataValidation type="list" sqref="B6 F6 D6:D7"/><x14:cf><xm:sqref>A6:A8</xm:sqref></x14:cf><mergeCell ref="A6:A8"/>';
		expect(grownRules(xml, FILLED)).toBe(
			'<dataValidation type="list" sqref="B6:B20 F6 D6:D20"/><x14:cf><xm:sqref>A6:A20</xm:sqref></x14:cf><mergeCell ref="A6:A8"/>',
		);
	});
});

/** A sheet with a table of one empty row and everything that may end there. */
async function template(change?: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet("Blad ett", { pageSetup: { printArea: "A1:C4" } });
	sheet.getCell("A1").value = "Regionens avvikelser";
	sheet.addTable({
		name: "Avvikelser",
		ref: "A3",
		columns: [{ name: "Nummer", filterButton: true }, { name: "Enhet" }, { name: "Allvarlighetsgrad" }],
		rows: [[null, null, null]],
	});
	sheet.addConditionalFormatting({
		ref: "C4",
		rules: [{ type: "expression", priority: 1, formulae: ['C4="Större"'], style: { font: { bold: true } } }],
	});
	sheet.getCell("C4").dataValidation = { type: "list", formulae: ['"Mindre,Större,Väsentlig"'] };
	sheet.getCell("E1").value = { formula: "COUNTA(Avvikelser[Nummer])", result: 0 };
	book.definedNames.add("'Blad ett'!$A$4:$A$4", "Ensam");
	change?.(sheet);
	const parts = await ZipPackage.read(Buffer.from(await book.xlsx.writeBuffer()), { parts: 100, bytes: 1_000_000 });
	const xml = parts.text("xl/workbook.xml");
	parts.set(
		"xl/workbook.xml",
		xml.replace(
			"</definedNames>",
			"<definedName name=\"Alla_nummer\">'Blad ett'!$A$3:$A$4</definedName></definedNames>",
		),
	);
	return parts.toBuffer({ dated: true });
}

const deviations = (count: number): Sources => {
	const rows = Array.from(
		{ length: count },
		(_, index) =>
			new Map([
				["Nummer", { type: "count" as const, value: index + 1 }],
				["Enhet", { type: "text" as const, value: "Alfa" }],
				["Allvarlighetsgrad", { type: "text" as const, value: "Större" }],
			]),
	);
	const table: TableSource = {
		key: "d",
		label: "Avvikelser",
		labels: ["Nummer", "Enhet", "Allvarlighetsgrad"],
		rows: () => rows,
	};
	return { values: [], tables: [table] };
};

const anchor = {
	id: "rubrik:Blad ett!3",
	kind: "table" as const,
	sheet: "Blad ett",
	row: 3,
	column: 1,
	headings: ["Nummer", "Enhet", "Allvarlighetsgrad"].map((label, index) => ({ column: index + 1, label })),
};
const fill = (bytes: Buffer, count: number) => fillTemplate(bytes, [anchor], { [anchor.id]: "d" }, deviations(count));

test("table, filter, colours, list, name and print area grow with the rows, and the file opens without repair", async () => {
	const bytes = await fill(await template(), 12);
	expect(await workbookFaults(bytes)).toEqual([]);
	const parts = await ZipPackage.read(bytes, { parts: 100, bytes: 1_000_000 });
	expect(parts.text("xl/tables/table1.xml")).toMatch(/<table [^>]*ref="A3:C15".*<autoFilter ref="A3:C15"/s);
	const sheet = parts.text("xl/worksheets/sheet1.xml");
	expect(sheet).toContain('<conditionalFormatting sqref="C4:C15"');
	expect(sheet).toMatch(/<dataValidation [^>]*sqref="C4:C15"/);
	const book = parts.text("xl/workbook.xml");
	expect(book).toContain("'Blad ett'!$A$3:$A$15");
	expect(book).toMatch(/!\$A\$?1:\$C\$?15</);
});

test("T58: beginnings, commas and blanks without number in a template are gone through once", async () => {
	const beginnings = `<!--${"<ignoredError ".repeat(150_000)}-->`;
	expect(grownRules(beginnings, FILLED)).toBe(beginnings);
	const names = `<definedName name="x">${"A,".repeat(400_000)}A</definedName>`;
	expect(grownNames(names, FILLED)).toBe(names);
	const blanks = " ".repeat(600_000);
	const sheet = new SheetXml(`<sheetData><row r="1"${blanks}ht="9"></row></sheetData>`);
	sheet.set(1, 1, { kind: "number", number: 7 }, "");
	expect(sheet.toString()).toContain(`<row r="1"${blanks}ht="9"><c r="A1"><v>7</v></c></row>`);
	const parts = await ZipPackage.read(await template(), { parts: 100, bytes: 1_000_000 });
	const book = parts.text("xl/workbook.xml").replace(/<calcPr[^>]*>/, "");
	parts.set("xl/workbook.xml", book.replace("</workbook>", `<calcPr${blanks}calcId="1"/></workbook>`));
	const filled = await ZipPackage.read(await fill(await parts.toBuffer({ dated: true }), 1), {
		parts: 100,
		bytes: 5_000_000,
	});
	expect(filled.text("xl/workbook.xml")).toMatch(/calcId="1" fullCalcOnLoad="1"\/>/);
});

test("no rows, or fewer than the template has, change no range", async () => {
	for (const count of [0, 1]) {
		const parts = await ZipPackage.read(await fill(await template(), count), { parts: 100, bytes: 1_000_000 });
		expect(parts.text("xl/tables/table1.xml")).toContain('ref="A3:C4"');
		expect(parts.text("xl/workbook.xml")).toMatch(/!\$A\$?1:\$C\$?4</);
	}
});

test("a row of sums or another table in the way is told, and nothing is filled", async () => {
	const sums = await ZipPackage.read(await template(), { parts: 100, bytes: 1_000_000 });
	const xml = sums.text("xl/tables/table1.xml");
	sums.set(
		"xl/tables/table1.xml",
		xml.replace(/ totalsRowShown="[^"]*"/, "").replace("<table ", '<table totalsRowCount="1" '),
	);
	await expect(fill(await sums.toBuffer({ dated: true }), 3)).rejects.toMatchObject({
		fields: { "": expect.stringContaining("summarad") },
	});
	const below = await template((sheet) => {
		sheet.addTable({ name: "Under", ref: "C9", columns: [{ name: "X" }, { name: "Y" }], rows: [[null, null]] });
		sheet.getCell("C9").value = null;
	});
	await expect(fill(below, 12)).rejects.toMatchObject({
		fields: { "": expect.stringMatching(/annan tabell|finns redan/) },
	});
});

test("the judgement, its reasons and its decision are put in named cells; a report without one leaves them empty", async () => {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet("Blad");
	for (const [index, name] of [
		"krav_c",
		"krav_c_skal",
		"totalt",
		"lage",
		"godkand_av",
		"beslutad",
		"paragraf",
		"diarienummer",
	].entries())
		book.definedNames.add(`Blad!$B$${index + 1}`, `Bedomning_forvaltning_${name}`);
	sheet.getCell("A1").value = "Krav c";
	const bytes = Buffer.from(await book.xlsx.writeBuffer());
	const filled = async (world: World, name: string) => {
		const carin = await clientFor(world, "carin");
		const form = new FormData();
		form.set("name", name);
		form.set("file", new Blob([new Uint8Array(bytes)]), "mall.xlsx");
		const to = (await carin.upload(paths.reportTemplates(world.ids.period), form)).headers.get("location")!;
		const id = decodeURIComponent(to.split("/").at(-1)!);
		const response = await carin.post(paths.reportTemplateFilling(world.ids.period, id), {});
		expect(response.status).toBe(200);
		const found = Buffer.from(await response.arrayBuffer());
		expect(await workbookFaults(found)).toEqual([]);
		const read = new ExcelJS.Workbook();
		await read.xlsx.load(found as never);
		return Array.from({ length: 8 }, (_, index) => read.getWorksheet("Blad")!.getCell(index + 1, 2).text);
	};
	const whole = await openWholeWorld("Förband");
	expect(await filled(whole, "Före")).toEqual(["Tillräcklig", "Förband", "", "Under arbete", "", "", "", ""]);
	await whole.ctx.database.transaction((trx) =>
		trx
			.updateTable("assessments")
			.set({
				state: "decided",
				approved_by: whole.ids.fia,
				decided_on: "2027-02-01",
				decision_paragraph: "12",
				registry_no: "HSN 1",
			})
			.where("level", "=", "administration")
			.execute(),
	);
	expect((await filled(whole, "Efter")).slice(3)).toEqual(["Beslutad", "Fia Ström", "2027-02-01", "12", "HSN 1"]);
	expect(await filled(await openReportedWorld(), "Tom")).toEqual(["", "", "", "", "", "", "", ""]);
});
