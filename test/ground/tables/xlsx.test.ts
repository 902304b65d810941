import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { cellText, sheetName } from "../../../src/ground/tables/cell-text.ts";
import { type CellType, type Column, formatShare } from "../../../src/ground/tables/column.ts";
import { addSheet, startWorkbook } from "../../../src/ground/tables/xlsx.ts";
import { readWorkbook } from "../../support/read-workbook.ts";
import { ZipPackage } from "../../../src/ground/tables/zip-package.ts";

interface Fact {
	type: CellType;
	value: string | number | null;
}

async function written(facts: Fact[], options: { name?: string; columns?: Column<Fact>[] } = {}) {
	const out = new PassThrough();
	const bytes = buffer(out);
	const workbook = startWorkbook(out, { title: "Prov & <b>", created: new Date("2026-11-16T09:00:00Z") });
	const columns: Column<Fact>[] = options.columns ?? [
		{ key: "value", label: "Värde", type: "text", typeOf: (fact) => fact.type, value: (fact) => fact.value },
	];
	await addSheet(workbook, { name: options.name ?? "Blad", columns, rows: facts });
	await workbook.commit();
	return { ...(await readWorkbook(await bytes)), bytes: await bytes };
}

async function cells(facts: Fact[]) {
	const content = await written(facts);
	return content.sheets
		.get("Blad")!
		.rows.slice(1)
		.map(([value]) => value);
}

describe("typed cells", () => {
	test("numbers are numbers, dates are dates, amounts are kronor, instants are Swedish time", async () => {
		expect(
			await cells([
				{ type: "count", value: 12 },
				{ type: "ore", value: 123456 },
				{ type: "date", value: "2026-03-29" },
				{ type: "instant", value: "2026-07-31T22:30:00.000Z" },
				{ type: "instant", value: "2026-12-31T23:30:00.000Z" },
			]),
		).toEqual([
			12,
			1234.56,
			new Date("2026-03-29T00:00:00Z"),
			new Date("2026-08-01T00:30:00Z"),
			new Date("2027-01-01T00:30:00Z"),
		]);
	});

	test("months, years and shares are numbers with formats: what is no month stays the text it is", async () => {
		const content = await written([
			{ type: "month", value: "2026-10" },
			{ type: "month", value: "2026-T1" },
			{ type: "year", value: 2026 },
			{ type: "share", value: 0.049 },
		]);
		const { sheet } = content.sheets.get("Blad")!;
		const seen = [2, 3, 4, 5].map((row) => [sheet.getCell(row, 1).value, sheet.getCell(row, 1).numFmt]);
		expect(seen).toEqual([
			[new Date("2026-10-01T00:00:00Z"), "yyyy-mm"],
			["2026-T1", "yyyy-mm"],
			[2026, "0"],
			[0.049, "[=0]0.0 %;[<0.001]0.00 %;0.0 %"],
		]);
		expect([0, 0.0004, 0.049, 0.05, 1].map(formatShare)).toEqual(
			["0,0", "0,04", "4,9", "5,0", "100"].map((n) => `${n}\u00a0%`),
		);
	});

	test("what is no date stays the text it is, and nothing is an empty cell", async () => {
		expect(
			await cells([
				{ type: "date", value: "2026-02-30" },
				{ type: "count", value: null },
				{ type: "text", value: "slut" },
			]),
		).toEqual(["2026-02-30", null, "slut"]);
	});
});

