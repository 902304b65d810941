import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, onTestFinished, test } from "vitest";
import { listTemplates } from "../../../db/queries/report/templates.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";
import { SheetXml } from "../../../src/report/templates/sheet-xml.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { askOpenpyxl, hasOpenpyxl, readWorkbook } from "../../support/read-workbook.ts";
import { openReportedWorld, type ReportedWorld } from "../../support/reported-world.ts";
import { trailOf } from "../../support/trail-of.ts";
import { zipOf } from "../../support/zip.ts";

const LIMITS = { parts: 500, bytes: 50_000_000 };

/** A workbook with two named cells, a heading row, a formula and a styled row under the headings. */
async function template(change?: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet("Rapport");
	sheet.getCell("A1").value = "Regionens rapport";
	sheet.getCell("B3").font = { bold: true, size: 14 };
	book.definedNames.add("Rapport!$B$3", "Kontroller_planerade_kontrolltillfallen");
	book.definedNames.add("Rapport!$B$4", "Regionens_ord");
	sheet.getCell("C3").value = { formula: "B3*2", result: 0 };
	sheet.getRow(6).values = ["Verksamhet", "Risk", "Åtgärd", "Egen kolumn"];
	sheet.getCell("A7").border = { bottom: { style: "thin" } };
	book.addWorksheet("Orört").getCell("A1").value = "Rörs inte";
	change?.(book);
	return Buffer.from(await book.xlsx.writeBuffer());
}

async function upload(world: ReportedWorld, bytes: Buffer, name = "Regionens mall", file = "mall.xlsx") {
	const form = new FormData();
	form.set("name", name);
	form.set("file", new Blob([new Uint8Array(bytes)]), file);
	return (await clientFor(world, "carin")).upload(paths.reportTemplates(world.ids.period), form);
}

async function uploaded(world: ReportedWorld, bytes: Buffer): Promise<string> {
	const response = await upload(world, bytes);
	expect(response.status, await response.clone().text()).toBe(303);
	return decodeURIComponent(response.headers.get("location")!.split("/").at(-1)!);
}

async function fill(world: ReportedWorld, id: string) {
	return (await clientFor(world, "carin")).post(paths.reportTemplateFilling(world.ids.period, id), {});
}

async function filled(world: ReportedWorld, id: string): Promise<Buffer> {
	const response = await fill(world, id);
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}

describe("filling", () => {
	test("named cells and heading rows get the report's values; style and formula stay, and formulas are counted when opened", async () => {
		const world = await openReportedWorld("=1+1");
		const id = await uploaded(world, await template());
		const bytes = await filled(world, id);
		const { sheets } = await readWorkbook(bytes);
		const { sheet } = sheets.get("Rapport")!;
		expect(sheet.getCell("B3").value).toBe(2);
		expect(sheet.getCell("B3").font).toMatchObject({ bold: true, size: 14 });
		expect(sheet.getCell("C3").formula).toBe("B3*2");
		expect(sheet.getCell("B4").value).toBeNull();
		expect(sheet.getCell("A7").value).toBe("Ekonomi");
		expect(sheet.getCell("A7").border?.bottom?.style).toBe("thin");
		expect(sheet.getCell("C7").value).toBe("Månadsvisa stickprov av inköp under 10 tkr");
		expect(sheet.getCell("D7").value).toBeNull();
		const parts = await ZipPackage.read(bytes, LIMITS);
		expect(parts.text("xl/workbook.xml")).toContain('fullCalcOnLoad="1"');
	});

	test("parts that are not filled keep their bytes; the same report fills to the same file", async () => {
		const world = await openReportedWorld();
		const before = await template();
		const id = await uploaded(world, before);
		const one = await filled(world, id);
		expect((await filled(world, id)).equals(one)).toBe(true);
		const [was, is] = [await ZipPackage.read(before, LIMITS), await ZipPackage.read(one, LIMITS)];
		expect(is.names()).toEqual(was.names());
		const changed = is.names().filter((name) => !is.bytes(name).equals(was.bytes(name)));
		expect(changed.sort()).toEqual(["xl/workbook.xml", "xl/worksheets/sheet1.xml"]);
	});

	test("what a place is filled with is chosen on its page; the choice and the filling are facts", async () => {
		const world = await openReportedWorld();
		const id = await uploaded(world, await template());
		const carin = await clientFor(world, "carin");
		const page = await (await carin.get(paths.reportTemplate(world.ids.period, id))).text();
		expect(page).toContain("Namnet Regionens_ord (bladet Rapport, rad 4)");
		const choice = { place_0: "", place_1: "rapport_namnd", place_2: "plan", version: "1" };
		expect((await carin.post(paths.reportTemplate(world.ids.period, id), choice)).status).toBe(303);
		const { sheet } = (await readWorkbook(await filled(world, id))).sheets.get("Rapport")!;
		expect([sheet.getCell("B3").value, sheet.getCell("B4").value]).toEqual([null, "Hälso- och sjukvårdsnämnden"]);
		expect((await trailOf(world, "template", id)).join("\n")).toMatch(
			/valde vad 2 platser[\s\S]*lade in arbetsboksmallen/,
		);
		expect((await trailOf(world, "reporting_period", world.ids.period))[0]).toContain("fyllde arbetsboksmallen");
		const stale = await carin.post(paths.reportTemplate(world.ids.period, id), { ...choice, place_1: "" });
		expect(stale.status).toBe(409);
		const foreign = await carin.post(paths.reportTemplate(world.ids.period, id), { place_1: "plan", version: "2" });
		expect(foreign.status).toBe(422);
	});

	test("nothing is written over: content under the headings, or a formula in a place, is named and refused", async () => {
		const world = await openReportedWorld();
		const sum = await uploaded(
			world,
			await template((book) => {
				book.getWorksheet("Rapport")!.getCell("A7").value = "Summa";
			}),
		);
		const response = await fill(world, sum);
		expect(response.status).toBe(422);
		expect(await response.text()).toContain("Bladet Rapport, rad 7: där finns redan innehåll");
		const other = await openReportedWorld();
		const formula = await uploaded(
			other,
			await template((book) => {
				book.getWorksheet("Rapport")!.getCell("B3").value = { formula: "1+1", result: 2 };
			}),
		);
		const refused = await fill(other, formula);
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("platsen innehåller en formel");
	});
});

