import { expect, test } from "vitest";
import type { Column } from "../../../src/ground/tables/column.ts";
import { csvHead, csvLine, quoted } from "../../../src/ground/tables/csv.ts";
import { jsonOf } from "../../../src/ground/tables/json.ts";

interface Row {
	text: string;
	n: number | null;
	ore: number;
	day: string;
	at: string;
}

const columns: Column<Row>[] = [
	{ key: "text", label: "Text", type: "text", value: (row) => row.text },
	{ key: "n", label: "Antal", type: "count", value: (row) => row.n },
	{ key: "ore", label: "Belopp", type: "ore", value: (row) => row.ore },
	{ key: "day", label: "Dag", type: "date", value: (row) => row.day },
	{ key: "at", label: "Tid", type: "instant", value: (row) => row.at },
];
const toCsv = (columns: Column<Row>[], rows: Row[]) =>
	csvHead(columns) + rows.map((row) => csvLine(columns, row)).join("");
const row: Row = { text: "Å", n: 3, ore: -105, day: "2026-02-28", at: "2026-07-31T22:30:00.000Z" };

test("a CSV file has a BOM, semicolons, CRLF, a decimal comma and Swedish time", () => {
	expect(toCsv(columns, [row])).toBe(
		'\uFEFF"Text";"Antal";"Belopp";"Dag";"Tid"\r\n"Å";3;-1,05;2026-02-28;2026-08-01 00:30\r\n',
	);
});

test("amounts are exact to the last öre, also when large or below a krona", () => {
	const amount = (ore: number) => toCsv(columns, [{ ...row, ore }]).split(";")[6];
	expect([9_007_199_254_740_991, 7, 0, -7].map(amount)).toEqual(["90071992547409,91", "0,07", "0,00", "-0,07"]);
});

test("quotes are doubled, and a line break or a semicolon stays inside its cell", () => {
	expect(quoted('a";"b\nc')).toBe('"a"";""b\nc"');
});

test("an empty value is an empty cell, not a zero", () => {
	expect(toCsv(columns, [{ ...row, n: null, day: "" }])).toContain('"Å";;-1,05;;');
});

test.each([
	"=1+1",
	"+46 19",
	"-1",
	"@SUM(A1)",
	"\t=1",
	"\r=1",
	"\n=1",
	"   =1+1",
	"\u00a0=1",
	"\u200b".trim() === "" ? "\u200b=1" : " \u2003=1",
	"＝1+1",
	"＠A1",
])("T04: %j is text with an apostrophe in front, in cells and headings", (text) => {
	expect(quoted(text).startsWith(`"'`)).toBe(true);
	const hostile: Column<Row>[] = [{ key: "a", label: text, type: "text", value: () => text }];
	const [heading, cell] = [toCsv(hostile, [row]).slice(1), toCsv(hostile, [row])];
	expect(heading.startsWith(`"'`)).toBe(true);
	expect(cell.match(/"'/g)).toHaveLength(2);
});

test("T04: a date column never carries a formula", () => {
	expect(toCsv(columns, [{ ...row, day: "=1+1" }])).toContain(`"'=1+1"`);
});

test("JSON keeps öre whole, and dates and instants as they are stored", () => {
	expect(jsonOf(columns, row)).toEqual({ ...row });
});
