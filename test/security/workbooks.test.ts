import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { paths } from "../../src/paths/paths.ts";
import { tablesOf } from "../../src/register/plan-import/read-file.ts";
import { SheetXml } from "../../src/report/templates/sheet-xml.ts";
import { elementsNamed } from "../../src/report/templates/xml-elements.ts";
import { clientFor } from "../support/browser-client.ts";
import { openReportedWorld, type ReportedWorld } from "../support/reported-world.ts";
import { zipOf } from "../support/zip.ts";

const MILLIONS = 3_000_000;

function workbook(sheet: string, more: Record<string, string> = {}): Buffer {
	return zipOf({
		"[Content_Types].xml": "<Types/>",
		"xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
		"xl/workbook.xml":
			'<workbook xmlns:r="r"><sheets><sheet name="Uppföljning" sheetId="1" r:id="r1"/></sheets></workbook>',
		"xl/worksheets/s.xml": `<worksheet><sheetData>${sheet}`,
		...more,
	});
}

const attributes = Array.from({ length: 200_000 }, (_, n) => `a${n}=""`).join(" ");
/** Each is a few kilobytes that cost seconds and hundreds of megabytes to whoever builds what they describe. */
const BOMBS: Record<string, () => Buffer> = {
	"millions of nested tags": () => workbook("<a>".repeat(MILLIONS)),
	"millions of empty cells": () => workbook(`<row>${"<c/>".repeat(MILLIONS)}</row></sheetData></worksheet>`),
	"one tag of countless attributes": () => workbook(`<row ${attributes}/></sheetData></worksheet>`),
	"rows that never end": () => workbook("<row>".repeat(1_000_000)),
	"styles without end": () =>
		workbook("</sheetData></worksheet>", {
			"xl/styles.xml": `<styleSheet><cellXfs>${"<xf/>".repeat(MILLIONS)}</cellXfs></styleSheet>`,
			"xl/sharedStrings.xml": `<sst>${"<si/>".repeat(MILLIONS)}</sst>`,
		}),
	"a document type": () =>
		workbook("</sheetData></worksheet>", { "xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' }),
};
const SAID = /orimligt djupt nästlad|orimligt många element|går inte att läsa som en arbetsbok/;

/** Every door a workbook can come through, as whoever may open it. */
const DOORS: Record<string, (world: ReportedWorld) => { as: "carin" | "adam"; path: string; fields: object }> = {
	purchases: () => ({ as: "carin", path: paths.purchasesPreview(), fields: { period_key: "2026-11" } }),
	hr: () => ({ as: "adam", path: paths.hrFiles(), fields: { kind: "people" } }),
	agreements: (world) => ({
		as: "carin",
		path: paths.agreementImport(),
		fields: { unit_id: world.ids.administration },
	}),
	balances: (world) => ({
		as: "carin",
		path: paths.balanceImport(),
		fields: { unit_id: world.ids.administration, period_key: "2026-10", mark_percent: "10", mark_kr: "10000" },
	}),
	templates: (world) => ({ as: "carin", path: paths.reportTemplates(world.ids.period), fields: { name: "Mall" } }),
	plans: (world) => ({ as: "carin", path: paths.planReading(), fields: { board_id: world.ids.board, year: "2031" } }),
	"read-back": (world) => ({ as: "carin", path: paths.reportReading(world.ids.period), fields: {} }),
};

describe.each(Object.entries(BOMBS))("T14, T58: a workbook of %s", (name, make) => {
	test("is refused at every door by a sentence, before it has been built", async () => {
		const world = await openReportedWorld();
		const bytes = make();
		for (const [door, of] of Object.entries(DOORS)) {
			const { as, path, fields } = of(world);
			const form = new FormData();
			for (const [field, value] of Object.entries(fields)) form.set(field, value);
			form.set("file", new Blob([new Uint8Array(bytes)]), "bok.xlsx");
			const answer = await (await clientFor(world, as)).upload(path, form);
			const page = await answer.text();
			expect(answer.status, `${door}: ${name}`).toBe(422);
			// these two read text alone: to them a workbook is no text
			if (door !== "hr" && door !== "agreements") expect(SAID.exec(page)?.length, `${door}: ${name}`).toBe(1);
		}
		const file = join(world.dataDir, "bok.xlsx");
		writeFileSync(file, bytes);
		await expect(tablesOf(file), "the command").rejects.toThrow(SAID);
	});
});

test("T14, T58: nesting alone is refused, where neither elements nor bytes are many", async () => {
	const { dataDir } = await openReportedWorld();
	const file = join(dataDir, "djup.xlsx");
	writeFileSync(file, workbook(`${"<a>".repeat(100)}${"</a>".repeat(100)}</sheetData></worksheet>`));
	await expect(tablesOf(file)).rejects.toThrow("orimligt djupt nästlad");
});

describe("T58: a template's sheet", () => {
	test("of beginnings without ends is gone through once", () => {
		const many = "<row <c ".repeat(MILLIONS / 10);
		expect(new SheetXml(`<worksheet><sheetData><!-- ${many} --></sheetData></worksheet>`).hasFormula(1, 1)).toBe(false);
		expect(() => new SheetXml("<sheetData>".repeat(MILLIONS / 10))).toThrow("inte går att fylla i");
		expect([...elementsNamed("<row>".repeat(MILLIONS / 10), "row")]).toEqual([]);
	});

	test("is found by whole names, empty elements and all", () => {
		const found = [...elementsNamed('<cols/><c r="A1"/><c><v>1</v></c><ca></ca>', "c")];
		expect(found.map(({ attributes: said, body }) => [said, body])).toEqual([
			[' r="A1"', ""],
			["", "<v>1</v>"],
		]);
	});
});
