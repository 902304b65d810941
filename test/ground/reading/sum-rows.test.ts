import { describe, expect, it } from "vitest";
import { read } from "./reading-support.ts";

const preview = (rows: readonly string[]) => read(rows.join("\n"));

const HEADING = "Verifikat;Bokf.dat;Konto;Kst;Text;Debet;Kredit";
const BOOK = [
	"A 1201;2026-10-05;5460;11010;Handskar;1 250,00;",
	"A 1201;2026-10-05;2641;11010;Moms;312,50;",
	"A 1201;2026-10-05;2440;11010;Skuld;;1 562,50",
	"A 1202;2026-10-06;5460;11010;Retur;;200,00",
	"A 1202;2026-10-06;2440;11010;Skuld;200,00;",
];

describe("a sum row of a list with debet and kredit", () => {
	it.each([
		["over both sides of every purchase", ";;;;Summa;1 762,50;1 762,50"],
		["over the costs alone", ";;;;Summa;1 250,00;200,00"],
	])("is named, %s", async (_how, sum) => {
		const { rows, sumOre, refused, warnings } = await preview([HEADING, ...BOOK, sum]);
		expect({ rows, sumOre, refused }).toEqual({ rows: 2, sumOre: 105_000, refused: [] });
		expect(warnings.at(-1)).toEqual({ line: 7, text: "Raden är en summarad, inte ett inköp." });
	});

	it("is refused when it says something else", async () => {
		const { refused } = await preview([HEADING, ...BOOK, ";;;;Summa;1 762,50;1 762,00"]);
		expect(refused.map((row) => row.line)).toEqual([7]);
	});
});

it("the total of an invoice is with moms, which is taken off", async () => {
	const rows = ["Löpnr;Leverantör;Fakturadatum;Total;Moms", "1;Acme AB;2026-10-02;1250,00;250,00"];
	const { columns, sumOre } = await preview(rows);
	expect([columns.amount_gross, sumOre]).toEqual(["Total", 100_000]);
	const { warnings } = await preview(["Löpnr;Fakturadatum;Att betala", "1;2026-10-02;1250,00"]);
	expect(warnings.map((one) => one.text)).toContain(
		"Filen har bara belopp med moms. De jämförs med gränsen, som gäller utan moms.",
	);
});
