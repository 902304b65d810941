import type { Db } from "../../open.ts";
import type { Frequency, PopulationKind } from "../../schema/vocabulary.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** One unit of one control of a plan in force: what runs are created from. */
export interface Schedule {
	control_id: string;
	control_key: string;
	title: string;
	frequency: Frequency;
	population_kind: PopulationKind;
	due_working_days: number;
	starts_on: string;
	ended_on: string | null;
	year: number;
	board_unit_id: string;
	unit_id: string;
	unit_name: string;
	performer_id: string | null;
	reviewer_id: string | null;
	/** First and last day of the assignment; null for no end. */
	valid_from: string;
	valid_to: string | null;
	unit_from: string;
	unit_to: string | null;
}

/** Every control of the plans in force with its units, or one control's. */
export function listSchedules(db: Db, reach: UnitReach, controlId?: string): Promise<Schedule[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("control_units")
		.innerJoin("controls", "controls.id", "control_units.control_id")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.innerJoin("org_units", "org_units.id", "control_units.unit_id")
		.select([
			"controls.id as control_id",
			"controls.key as control_key",
			"controls.title",
			"controls.frequency",
			"controls.population_kind",
			"controls.due_working_days",
			"controls.starts_on",
			"controls.ended_on",
			"plans.year",
			"boards.unit_id as board_unit_id",
			"control_units.unit_id",
			"org_units.name as unit_name",
			"control_units.performer_id",
			"control_units.reviewer_id",
			"control_units.valid_from",
			"control_units.valid_to",
			"org_units.valid_from as unit_from",
			"org_units.valid_to as unit_to",
		])
		.where("plans.status", "=", "in_force")
		.where("controls.dropped_reason", "is", null)
		.$if(controlId !== undefined, (query) => query.where("controls.id", "=", controlId!))
		.$if(within !== undefined, (query) => query.where("control_units.unit_id", "in", within!))
		.orderBy("controls.key")
		.orderBy("org_units.sort_name")
		.execute();
}

/** The occurrences that already have a run, by control and unit. */
export function listRunKeys(
	db: Db,
	controlIds: readonly string[],
): Promise<{ control_id: string; unit_id: string; period_key: string; last_day: string }[]> {
	if (controlIds.length === 0) return Promise.resolve([]);
	return db
		.selectFrom("control_runs")
		.select(["control_id", "unit_id", "period_key", "last_day"])
		.where("control_id", "in", controlIds)
		.execute();
}

/** Periods whose population is frozen: no unit can join their draw any more. */
export function listFrozenPeriods(
	db: Db,
	controlIds: readonly string[],
): Promise<{ control_id: string; period_key: string }[]> {
	if (controlIds.length === 0) return Promise.resolve([]);
	return db
		.selectFrom("populations")
		.select(["control_id", "period_key"])
		.where("control_id", "in", controlIds)
		.execute();
}
