import { describe, expect, it } from "vitest";
import { type FileReading, readFile } from "../../../src/checks/populations/read/read-file.ts";
import { FileRefused } from "../../../src/ground/reading/file-refused.ts";
import type { ReadOptions } from "../../../src/ground/reading/read-options.ts";

const folder = new URL("./cases/", import.meta.url).pathname;

function read(name: string, options: Partial<ReadOptions> = {}, more: object = {}): Promise<FileReading> {
	return readFile(folder + name, { options: { period: "2026-10", ...options }, ...more });
}

/** What a case gives: rows, sum, and the lines that are refused or named. */
async function given(name: string, options: Partial<ReadOptions> = {}) {
	const { summary } = await read(name, options);
	return {
		rows: summary.rows,
		sumOre: summary.sumOre,
		refused: summary.refused.map((row) => row.line),
		named: summary.warnings.flatMap((warning) => (warning.line === null ? [] : [warning.line])),
	};
}

const firstOf = async (name: string) => (await read(name)).summary.first_lines;

async function refusal(name: string): Promise<string> {
	const error = await read(name).catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(FileRefused);
	return (error as FileRefused).message;
}

/** Small files of the shapes that regions and others really have; all names and numbers are invented. */
describe("a file of a real shape gives its rows and sum, and says the rest by line", () => {
	it.each([
		["01-sie-oppet-citattecken-jamnt.se", 1, 45_000, [15, 16], []],
		["03-sie-samma-nummer-flera-datum.se", 1, 45_000, [16, 21], []],
		["06-sie-obalanserad-verifikation.se", 1, 30_000, [15], []],
		["10-orebro-konterat-belopp.xlsx", 2, 133_449, [], []],
		["12-utan-datumkolumn.csv", 2, 133_350, [], []],
		["13-spec-exempel-forskjuten-rad.csv", 2, 246_706, [3], []],
		["15-titelrader-fore-rubriken.csv", 2, 133_350, [], [1, 2, 3, 8]],
		["17-debet-kredit.csv", 2, 113_550, [], [3]],
		["18-upprepad-rubrik-och-delsummor.csv", 2, 133_350, [], [3, 4, 6, 7]],
		["22-libreoffice.ods", 2, 133_350, [], [1, 2]],
		["23-excel-egenheter.xlsx", 3, 124_950, [2, 3, 6], [4, 8]],
		["24-excel-1904.xlsx", 1, 10_000, [], []],
		["25-uk-council-spend.csv", 2, 113_550, [], [1, 2]],
		["25b-uk-council-utan-titel.csv", 3, 114_750, [], [4]],
		["26-verifikation-delvis-avvisad.csv", 1, 9_900, [2, 3], []],
		["27-unit4-rubriker.csv", 2, 133_350, [], []],
	])("%s", async (name, rows, sumOre, refused, named) => {
		expect(await given(name)).toEqual({ rows, sumOre, refused, named });
	});

	it("SIE 4I says what to ask for", async () => {
		const said = await refusal("04-sie4i-utan-nummer.si");
		expect(said).toContain("SIE 4I");
		expect(said).toContain("SIE 4E");
	});

	it.each([
		["08-sie5.sie", /SIE 5.*SIE 4E/],
		["22b-gammal-excel.xls", /äldre Excelfil.*\.xlsx/],
	])("%s is named, with what to do", async (name, sentence) => {
		expect(await refusal(name)).toMatch(sentence);
	});

	it("letters of an old code page are shown before and after, and read as meant when it is said", async () => {
		const name = "20-dos-cp850.csv";
		const { summary } = await read(name);
		expect(summary.damage).toMatchObject({ kind: "cp850", suggested: "CP850" });
		expect(summary.damage!.samples).toContainEqual({ before: "K†por & M”ssor AB", after: "Kåpor & Mössor AB" });
		const meant = await read(name, { encoding: "CP850" });
		expect(meant.summary).toMatchObject({ damage: null, rows: 2, sumOre: 133_350, encoding: "CP850" });
		expect(meant.summary.first_lines.map((line) => line.supplier_name)).toEqual(["Kåpor & Mössor AB", "Öster Vård AB"]);
	});

	it("rows without a unit are counted for placing, and their vouchers are never a rest", async () => {
		const name = "05-sie-delvis-kostnadsstalle.se";
		const { summary, unplaced } = await read(name);
		expect(unplaced).toMatchObject([{ unit_code: null, rows: 2, sumOre: 745_000 }]);
		expect([summary.rows, summary.refused.map((row) => row.line)]).toEqual([0, [15, 16, 21]]);
		const placed = await read(name, {}, { places_unitless: true });
		expect(placed.summary).toMatchObject({ rows: 3, sumOre: 1_345_000, refused: [] });
	});

	it("an account and its name in one cell are told apart", async () => {
		expect(await firstOf("10-orebro-konterat-belopp.xlsx")).toMatchObject([
			{ account: "64210", account_text: "Kontorsmateriel", date: "2026-10-03", amount_ore: 123_450 },
			{ account: "54100", account_text: "Förbrukningsinv", date: "2026-10-04", amount_ore: 9_999 },
		]);
	});

	it("a file without dates says so", async () => {
		expect((await read("12-utan-datumkolumn.csv")).summary.is_undated).toBe(true);
		expect((await read("13-spec-exempel-forskjuten-rad.csv")).summary.is_undated).toBe(false);
	});

	it("the heading's line is told, and which number is the item's", async () => {
		const { summary } = await read("15-titelrader-fore-rubriken.csv");
		expect(summary).toMatchObject({ heading_line: 5, number_field: "voucher_no" });
		expect(summary.seen.headings[3]).toEqual({ heading: "Leverantör", samples: ["Kalle & Co AB", "Ögonblick AB"] });
		expect((await read("01-sie-oppet-citattecken-jamnt.se")).summary.heading_line).toBeNull();
	});

	it("debet less kredit is the amount", async () => {
		expect((await firstOf("17-debet-kredit.csv")).map((line) => line.amount_ore)).toEqual([123_450, -9_900]);
	});

	it("an Excel day without its format is called by its name", async () => {
		const { summary } = await read("23-excel-egenheter.xlsx");
		expect(summary.warnings[0]).toEqual({
			line: 4,
			text: "Datum som ”46298” är Excels serietal. Det är läst som 2026-10-03.",
		});
		expect((await firstOf("24-excel-1904.xlsx"))[0]?.date).toBe("2026-10-03");
	});

	it("items of Unit4 have their series and number", async () => {
		expect(await firstOf("27-unit4-rubriker.csv")).toMatchObject([
			{ series: "LF", number: "70012345", unit_code: "11010", supplier_no: "12345", supplier_name: "Kalle & Co AB" },
			{ series: "LF", number: "70012346", unit_code: "11020", supplier_no: "12346", approver: "BERT01" },
		]);
	});

	it("the same number in two series is two vouchers", async () => {
		expect((await firstOf("36-sie-lon-och-avskrivning.se")).map((line) => [line.series, line.number])).toEqual([
			["A", "17"],
			["L", "17"],
			["K", "3"],
			["P", "9"],
		]);
	});
});
