import { describe, expect, test } from "vitest";
import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Comparison } from "../../../db/schema/report/words.ts";
import { typedNumber } from "../../../db/schema/report/governance-numbers.ts";
import { shownNumber, targetText } from "../../../src/report/governance/columns.ts";
import { readNumber } from "../../../src/report/governance/numbers.ts";
import { expectedOf, isReached, isShort, trendOf } from "../../../src/report/governance/outcome.ts";
import { sumFaults } from "../../../src/report/governance/sums.ts";

const MNKR = 100_000_000;

function row(
	told: Omit<Partial<GovernanceRow>, "reported"> & { outcome?: number | null; forecast?: number | null },
): GovernanceRow {
	const { outcome = null, forecast = null, ...rest } = told;
	return {
		...{
			year: 2024,
			unit: "procent",
			comparison: null,
			target: null,
			target_upper: null,
			baseline: null,
			budget_ore: null,
		},
		...{
			signed: 0,
			earlier: [],
			figures: [],
			cut_off: "2024-12-31",
			parent_id: null,
			id: "rad",
			title: "Rad",
			chapter: "",
		},
		reported: { outcome_ore: outcome, forecast_ore: forecast },
		...rest,
	} as unknown as GovernanceRow;
}

const saidBefore = (outcome_ore: number | null, forecast_ore: number | null = null) => [
	{ period: "Delår", cut_off: "2024-07-31", outcome_ore, forecast_ore, reported_back_on: null },
];

describe("where an outcome is heading", () => {
	test.each<[Comparison | null, number, number, string | null]>([
		["at_least", 80, 90, "better"],
		["more_than", 90, 80, "worse"],
		["increase", 80, 90, "better"],
		["decrease", 80, 90, "worse"],
		["at_most", 90, 80, "better"],
		["less_than", 80, 90, "worse"],
		["state", 80, 90, "up"],
		[null, 90, 80, "down"],
		["at_least", 80, 80, "same"],
	])("%s from %d to %d is %s", (comparison, from, to, trend) => {
		expect(trendOf(row({ comparison, earlier: saidBefore(from), outcome: to }))).toBe(trend);
		expect(trendOf(row({ comparison, baseline: from, outcome: to }))).toBe(trend);
	});

	test("an interval is nearer or farther, and inside it nothing changes", () => {
		const within = (from: number, to: number) =>
			trendOf(row({ comparison: "between", target: 7700, target_upper: 8000, earlier: saidBefore(from), outcome: to }));
		expect([within(7500, 7600), within(7800, 8100), within(7700, 8000), within(8200, 7600)]).toEqual([
			...["better", "worse", "same", "better"],
		]);
	});

	test("one number alone has no trend, and a report that says none has none however many came before", () => {
		expect(trendOf(row({ outcome: 80 }))).toBeNull();
		expect(trendOf(row({ earlier: saidBefore(80) }))).toBeNull();
		expect(trendOf({ ...row({ earlier: saidBefore(80) }), reported: null })).toBeNull();
	});

	test("an amount is followed by what the whole year gives, never by a part of the year", () => {
		const money = { unit: "mnkr", signed: 1 } as const;
		expect(trendOf(row({ ...money, earlier: saidBefore(-400, -900), outcome: -1000 }))).toBe("worse");
		expect(trendOf(row({ ...money, signed: 0, earlier: saidBefore(400, 900), outcome: 1000 }))).toBe("up");
		expect(trendOf(row({ ...money, earlier: saidBefore(-400), outcome: -1000 }))).toBeNull();
		expect(expectedOf(row({ ...money, outcome: -400, cut_off: "2024-07-31" }))).toBeNull();
		expect(expectedOf(row({ ...money, outcome: -400, forecast: -900, cut_off: "2024-07-31" }))).toBe(-900);
	});
});