describe("T04: a text is never a formula", () => {
	test.each(["=1+1", "+1", "-1", "@A1", "\t=1", ' =HYPERLINK("http://x")', "＝1"])("%j", async (text) => {
		const content = await written([{ type: "text", value: text }], {
			columns: [{ key: "value", label: text, type: "text", value: (fact) => fact.value }],
		});
		const { sheet } = content.sheets.get("Blad")!;
		for (const address of ["A1", "A2"]) {
			expect(sheet.getCell(address).formula).toBeUndefined();
			expect(typeof sheet.getCell(address).value).toBe("string");
			expect(sheet.getCell(address).text.trim()).toBe(text.trim());
		}
	});

	test("one that looks like a formula is marked as quoted, so that it stays a text when it is edited", async () => {
		const styleOf = async (text: string) => {
			const content = await written([{ type: "text", value: text }], {
				columns: [{ key: "value", label: "Text", type: "text", value: (fact) => fact.value }],
			});
			const parts = await ZipPackage.read(content.bytes, { parts: 100, bytes: 10_000_000 });
			const at = /<c r="A2" s="(\d+)"/.exec(parts.text("xl/worksheets/sheet1.xml"))![1];
			const formats = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(parts.text("xl/styles.xml"))![1]!;
			return formats.match(/<xf [^>]*>/g)![Number(at)]!;
		};
		for (const text of ["=1+1", "+1", "-1", "@A1", " =1"])
			expect(await styleOf(text), text).toContain('quotePrefix="1"');
		for (const text of ["1-1", "a=b"]) expect(await styleOf(text), text).not.toContain("quotePrefix");
	});

	test("a sheet's name holds nothing that Excel refuses", () => {
		expect(sheetName("=A1:[x]/y\\z*?'")).toBe("=A1  x  y z");
		expect(sheetName("å".repeat(40))).toHaveLength(31);
		expect(sheetName("'::'")).toBe("Blad");
	});
});

describe("texts that would make the file need repair", () => {
	test("control characters and half characters are taken away", () => {
		expect(cellText("a\u0000b\u0007c\u001fd\ufffe")).toBe("abcd");
		expect(cellText("x\ud800y")).toBe("x\ufffdy");
		expect(cellText("rad 1\r\nrad 2\rrad 3")).toBe("rad 1\nrad 2\nrad 3");
	});

	test("a text of exactly 32 767 characters is whole; a longer one says that it was cut", () => {
		expect(cellText("a".repeat(32_767))).toBe("a".repeat(32_767));
		const cut = cellText("a".repeat(32_768));
		expect(cut).toHaveLength(32_767);
		expect(cut.endsWith("… (avkortad)")).toBe(true);
	});

	test("a cut never leaves half a character", () => {
		const cut = cellText(`${"a".repeat(32_752)}${"😀".repeat(20)}`);
		expect(/[\ud800-\udbff](?![\udc00-\udfff])/.test(cut)).toBe(false);
	});

	test("what looks like a character code stays itself", () => {
		expect(cellText("_x0041_")).toBe("_x005F_x0041_");
	});
});

test("a sheet has a frozen heading, a filter over all rows, repeated headings and page numbers in print", async () => {
	const content = await written([
		{ type: "text", value: "en" },
		{ type: "text", value: "två" },
	]);
	const { sheet } = content.sheets.get("Blad")!;
	expect(content.title).toBe("Prov & <b>");
	expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
	expect(sheet.autoFilter).toBe("A1:A3");
	expect(sheet.pageSetup).toMatchObject({ orientation: "landscape", paperSize: 9, printTitlesRow: "1:1" });
	expect(sheet.headerFooter.oddFooter).toContain("Sida &P av &N");
});

test("a wide sheet is printed on several pages, and a long text gets the height it needs", async () => {
	const wide = Array.from({ length: 12 }, (_, index): Column<Fact> => {
		return { key: `c${index}`, label: `Kolumn ${index}`, type: "text", width: 30, value: (fact) => fact.value };
	});
	const content = await written([{ type: "text", value: "ord ".repeat(40) }], { columns: wide });
	const { sheet } = content.sheets.get("Blad")!;
	expect(sheet.pageSetup.fitToWidth).toBe(3);
	expect(sheet.getRow(2).height).toBeGreaterThan(60);
});

test("a sheet without rows is a heading with a filter", async () => {
	const content = await written([]);
	expect(content.sheets.get("Blad")!.rows).toEqual([["Värde"]]);
});
