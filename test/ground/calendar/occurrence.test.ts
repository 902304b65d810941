import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOfDay, dayNumber } from "../../../src/ground/calendar/civil-date.ts";
import {
	dueDateOf,
	FREQUENCIES,
	formatOccurrence,
	frequencyOfKey,
	isMonthKey,
	occurrenceKeyOf,
	occurrenceOf,
	occurrencesOf,
} from "../../../src/ground/calendar/occurrence.ts";

describe("occurrences", () => {
	it("have the keys of the product", () => {
		expect(occurrencesOf("quarterly", 2026).map((one) => one.key)).toEqual([
			"2026-K1",
			"2026-K2",
			"2026-K3",
			"2026-K4",
		]);
		expect(occurrencesOf("tertial", 2026)[1]).toEqual({
			key: "2026-T2",
			first_day: "2026-05-01",
			last_day: "2026-08-31",
		});
		expect(occurrencesOf("half_year", 2026)[0]).toEqual({
			key: "2026-H1",
			first_day: "2026-01-01",
			last_day: "2026-06-30",
		});
		expect(occurrencesOf("monthly", 2028)[1]).toEqual({
			key: "2028-02",
			first_day: "2028-02-01",
			last_day: "2028-02-29",
		});
		expect(occurrencesOf("yearly", 2026)).toEqual([{ key: "2026", first_day: "2026-01-01", last_day: "2026-12-31" }]);
		expect(occurrencesOf("ad_hoc", 2026)).toEqual([]);
	});

	it("cover every day of the year exactly once, and every date finds its own", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: dayNumber("1999-01-01"), max: dayNumber("2100-12-31") }),
				fc.constantFrom(...FREQUENCIES),
				(day, frequency) => {
					const date = dateOfDay(day);
					const key = occurrenceKeyOf(date, frequency);
					const { first_day, last_day } = occurrenceOf(key);
					expect(first_day <= date && date <= last_day).toBe(true);
					expect(frequencyOfKey(key)).toBe(frequency);
				},
			),
		);
		for (const frequency of FREQUENCIES.filter((one) => one !== "ad_hoc")) {
			const days = occurrencesOf(frequency, 2028).map((one) => dayNumber(one.last_day) - dayNumber(one.first_day) + 1);
			expect(days.reduce((sum, one) => sum + one, 0)).toBe(366);
		}
	});

	it("fall due on Swedish working days", () => {
		expect(dueDateOf(occurrenceOf("2026-10"), 10)).toBe("2026-11-13");
		expect(dueDateOf(occurrenceOf("2026-12"), 1)).toBe("2027-01-04");
	});

	it("say themselves in Swedish", () => {
		expect(["2026-10", "2026-K4", "2026-T3", "2026-H2", "2026", "2026-10-04"].map(formatOccurrence)).toEqual([
			"oktober 2026",
			"kvartal 4 2026",
			"tertial 3 2026",
			"andra halvåret 2026",
			"2026",
			"4 oktober 2026",
		]);
	});

	it("refuse what is no key", () => {
		expect([isMonthKey("2026-10"), isMonthKey("2026-13"), isMonthKey("2026-1")]).toEqual([true, false, false]);
		expect(["2026-K5", "2026-T4", "2026-02-30", "26", ""].map(frequencyOfKey)).toEqual([null, null, null, null, null]);
		expect(() => occurrenceOf("2026-H3")).toThrow(RangeError);
		expect(() => formatOccurrence("2026-00")).toThrow(RangeError);
		expect(() => occurrenceKeyOf("2026-02-30", "monthly")).toThrow(RangeError);
	});
});