describe("whether an outcome is what the plan wants", () => {
	test.each<[Partial<GovernanceRow>, number, boolean | null]>([
		[{ comparison: "more_than", target: 9000 }, 9000, false],
		[{ comparison: "more_than", target: 9000 }, 9001, true],
		[{ comparison: "at_least", target: 9000 }, 9000, true],
		[{ comparison: "at_most", target: 9000 }, 9001, false],
		[{ comparison: "less_than", target: 9000 }, 9000, false],
		[{ comparison: "between", target: 7700, target_upper: 8000 }, 8001, false],
		[{ comparison: "between", target: 7700, target_upper: 8000 }, 7700, true],
		[{ comparison: "increase", baseline: 80 }, 80, false],
		[{ comparison: "decrease", baseline: 80 }, 79, true],
		[{ comparison: "increase" }, 80, null],
		[{ comparison: "at_least" }, 80, null],
		[{ comparison: "state" }, 80, null],
	])("%j and %d is %s", (told, outcome, reached) => {
		expect(isReached(row({ ...told, outcome }))).toBe(reached);
	});

	test("a result below its budget is short, and so is an investment above its", () => {
		const of = (signed: number, budget_ore: number, forecast: number) =>
			isShort(row({ unit: "mnkr", signed, budget_ore, forecast }));
		expect([of(1, -800, -810), of(1, -800, -800), of(0, 190, 200), of(0, 190, 180)]).toEqual([
			true,
			false,
			true,
			false,
		]);
		expect(isShort(row({ unit: "mnkr", signed: 1, forecast: 1 }))).toBeNull();
	});
});

describe("a written number", () => {
	test.each([
		["-7974,5", "mnkr", -7974.5 * MNKR],
		["\u22127\u00a0974,5", "mnkr", -7974.5 * MNKR],
		["1234,56789012", "mnkr", 123_456_789_012],
		["0,00000001", "mnkr", 1],
		["77", "index", 7700],
		["2,3", "procent", 230],
	])("%s %s is %d, and is typed and read back as the same", (text, unit, value) => {
		expect(readNumber(text, unit)).toEqual({ value });
		expect(readNumber(typedNumber(value, unit), unit)).toEqual({ value });
	});

	test("is read in what the file is written in, to the öre", () => {
		expect(readNumber("1234,56", "mnkr", ",", "kr")).toEqual({ value: 123_456 });
		expect(readNumber("1234.5", "mnkr", ".", "tkr")).toEqual({ value: 123_450_000 });
		expect(readNumber("77.5", "index", ".", "kr")).toEqual({ value: 7750 });
	});

	test.each(["", "åttio", "1,234", "1,2,3", "12 kr eller 13", "9".repeat(40), "1e9", "NaN", "0x10"])(
		"%j is refused",
		(text) => {
			expect(readNumber(text, "procent")).toHaveProperty("reason");
		},
	);

	test("is shown in its unit, an amount with one decimal", () => {
		const plain = (text: string | null) => text?.replace(/\u00a0/g, " ").replace("\u2212", "-");
		expect(plain(shownNumber(-7974.5 * MNKR, "mnkr"))).toBe("-7 974,5 mnkr");
		expect(plain(shownNumber(230, "procent"))).toBe("2,3 procent");
		expect(plain(targetText(row({ comparison: "between", target: 7700, target_upper: 8000, unit: "index" })))).toBe(
			"Mellan 77 och 80 index",
		);
	});
});

describe("a sum", () => {
	const parts = (...values: (number | null)[]) =>
		values.map((budget_ore, n) => row({ id: `del-${n}`, parent_id: "summa", unit: "mnkr", budget_ore }));
	const faults = (sum: number | null, ...values: (number | null)[]) =>
		sumFaults([row({ id: "summa", title: "Summa", unit: "mnkr", budget_ore: sum }), ...parts(...values)], {
			column: "budget",
			valueIn: (one) => one.budget_ore,
		}).map(({ text }) => text.replace(/\u00a0/g, " "));

	test("that is not what its parts make is told with the difference, however small", () => {
		expect(faults(10 * MNKR, 4 * MNKR, 5 * MNKR)).toEqual([
			"Summa, budget: summan är 10,0 mnkr men delarna ger 9,0 mnkr. Skillnaden är 1,0 mnkr.",
		]);
		expect(faults(10 * MNKR, 4 * MNKR, 6 * MNKR - 1)[0]).toContain("Skillnaden är 0,01 kr.");
	});

	test("holds with empty cells, and is not asked where it or all its parts are empty", () => {
		expect(faults(10 * MNKR, 4 * MNKR, null, 6 * MNKR)).toEqual([]);
		expect(faults(null, 4 * MNKR)).toEqual([]);
		expect(faults(10 * MNKR, null, null)).toEqual([]);
	});
});
