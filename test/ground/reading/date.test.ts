import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOfDay, dayNumber } from "../../../src/ground/calendar/civil-date.ts";
import { readDate, readMoment } from "../../../src/ground/reading/date.ts";

describe("a date", () => {
	it.each(["2026-10-04", "20261004", "2026/10/04", "4/10/2026", "04.10.2026", "4-10-2026", " 2026-10-04 08:30 "])(
		"%s is the fourth of October",
		(text) => {
			expect(readDate(text)).toBe("2026-10-04");
		},
	);

	it.each([
		"2026-02-30",
		"30/2/2026",
		"10/14/2026",
		"2026-13-01",
		"2026-00-10",
		"0202-10-04",
		"261004",
		"2026104",
		"2026-10",
		"46000",
		"4 oktober",
		"2026-10-04 25:00",
		"2026-10-04 x",
		"2026-10/04",
		"",
	])("%j is refused", (text) => {
		expect(readDate(text)).toBeNull();
	});

	it("keeps the time in Swedish local time", () => {
		expect(readMoment("2026-10-04 8:05")).toBe("2026-10-04T08:05:00");
		expect(readMoment("2026-10-04T23:59:58.123")).toBe("2026-10-04T23:59:58");
		expect(readMoment("2026-10-04T22:30:15Z")).toBe("2026-10-05T00:30:15");
		expect(readMoment("2026-10-04T00:30:00+04:00")).toBe("2026-10-03T22:30:00");
		expect(readMoment("2026-10-04")).toBe("2026-10-04");
	});

	it("is read back from every way it is written", () => {
		fc.assert(
			fc.property(fc.integer({ min: dayNumber("1990-01-01"), max: dayNumber("2099-12-31") }), (day) => {
				const date = dateOfDay(day);
				const [year, month, dayOfMonth] = date.split("-");
				const written = [date, `${year}${month}${dayOfMonth}`, `${dayOfMonth}.${month}.${year}`];
				for (const text of [...written, `${Number(dayOfMonth)}/${Number(month)}/${year}`])
					expect(readDate(text)).toBe(date);
			}),
		);
	});
});
