import { FINISHED_MEASURES, OPEN_RUNS } from "../../schema/vocabulary.ts";
import type { Db } from "../../open.ts";
import { isWithin, type UnitReach, unitsWithin } from "../people/units.ts";

/** For a person with nothing to do today: the first coming matter of each kind from a day on. */

export interface ComingRun {
	control_title: string;
	unit_name: string;
	period_key: string;
	due_on: string;
}

/** The next kontrolltillfälle that one of these people is to perform or to review. */
export function findComingRun(db: Db, people: readonly string[], today: string): Promise<ComingRun | undefined> {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.select(["control.title as control_title", "unit.name as unit_name", "run.period_key", "run.due_on"])
		.where("run.status", "in", OPEN_RUNS)
		.where("run.due_on", ">=", today)
		.where((eb) => eb.or([eb("run.performer_id", "in", [...people, ""]), eb("run.reviewer_id", "in", [...people, ""])]))
		.orderBy("run.due_on")
		.orderBy("run.id")
		.limit(1)
		.executeTakeFirst();
}

export function findComingMeasure(
	db: Db,
	people: readonly string[],
	today: string,
): Promise<{ title: string; due_on: string | null } | undefined> {
	return db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.select(["measures.title", "measures.due_on"])
		.where("measures.owner_id", "in", [...people, ""])
		.where("measures.status", "not in", FINISHED_MEASURES)
		.where("measures.due_on", ">=", today)
		.where("plans.status", "=", "in_force")
		.orderBy("measures.due_on")
		.limit(1)
		.executeTakeFirst();
}

/** The next brytdatum of a board that answers for one of the units, or lies within reach. */
export function findComingPeriod(
	db: Db,
	units: readonly string[],
	reach: UnitReach,
	today: string,
): Promise<{ name: string; board: string; cut_off: string } | undefined> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("reporting_periods as period")
		.innerJoin("boards", "boards.id", "period.board_id")
		.select(["period.name", "boards.name as board", "period.cut_off"])
		.where("period.cut_off", ">=", today)
		.$if(within !== undefined, (q) =>
			q.where((eb) => eb.or([eb("boards.unit_id", "in", [...units, ""]), isWithin(within!, "boards.unit_id")])),
		)
		.orderBy("period.cut_off")
		.orderBy("boards.name")
		.limit(1)
		.executeTakeFirst();
}

/** The next SAM-omgång that opens, over one of the units. */
export function findComingRound(
	db: Db,
	units: readonly string[],
	today: string,
): Promise<{ year: number; opens_on: string } | undefined> {
	return db
		.selectFrom("sam_rounds")
		.select(["year", "opens_on"])
		.where("status", "!=", "closed")
		.where("opens_on", ">", today)
		.where("unit_id", "in", [...units, ""])
		.orderBy("opens_on")
		.limit(1)
		.executeTakeFirst();
}
