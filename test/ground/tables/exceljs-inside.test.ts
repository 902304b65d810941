import { readFileSync } from "node:fs";
import { PassThrough, Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import {
	addBars,
	addValidation,
	datedWriter,
	linkCell,
	mergeCells,
	openRows,
	openSheet,
	rowStream,
	setLanguage,
	styleIds,
	type Workbook,
} from "../../../src/ground/tables/exceljs-inside.ts";
import { addArrows } from "../../../src/ground/tables/sheet-rules.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";

const CREATED = new Date("2026-11-16T09:00:00Z");
const SHEET = "xl/worksheets/sheet1.xml";

type Members = Record<string, unknown>;

/** The library as it is, not as we have changed it. */
function bare() {
	const out = new PassThrough();
	const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
	const sheet = workbook.addWorksheet("Blad");
	return { out, workbook: workbook as unknown as Members, sheet: sheet as unknown as Members };
}

async function written(fill: (workbook: Workbook, sheet: ExcelJS.Worksheet) => void): Promise<ZipPackage> {
	const out = new PassThrough();
	const bytes = buffer(out);
	const workbook = datedWriter({ stream: out, useStyles: true }, CREATED);
	Object.assign(workbook, { created: CREATED, modified: CREATED });
	const sheet = openSheet(workbook, "Blad", {});
	sheet.addRow(["rubrik"]).commit();
	fill(workbook, sheet);
	await workbook.commit();
	return ZipPackage.read(await bytes, { parts: 50, bytes: 1_000_000 });
}

test("this is the version whose inside we know", () => {
	const about = JSON.parse(readFileSync("node_modules/exceljs/package.json", "utf8")) as { version: string };
	expect(about.version, "read src/tables/exceljs-inside.ts against the new version, then change this line").toBe(
		"4.4.0",
	);
});

test("zip.append takes a part with its date, and the constructor has called addThemes through it", async () => {
	const { workbook } = bare();
	expect(typeof (workbook.zip as Members).append).toBe("function");
	expect(typeof workbook.addThemes).toBe("function");
	const bytes = await (await written(() => {})).toBuffer({ dated: true });
	const days: number[] = [];
	for await (const entry of (await fromBufferPromise(bytes)).eachEntry()) days.push(entry.lastModFileDate);
	expect(days.length).toBeGreaterThan(5);
	expect([...new Set(days)]).toEqual([((2026 - 1980) << 9) | (11 << 5) | 16]);
});

test("styles.addStyleModel gives a style one number, and the cell that names it is shown so", async () => {
	const ids: number[] = [];
	const parts = await written((workbook) => {
		for (const numFmt of ["#,##0.00", "#,##0.00", "yyyy-mm"]) ids.push(styleIds(workbook)({ numFmt }));
	});
	expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
	expect(parts.text("xl/styles.xml")).toContain("yyyy-mm");
});

test("stream of the workbook is the one it was given, and a closed one ends the wait for room", async () => {
	const { workbook, out } = bare();
	expect(workbook.stream).toBe(out);
	const slow = new Writable({ write: () => {} });
	const ours = datedWriter({ stream: slow, useStyles: true }, CREATED);
	const rows = rowStream(ours, openSheet(ours, "Blad", {}));
	for (let part = 0; part < 200; part++) rows.write("x".repeat(65_536));
	slow.destroy();
	await expect(rows.room()).rejects.toThrow("closed");
});

test("stream of a sheet says what it holds by buffers and pipes, and writes text as it is", async () => {
	const { stream } = bare().sheet as {
		stream: { buffers: unknown[]; pipes: { _writableState: { length: number } }[]; write(text: string): void };
	};
	expect(Array.isArray(stream.buffers)).toBe(true);
	expect(stream.pipes.map((pipe) => pipe._writableState.length)).toEqual([expect.any(Number)]);
	for (let part = 0; part < 50; part++) stream.write("x".repeat(65_536));
	expect(stream.pipes[0]!._writableState.length).toBeGreaterThan(1_000_000);
	const parts = await written((workbook, sheet) =>
		rowStream(workbook, sheet).write('<row r="2"><c r="A2"><v>7</v></c></row>'),
	);
	expect(parts.text(SHEET)).toContain('<row r="2"><c r="A2"><v>7</v></c></row></sheetData>');
});

test("language is written to core.xml", async () => {
	expect((await written((workbook) => setLanguage(workbook, "sv-SE"))).text("docProps/core.xml")).toContain(
		"<dc:language>sv-SE<",
	);
});

test("dataValidations.add, _sheetRelsWriter._hyperlinks, _writeHyperlinks and _writeDataValidations: in the schema's order", async () => {
	const { sheet } = bare();
	for (const name of ["_writeHyperlinks", "_writeDataValidations", "_writeConditionalFormatting"])
		expect(typeof sheet[name], name).toBe("function");
	expect((sheet._sheetRelsWriter as Members)._hyperlinks).toEqual([]);
	const parts = await written((_, ours) => {
		linkCell(ours, "A1", "Blad!A1");
		addValidation(ours, "A2:A3", { type: "list", formulae: ['"Ja,Nej"'] });
		const style = { font: { bold: true } };
		ours.addConditionalFormatting({
			ref: "A2",
			rules: [{ type: "expression", priority: 1, formulae: ["A2=1"], style }],
		});
	});
	const order = [
		"<conditionalFormatting",
		'<dataValidations count="1"',
		'<hyperlink ref="A1" location="Blad!A1"',
		"<pageMargins",
	];
	const places = order.map((tag) => parts.text(SHEET).indexOf(tag));
	expect(places).toEqual(places.toSorted((a, b) => a - b));
	expect(places[0]).toBeGreaterThan(0);
});

test("the library still writes links first: when it no longer does, openSheet has nothing to mend", async () => {
	const { out, workbook, sheet } = bare();
	const bytes = buffer(out);
	const ours = sheet as unknown as ExcelJS.Worksheet;
	linkCell(ours, "A1", "Blad!A1");
	addValidation(ours, "A1", { type: "list", formulae: ['"Ja"'] });
	await (workbook as unknown as Workbook).commit();
	const xml = (await ZipPackage.read(await bytes, { parts: 50, bytes: 1_000_000 })).text(SHEET);
	expect(xml.indexOf("<hyperlinks>")).toBeLessThan(xml.indexOf("<dataValidations"));
});

test("_writeConditionalFormatting and _writeCloseWorksheet: bars stand in both halves of the format, in the schema's order", async () => {
	const { sheet } = bare();
	for (const name of ["_writeConditionalFormatting", "_writeCloseWorksheet"])
		expect(typeof sheet[name], name).toBe("function");
	const parts = await written((_, ours) => addBars(ours, [{ ref: "A2:A3", colour: "FF5A97A4" }]));
	const xml = parts.text(SHEET);
	expect(xml).toMatch(/<conditionalFormatting sqref="A2:A3"><cfRule type="dataBar".*<pageMargins/s);
	expect(xml).toMatch(/<extLst><ext [^>]*><x14:conditionalFormattings>.*<xm:sqref>A2:A3<.*<\/extLst><\/worksheet>$/s);
	const [older, newer] = [/<x14:id>([^<]+)</.exec(xml)![1], /<x14:cfRule type="dataBar" id="([^"]+)"/.exec(xml)![1]];
	expect(older).toBe(newer);
});

