import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import { MONEY } from "../../../db/schema/report/governance-numbers.ts";
import type { Comparison, Trend } from "../../../db/schema/report/words.ts";

/** What the rules below need of a row, as it stands or as it was sealed. */
type Row = Omit<GovernanceRow, "reported" | "same_as"> & {
	reported: Pick<NonNullable<GovernanceRow["reported"]>, "outcome_ore" | "forecast_ore"> | null;
};
type Said = { outcome_ore: number | null; forecast_ore: number | null; cut_off: string };

/** The numbers that one after the other tell where the row is heading, the oldest first. */
function series(row: Row): number[] {
	const said: Said[] = [...row.earlier, ...(row.reported ? [{ ...row.reported, cut_off: row.cut_off }] : [])];
	const known = said.map((one) => (row.unit === MONEY ? wholeYear(row, one) : one.outcome_ore));
	return [row.baseline, ...known].filter((value) => value !== null);
}

/** What the whole year is expected to give: an amount grows through the year, so one before its end says nothing of the whole. */
function wholeYear({ year }: Row, { outcome_ore, forecast_ore, cut_off }: Said): number | null {
	return forecast_ore ?? (cut_off >= `${year}-12-31` ? outcome_ore : null);
}

/** The year's amount as the report expects it, or as it became; null until either is known. */
export function expectedOf(row: Row): number | null {
	return row.reported && wholeYear(row, { ...row.reported, cut_off: row.cut_off });
}

const WANTED: Partial<Record<Comparison, 1 | -1>> = {
	...{ at_least: 1, more_than: 1, increase: 1 },
	...{ at_most: -1, less_than: -1, decrease: -1 },
};

/** From the number before to the latest; null while there is nothing to compare with. */
export function trendOf(row: Row): Trend | null {
	if (row.reported === null || (row.reported.outcome_ore ?? row.reported.forecast_ore) === null) return null;
	const [before, now] = series(row).slice(-2);
	if (before === undefined || now === undefined) return null;
	if (row.comparison === "between") return trendTo(distance(row, before), distance(row, now));
	if (before === now) return "same";
	const wanted = wantedOf(row);
	const rises = now > before;
	if (wanted === undefined) return rises ? "up" : "down";
	return rises === (wanted === 1) ? "better" : "worse";
}

/** Up, down, or undefined where nothing says. Costs are written below zero, so a result and what makes it is better the higher it is. */
function wantedOf({ comparison, unit, signed }: Row): 1 | -1 | undefined {
	if (comparison !== null) return WANTED[comparison];
	return unit === MONEY && signed === 1 ? 1 : undefined;
}

function trendTo(before: number, now: number): Trend {
	if (before === now) return "same";
	return now < before ? "better" : "worse";
}

/** How far outside its interval a number is. */
function distance({ target, target_upper }: Row, value: number): number {
	return Math.max((target ?? value) - value, value - (target_upper ?? value), 0);
}

/** Whether the outcome is what the plan wants; null where no number says. */
export function isReached(row: Row): boolean | null {
	const outcome = row.reported?.outcome_ore ?? null;
	const { comparison, target, target_upper, baseline } = row;
	if (outcome === null || comparison === null) return null;
	if (comparison === "increase") return baseline === null ? null : outcome > baseline;
	if (comparison === "decrease") return baseline === null ? null : outcome < baseline;
	if (target === null) return null;
	if (comparison === "between") return target_upper === null ? null : outcome >= target && outcome <= target_upper;
	const reached = {
		at_least: outcome >= target,
		more_than: outcome > target,
		at_most: outcome <= target,
		less_than: outcome < target,
		state: null,
	};
	return reached[comparison];
}

/** True for a sum whose year becomes worse than planned: a result below its budget, or an investment above it. */
export function isShort(row: Row): boolean | null {
	const expected = expectedOf(row);
	if (expected === null || row.budget_ore === null) return null;
	return row.signed === 1 ? expected < row.budget_ore : expected > row.budget_ore;
}
