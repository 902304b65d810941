import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { expect, it } from "vitest";
import { readFile } from "../../../src/checks/populations/read/read-file.ts";
import type { HeadingMapping } from "../../../src/ground/reading/headings.ts";
import { tempFolder } from "../../support/database.ts";

/** What a text gives: kronor of each number that is understood, the refused lines, and what else is said. */
async function given(text: string | Uint8Array, mapping: HeadingMapping = {}) {
	const path = join(tempFolder(), "fil");
	writeFileSync(path, text);
	const numbers: Record<string, number> = {};
	const { summary } = await readFile(
		path,
		{ options: { period: "2026-10", mapping } },
		{
			add: async (items) => {
				for (const one of items) numbers[one.number] = one.whole_ore / 100;
			},
			again: async () => {
				for (const number of Object.keys(numbers)) delete numbers[number];
			},
		},
	);
	const { sumOre, warnings } = summary;
	const refused = Object.fromEntries(summary.refused.map(({ line, reason }) => [line, reason]));
	return { numbers, sumOre, refused, lines: Object.keys(refused).map(Number), warnings };
}

const HEADING = "Ver.nr;Kst;Bokf.datum;Leverantör;Konto;Belopp;Text";
const rows = (...lines: string[]) => [HEADING, ...lines].join("\n");

it.each([
	[
		"a quote that does not add up",
		["4001;11010;2026-10-03;A;5410;6000;x", '4001;11010;2026-10-03;A;5410;7000;"12" skruv'],
	],
	["a number that stands in the row above only", ["4001;11010;2026-10-03;A;5410;6000;x", ";;;;5460;7000;y"]],
])("of a purchase with %s nothing is left under the limit", async (_what, lines) => {
	const { numbers, ...said } = await given(rows(...lines, "4002;11010;2026-10-03;A;5410;5;y"));
	expect([numbers, said.lines]).toEqual([{ 4002: 5 }, [2, 3]]);
});

it("a number that stands on the other side of the purchase is the one above too", async () => {
	const head = "Ver.nr;Kst;Datum;Konto;Debet;Kredit";
	const before = "4;11010;2026-10-03;5410;5;";
	const text = [head, before, "5;11010;2026-10-03;2440;;7", ";11010;2026-10-03;5410;7;"].join("\n");
	expect(await given(text)).toMatchObject({ numbers: { 4: 5 }, lines: [4] });
});

it("a quote before the number, and a list in JSON, take their whole purchase with them", async () => {
	const quoted = [
		"Text;Ver.nr;Kst;Datum;Belopp",
		"x;4001;11010;2026-10-03;6000",
		'"12" skruv;4001;11010;2026-10-03;7000',
	];
	expect(await given([...quoted, "y;4002;11010;2026-10-03;5"].join("\n"))).toMatchObject({ numbers: { 4002: 5 } });
	const listed = [6000, [7000]].map((Belopp) => ({ Vernr: "4001", Kst: "1", Datum: "2026-10-03", Belopp }));
	const json = JSON.stringify([...listed, { Vernr: "4002", Kst: "1", Datum: "2026-10-03", Belopp: 5 }]);
	expect(await given(json)).toMatchObject({ numbers: { 4002: 5 }, lines: [1, 2] });
});

it("a sum row without a number and without an account takes nothing with it", async () => {
	const { numbers, lines } = await given(rows("4001;11010;2026-10-03;A;5410;100;x", ";;;;;100;", ";;;;;777;"));
	expect([numbers, lines]).toEqual([{ 4001: 100 }, [3, 4]]);
});

it("a sum row with its word in the number's place is no purchase", async () => {
	const text = rows("4001;11010;2026-10-03;Total AB;5410;100;x", "Totalt;11010;2026-10-31;;;100;");
	const { numbers, sumOre, warnings } = await given(text);
	expect({ numbers, sumOre, named: warnings.map((one) => one.line) }).toEqual({
		numbers: { 4001: 100 },
		sumOre: 10_000,
		named: [3],
	});
});

it("a number that a spreadsheet has rounded joins no purchases", async () => {
	const { numbers, refused } = await given(rows("2,0261E+11;11010;2026-10-03;A;5410;1;x", "5;11010;2026-10-03;A;;2;"));
	expect(numbers).toEqual({ 5: 2 });
	expect(refused[2]).toContain("avrundat");
});