test("_merges, _writeColumns, _writeOpenSheetData and startedData: rows can be straight from the first, and merged", async () => {
	const { sheet } = bare();
	for (const name of ["_writeColumns", "_writeOpenSheetData"]) expect(typeof sheet[name], name).toBe("function");
	expect([sheet.startedData, Array.isArray(sheet._merges)]).toEqual([false, true]);
	const out = new PassThrough();
	const bytes = buffer(out);
	const workbook = datedWriter({ stream: out, useStyles: true }, CREATED);
	const ours = openSheet(workbook, "Blad", {});
	ours.columns = [{ key: "a", width: 30 }];
	openRows(ours);
	rowStream(workbook, ours).write('<row r="1"><c r="A1"><v>7</v></c></row>');
	mergeCells(ours, "A1:B1");
	await workbook.commit();
	const xml = (await ZipPackage.read(await bytes, { parts: 50, bytes: 1_000_000 })).text(SHEET);
	expect(xml).toMatch(
		/<cols>.*<sheetData><row r="1">.*<\/sheetData>.*<mergeCells count="1"><mergeCell ref="A1:B1"\/>/s,
	);
	expect(xml.match(/<sheetData>/g)).toHaveLength(1);
});

test("an arrow in front of differences is the sheet's own icon: down below zero, level at zero, up from one, and the number stays", async () => {
	const parts = await written((_, sheet) => {
		sheet.addRow([3]).commit();
		addArrows(sheet, "A1:A1");
	});
	const rule = /<conditionalFormatting sqref="A1:A1">.*?<\/conditionalFormatting>/.exec(parts.text(SHEET))![0];
	expect(rule).toContain('<iconSet iconSet="3ArrowsGray">');
	expect([...rule.matchAll(/<cfvo type="(\w+)" val="(\d)"\/>/g)].map(([, type, from]) => `${type} ${from}`)).toEqual([
		"percent 0",
		"num 0",
		"num 1",
	]);
});