describe.runIf(hasOpenpyxl())("a template with a chart, made by openpyxl", () => {
	test("the chart and its drawing keep their bytes, and openpyxl reads the chart and the values it draws", async () => {
		const folder = mkdtempSync(join(tmpdir(), "tillracklig-mall-"));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const file = join(folder, "mall.xlsx");
		execFileSync("/usr/bin/python3", ["-c", CHART, file]);
		const before = readFileSync(file);
		const world = await openReportedWorld();
		const after = await filled(world, await uploaded(world, before));
		const [was, is] = [await ZipPackage.read(before, LIMITS), await ZipPackage.read(after, LIMITS)];
		for (const name of was.names()) {
			if (["xl/workbook.xml", "xl/worksheets/sheet1.xml"].includes(name)) continue;
			expect(is.bytes(name).equals(was.bytes(name)), name).toBe(true);
		}
		expect(is.names()).toContain("xl/charts/chart1.xml");
		expect(is.text("xl/worksheets/sheet1.xml")).toContain("<drawing");
		writeFileSync(file, after);
		const script = 'ws = wb["Tal"]\nprint(json.dumps([ws["B2"].value, ws["B3"].value, len(ws._charts)]))';
		expect(askOpenpyxl(file, script)).toEqual([2, 0, 1]);
	});
});

const CHART = `
import sys
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.workbook.defined_name import DefinedName
wb = Workbook()
ws = wb.active
ws.title = "Tal"
ws["A1"], ws["B1"], ws["A2"], ws["A3"] = "Slag", "Antal", "Planerade", "Utförda"
wb.defined_names.append(DefinedName("kontroller_planerade_kontrolltillfallen", attr_text="Tal!$B$2"))
wb.defined_names.append(DefinedName("kontroller_utforda_kontrolltillfallen", attr_text="Tal!$B$3"))
chart = BarChart()
chart.add_data(Reference(ws, min_col=2, min_row=1, max_row=3), titles_from_data=True)
chart.set_categories(Reference(ws, min_col=1, min_row=2, max_row=3))
ws.add_chart(chart, "D2")
wb.save(sys.argv[1])
`;

