import Holidays from "date-holidays";
import { describe, expect, it } from "vitest";
import { isDate } from "../../../src/ground/calendar/civil-date.ts";
import {
	addWorkingDays,
	holidaysOf,
	isWorkingDay,
	workingDayOfMonth,
} from "../../../src/ground/calendar/swedish-holidays.ts";

const oracle = new Holidays("SE");
const years = Array.from({ length: 61 }, (_, index) => 2000 + index);

describe("Swedish holidays", () => {
	it.each(years)("%i has the free days the oracle has", (year) => {
		const expected = oracle
			.getHolidays(year)
			.filter((holiday) => holiday.type === "public" || holiday.type === "bank")
			.map((holiday) => `${holiday.date.slice(0, 10)} ${holiday.name.toLowerCase()}`);
		// The oracle lists annandag pingst as an observance in every year; by law it was free up to and including 2004.
		const ours = holidaysOf(year)
			.filter((holiday) => holiday.name !== "Annandag pingst")
			.map((holiday) => `${holiday.date} ${holiday.name.toLowerCase()}`)
			.map((line) => line.replace("sveriges nationaldag", "nationaldagen"));
		expect(ours.sort()).toEqual([...new Set(expected)].sort());
	});

	it("has annandag pingst until 2004 and the national day from 2005", () => {
		expect(isWorkingDay("2004-05-31")).toBe(false);
		expect(isWorkingDay("2005-05-16")).toBe(true);
		expect(isWorkingDay("2005-06-06")).toBe(false);
		expect(isWorkingDay("2003-06-06")).toBe(true);
	});

	it("counts the customary eves as free and the half days as working", () => {
		expect(isWorkingDay("2026-06-19")).toBe(false);
		expect(isWorkingDay("2026-12-24")).toBe(false);
		expect(isWorkingDay("2026-12-31")).toBe(false);
		expect(isWorkingDay("2026-04-02")).toBe(true);
	});

	it("refuses what is no date", () => {
		expect(() => isWorkingDay("2026-02-30")).toThrow(RangeError);
		expect(() => addWorkingDays("2026-1-1", 1)).toThrow(RangeError);
		expect(() => addWorkingDays("2026-01-01", 1.5)).toThrow(RangeError);
		expect([isDate("2024-02-29"), isDate("2026-02-29"), isDate("20260228")]).toEqual([true, false, false]);
	});
});

describe("counting in working days", () => {
	it("never counts the day itself", () => {
		expect(addWorkingDays("2026-10-09", 1)).toBe("2026-10-12");
		expect(addWorkingDays("2026-10-12", -1)).toBe("2026-10-09");
	});

	it("passes Christmas", () => {
		expect(addWorkingDays("2026-12-23", 1)).toBe("2026-12-28");
		expect(addWorkingDays("2026-12-30", 1)).toBe("2027-01-04");
	});

	it("with zero moves a free day forward only", () => {
		expect(addWorkingDays("2026-10-31", 0)).toBe("2026-11-02");
		expect(addWorkingDays("2026-10-30", 0)).toBe("2026-10-30");
	});

	it("finds the nth working day of a month from either end", () => {
		expect(workingDayOfMonth(2026, 1, 1)).toBe("2026-01-02");
		expect(workingDayOfMonth(2026, 1, 3)).toBe("2026-01-07");
		expect(workingDayOfMonth(2026, 12, -1)).toBe("2026-12-30");
		expect(() => workingDayOfMonth(2026, 2, 21)).toThrow(RangeError);
		expect(() => workingDayOfMonth(2026, 2, 0)).toThrow(RangeError);
	});
});