it("headings in another order further down are not read by the places of the first", async () => {
	const first = rows("4001;11010;2026-10-03;A;5410;100;x");
	const anew = `${first}\nKst;Ver.nr;Bokf.datum;Leverantör;Konto;Belopp;Text\n1;11010;2026-10-03;A;5410;5;x`;
	await expect(given(anew)).rejects.toThrow("Rad 3 har rubriker i en annan ordning än rad 1.");
	// one that begins with a digit is a heading all the same
	const attested = "1:a attest;Kst;Bokf.datum;Leverantör;Konto;Belopp;Ver.nr";
	await expect(given(`${first}\n${attested}\nx;11010;2026-10-03;A;5410;5;4002`)).rejects.toThrow("Rad 3 har rubriker");
	const other = await given(`${first}\n${HEADING.toUpperCase()}\n4002;11010;2026-10-03;A;5410;5;x`);
	expect([other.numbers, other.lines]).toEqual([{ 4001: 100, 4002: 5 }, [3]]);
});

it("amounts in thousands are refused, in a title as in a heading, but not the limit's own words", async () => {
	const body = rows("4001;11010;2026-10-03;A;5410;100;x");
	await expect(given(`Reskontra, belopp i tkr\n${body}`)).rejects.toThrow("Rad 1 säger att beloppen är i tusental");
	const headed = body.replace("Belopp", "Belopp (tkr)");
	await expect(given(headed, { "Belopp (tkr)": "amount" })).rejects.toThrow("Rad 1 säger");
	expect(await given(`Inköp under 10 tkr\n${body}`)).toMatchObject({ sumOre: 10_000 });
});

it("the column that says kronor is the amount, whatever currency the invoice had", async () => {
	const text = "Ver.nr;Kst;Datum;Belopp;Valuta;Belopp SEK\n1;11010;2026-10-03;1 000,00;EUR;11 500,00";
	expect(await given(text)).toMatchObject({ numbers: { 1: 11_500 }, lines: [] });
	const bare = await given("Ver.nr;Kst;Datum;Belopp;Valuta\n1;11010;2026-10-03;1 000,00;EUR");
	expect(bare.lines).toEqual([2]);
});

it("a column of D and K is said not to be read", async () => {
	const text = "Ver.nr;Kst;Datum;Belopp;D/K\n1;11010;2026-10-03;100;D\n2;11010;2026-10-03;100;K";
	expect((await given(text)).warnings[0]).toMatchObject({ line: 1, text: expect.stringContaining("D/K") });
});

it("cells in the form that keeps Excel from making numbers of them are read", async () => {
	const text = '="Ver.nr";="Kst";="Datum";="Belopp"\n="0401";="11010";="2026-10-03";="1 234,50"';
	expect(await given(text)).toMatchObject({ numbers: { "0401": 1234.5 }, lines: [] });
});

it("six digits are a day with the year first, and months are as before", async () => {
	const days = ["261003", "251026", "261025", "202610", "2026.10.04", "261332"];
	const { lines, warnings } = await given(rows(...days.map((day, at) => `${at};11010;${day};A;5410;1;x`)));
	expect(lines).toEqual([7]);
	expect(warnings.map((one) => one.line)).toEqual([2, 5]);
});

it("a file whose rows were saved as one cell each says what to do", async () => {
	const rowsInOne = ['"Ver.nr;Kst;Datum;Belopp"', '"1;11010;2026-10-03;1 234,50"'];
	await expect(given(rowsInOne.join("\n"))).rejects.toThrow("Varje rad står som en enda cell");
});

it("of two sheets alike the one that is seen is read, and the hidden one named", async () => {
	const book = new ExcelJS.Workbook();
	for (const [name, amount] of Object.entries({ Dold: 5, Syns: 7 })) {
		const sheet = book.addWorksheet(name, { state: name === "Dold" ? "hidden" : "visible" });
		sheet.addRows([HEADING.split(";"), ["4001", "11010", "2026-10-03", "A", "5410", amount, "x"]]);
	}
	const { numbers, warnings } = await given(new Uint8Array(await book.xlsx.writeBuffer()));
	expect(numbers).toEqual({ 4001: 7 });
	expect(warnings[0]!.text).toBe("Kalkylbladet ”Syns” är läst. Inte lästa: ”Dold”.");
});

it("a dash that a text program has made longer is a minus", async () => {
	const amounts = ["\u2013250,00", "\u2212250,00", "250,00\u2013"];
	const { numbers } = await given(rows(...amounts.map((amount, at) => `${at};11010;2026-10-03;A;5410;${amount};x`)));
	expect(numbers).toEqual({ 0: -250, 1: -250, 2: -250 });
});

it("a web page that was saved with its pictures is named", async () => {
	await expect(given("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<table>")).rejects.toThrow("MHTML");
});