describe("what is not taken in", () => {
	test("a template without places is refused with how to make them", async () => {
		const world = await openReportedWorld();
		const empty = new ExcelJS.Workbook();
		empty.addWorksheet("Blad1").getCell("A1").value = "Hej";
		const response = await upload(world, Buffer.from(await empty.xlsx.writeBuffer()));
		expect(response.status).toBe(422);
		expect(await response.text()).toContain("Mallen har inga platser att fylla i");
		expect(await listTemplates(world.ctx.db, world.ids.board)).toEqual([]);
	});

	test("T10: a macro workbook is refused by its content, whatever it is called", async () => {
		const world = await openReportedWorld();
		for (const [name, content] of [
			["xl/vbaProject.bin", "macro"],
			["xl/macrosheets/sheet1.xml", "<a/>"],
			["xl/embeddings/oleObject1.bin", "x"],
		] as const) {
			const parts = await ZipPackage.read(await template(), LIMITS);
			parts.set(name, content);
			const response = await upload(world, await parts.toBuffer({ dated: true }), "Mall", "mall.xlsx");
			expect(response.status).toBe(422);
			expect(await response.text()).toContain("makron");
		}
		const parts = await ZipPackage.read(await template(), LIMITS);
		const types = parts.text("[Content_Types].xml");
		parts.set("[Content_Types].xml", types.replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"));
		expect((await upload(world, await parts.toBuffer({ dated: true }))).status).toBe(422);
	});

	test("T14: what is no workbook, is cut off, or lies about its size", async () => {
		const world = await openReportedWorld();
		const good = await template();
		const lying = zipOf({ "xl/workbook.xml": "x".repeat(100_000), "[Content_Types].xml": "" }, 10);
		for (const bytes of [Buffer.from("hej"), good.subarray(0, good.length / 2), lying, zipOf({ a: "b" })]) {
			const response = await upload(world, bytes);
			expect(response.status).toBe(422);
			expect(await response.text()).toContain("går inte att läsa");
		}
		expect(await listTemplates(world.ctx.db, world.ids.board)).toEqual([]);
	});

	test("the same name twice; and a template's bytes are never exchanged, not even by SQL (T12)", async () => {
		const world = await openReportedWorld();
		const id = await uploaded(world, await template());
		expect((await upload(world, await template())).status).toBe(422);
		const change = write(world.ctx, ({ trx }) =>
			trx.updateTable("report_templates").set({ content: "" }).where("id", "=", id).execute(),
		);
		await expect(change).rejects.toThrow();
	});

	test("T11, T23: others may neither see, take in, choose nor fill; another board's template is not found", async () => {
		const world = await openReportedWorld();
		const id = await uploaded(world, await template());
		for (const person of ["maria", "mats", "adam"] as const) {
			const client = await clientFor(world, person);
			expect((await client.get(paths.reportTemplates(world.ids.period))).status).toBe(403);
			expect((await client.get(paths.reportTemplate(world.ids.period, id))).status).toBe(403);
			expect((await client.post(paths.reportTemplateFilling(world.ids.period, id), {})).status).toBe(403);
		}
		const rune = await clientFor(world, "rune");
		expect((await rune.get(paths.reportTemplate(world.ids.period, id))).status).toBe(200);
		expect((await rune.post(paths.reportTemplate(world.ids.period, id), { version: "1" })).status).toBe(403);
		expect((await rune.get(paths.reportTemplate(world.ids.period, "finns-inte"))).status).toBe(404);
	});
});

describe("a sheet's XML", () => {
	test("rows and cells without numbers, self-closing ones and empty sheets are filled in order; others stay to the byte", () => {
		const sheet = new SheetXml(
			'<worksheet><dimension ref="A1"/><sheetData><row><c><v>1</v></c><c/></row><row r="4" spans="1:2"/><row r="9"><c r="C9" s="2"/></row></sheetData><x/></worksheet>',
		);
		sheet.set(9, 1, { kind: "text", text: "<&>" }, sheet.styleOf(9, 3));
		sheet.set(4, 27, { kind: "number", number: 2.5 }, "");
		sheet.set(2, 1, { kind: "number", number: 1 }, "");
		expect(sheet.isFilled(1, 1)).toBe(true);
		expect(sheet.isFilled(1, 2)).toBe(false);
		expect(sheet.toString()).toBe(
			'<worksheet><sheetData><row><c><v>1</v></c><c/></row><row r="2"><c r="A2"><v>1</v></c></row><row r="4"><c r="AA4"><v>2.5</v></c></row><row r="9"><c r="A9" s="2" t="inlineStr"><is><t xml:space="preserve">&lt;&amp;&gt;</t></is></c><c r="C9" s="2"/></row></sheetData><x/></worksheet>',
		);
		const empty = new SheetXml("<worksheet><sheetData/></worksheet>");
		empty.set(1, 1, { kind: "number", number: 1 }, "");
		expect(empty.toString()).toContain('<row r="1"><c r="A1"><v>1</v></c></row>');
	});
});
