import type { StripRun, StripUnit } from "../../../db/queries/checks/runs-year-strip.ts";
import { outcomeOf, type RunState, runState } from "../../../db/schema/checks/runs-state.ts";
import { isUndecided } from "../../../db/schema/register/plans.ts";
import type { RunResult } from "../../../db/schema/vocabulary.ts";
import { occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { holdsIn } from "./due-runs.ts";

/** One month of a row: the run that ends in it, or that one will be created when its period begins or when the plan is decided. */
export type StripMonthCell =
	| { run_id: string; state: RunState; outcome: RunResult | null }
	| "upcoming"
	| "undecided"
	| null;

export interface StripLine extends StripUnit {
	/** January first. */
	months: StripMonthCell[];
}

/**
 * The year of each control and unit, a cell per month. A longer period sits in its last month; of several occasions in one month
 * the last is shown.
 */
export function stripLines(units: readonly StripUnit[], runs: readonly StripRun[], today: string): StripLine[] {
	const byRow = new Map<string, StripRun[]>();
	for (const run of runs) {
		const key = `${run.control_id} ${run.unit_id}`;
		byRow.set(key, [...(byRow.get(key) ?? []), run]);
	}
	return units.map((unit) => {
		const months: StripMonthCell[] = Array.from({ length: 12 }, () => null);
		const undecided = isUndecided(unit.plan_status);
		for (const occurrence of occurrencesOf(unit.frequency, unit.year)) {
			if (!holdsIn(unit, occurrence)) continue;
			if (undecided) months[monthOf(occurrence.last_day)] = "undecided";
			else if (occurrence.first_day > today) months[monthOf(occurrence.last_day)] = "upcoming";
		}
		for (const run of byRow.get(`${unit.control_id} ${unit.unit_id}`) ?? []) {
			months[monthOf(run.last_day)] = {
				run_id: run.id,
				state: runState(run, today),
				outcome: outcomeOf(run),
			};
		}
		return { ...unit, months };
	});
}

const monthOf = (day: string) => Number(day.slice(5, 7)) - 1;
