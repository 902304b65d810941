import { describe, expect, it } from "vitest";
import { readDate } from "../../../src/ground/reading/date.ts";
import { FileDates } from "../../../src/ground/reading/file-dates.ts";
import { purchases, read } from "./reading-support.ts";

const day = (text: string) => new FileDates("2026-10-31").day(text, 7);

describe("a date that its text alone cannot tell", () => {
	it.each([
		["202610", "2026-10-31"],
		["2026-02", "2026-02-28"],
		["46298", "2026-10-03"],
		["46298.75", "2026-10-03"],
		["31/10/26", "2026-10-31"],
		["26-10-05", "2026-10-05"],
		["05.10.26", "2026-10-05"],
	])("%s is read by the period as %s, and said", (text, expected) => {
		const dates = new FileDates("2026-10-31");
		expect(dates.day(text, 7)).toBe(expected);
		expect(dates.warnings).toEqual([{ line: 7, text: expect.stringContaining(`”${text}”`) }]);
		dates.day(text, 8);
		expect(dates.warnings).toHaveLength(1);
	});

	it.each(["26-10-25", "25/10/26/1", "31/02/26", "12345", "99999", "202613", "00/00/26", "01/10/95"])(
		"%s is none",
		(text) => {
			expect(day(text)).toBeNull();
		},
	);

	it.each([
		["31-Oct-26", "2026-10-31"],
		["31-okt-26", "2026-10-31"],
		["3 oktober 2026", "2026-10-03"],
		["3 October 2026", "2026-10-03"],
		["03-MAJ-2026", "2026-05-03"],
		["1 sept 2026", "2026-09-01"],
	])("%s is told by its month's name", (text, expected) => {
		expect(readDate(text)).toBe(expected);
	});

	it.each(["31-feb-26", "3 marknad 2026", "3 ma 2026", "32 oktober 2026"])("%s is no date of any month", (text) => {
		expect(readDate(text)).toBeNull();
	});
});

describe("a currency that is not kronor", () => {
	const row = (n: number, amount: string) => `${n};41;2026-10-01;L;${amount}`;

	it("is read when all amounts have it, and said", async () => {
		const file = await read(purchases(row(1, "£1.50"), row(2, "(£2.00)"), row(3, "£0")));
		expect([file.sumOre, file.refused_count]).toEqual([-50, 0]);
		expect(file.warnings).toEqual([{ line: null, text: expect.stringContaining("Alla belopp är i £") }]);
	});

	it.each([
		["one amount in kronor", ["£1.50", "5", "£2"], [2, 4]],
		["two currencies", ["£1.50", "€5"], [2, 3]],
	])("is refused beside %s", async (_name, amounts, refused) => {
		const file = await read(purchases(...amounts.map((amount, i) => row(i, amount))));
		expect(file.refused.map((one) => one.line)).toEqual(refused);
	});
});
