import type { Compilable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import { OPEN_RECOMMENDATIONS, type RecommendationStatus } from "../../schema/report/recommendations.ts";
import {
	ANSWERABLE_RUNS,
	type DeviationStatus,
	FINISHED_MEASURES,
	type MeasureStatus,
	OPEN_DEVIATIONS,
	type PlanStatus,
	type Severity,
	UNDECIDED_PLANS,
} from "../../schema/vocabulary.ts";
import { isWithin, type UnitReach, unitsWithin } from "../people/units.ts";

/** What waits for a person or a role, for the start page. Short lists, each behind an index. */

export interface WaitingDeviation {
	id: string;
	number: number;
	title: string;
	severity: Severity;
	status: DeviationStatus;
	due_on: string | null;
	owner_id: string | null;
	unit_name: string;
}

function deviations(db: Db, limit: number) {
	return db
		.selectFrom("deviations")
		.innerJoin("org_units", "org_units.id", "deviations.unit_id")
		.select(["deviations.id", "deviations.number", "deviations.title", "deviations.severity", "deviations.status"])
		.select(["deviations.due_on", "deviations.owner_id", "org_units.name as unit_name"])
		.orderBy("deviations.number")
		.limit(limit);
}

/** Deviations these people own and have to handle, or to check the effect of. */
export const listOwnDeviations = keptQuery(
	(db, people: readonly string[], reach: UnitReach, limit: number): Compilable<WaitingDeviation> => {
		const within = unitsWithin(reach);
		return deviations(db, limit)
			.where("deviations.owner_id", "in", [...people])
			.where("deviations.status", "in", OPEN_DEVIATIONS)
			.$if(within !== undefined, (q) => q.where("deviations.unit_id", "in", within!));
	},
);

/** Open deviations within reach that nobody owns. */
export const listUnownedDeviations = keptQuery((db, reach: UnitReach, limit: number): Compilable<WaitingDeviation> => {
	const within = unitsWithin(reach);
	return deviations(db, limit)
		.where("deviations.owner_id", "is", null)
		.where("deviations.status", "=", "open")
		.$if(within !== undefined, (q) => q.where("deviations.unit_id", "in", within!));
});

export interface WaitingMeasure {
	id: string;
	title: string;
	status: MeasureStatus;
	due_on: string;
	owner_id: string | null;
	risk_number: number;
	risk_title: string;
}

/** Measures these people own in plans in force, not finished, due on or before a day. */
export async function listDueMeasures(
	db: Db,
	people: readonly string[],
	horizon: string,
	limit: number,
): Promise<WaitingMeasure[]> {
	const rows = await dueMeasures(db, people, horizon, limit);
	return rows.map((row) => ({ ...row, due_on: row.due_on! }));
}

const dueMeasures = keptQuery((db, people: readonly string[], horizon: string, limit: number) => {
	return db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.select(["measures.id", "measures.title", "measures.status", "measures.due_on", "measures.owner_id"])
		.select(["risks.number as risk_number", "risks.title as risk_title"])
		.where("measures.dropped_reason", "is", null)
		.where("measures.owner_id", "in", [...people])
		.where("measures.status", "not in", FINISHED_MEASURES)
		.where("measures.due_on", "<=", horizon)
		.where("plans.status", "=", "in_force")
		.orderBy("measures.due_on")
		.orderBy("measures.id")
		.limit(limit);
});

export interface WaitingRecommendation {
	id: string;
	number: number;
	title: string;
	issuer: string;
	due_on: string | null;
	owner_id: string | null;
	status: RecommendationStatus;
}

/** Recommendations these people answer for and that are not closed. */
export const listOwnRecommendations = keptQuery(
	(db, people: readonly string[], limit: number): Compilable<WaitingRecommendation> => {
		return db
			.selectFrom("recommendations")
			.select(["id", "number", "title", "issuer", "due_on", "owner_id", "status"])
			.where("owner_id", "in", [...people])
			.where("status", "in", OPEN_RECOMMENDATIONS)
			.orderBy("received_on")
			.limit(limit);
	},
);

/** Plans that no nämnd has decided: none of them is in force. */
export const listUndecidedPlans = keptQuery(
	(db, reach: UnitReach): Compilable<{ id: string; year: number; board: string; status: PlanStatus }> => {
		const within = unitsWithin(reach);
		return db
			.selectFrom("plans")
			.innerJoin("boards", "boards.id", "plans.board_id")
			.select(["plans.id", "plans.year", "plans.status", "boards.name as board"])
			.where("plans.status", "in", UNDECIDED_PLANS)
			.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
			.orderBy("plans.year");
	},
);

export interface WaitingDraw {
	control_id: string;
	control_title: string;
	period_key: string;
	units: number;
	/** The frozen population that has not been drawn from; null while the purchases file is missing. */
	population_id: string | null;
}

/** Periods that are over and still wait for their population, or for the draw. */
export const listWaitingDraws = keptQuery(
	(db, reach: UnitReach, today: string, limit: number): Compilable<WaitingDraw> => {
		const within = unitsWithin(reach);
		return db
			.selectFrom("control_runs as run")
			.innerJoin("controls as control", "control.id", "run.control_id")
			.innerJoin("draws as draw", "draw.id", "run.draw_id")
			.leftJoin("populations as population", "population.draw_id", "draw.id")
			.select(["run.control_id", "control.title as control_title", "run.period_key", "population.id as population_id"])
			.select((eb) => eb.fn.countAll<number>().as("units"))
			.where("run.status", "=", "planned")
			.where("run.last_day", "<", today)
			.where("draw.drawn_at", "is", null)
			.$if(within !== undefined, (q) => q.where(isWithin(within!, "run.unit_id")))
			.groupBy(["run.control_id", "control.title", "run.period_key", "population.id"])
			.orderBy("run.period_key")
			.orderBy("run.control_id")
			.limit(limit);
	},
);

export interface LateUnit {
	unit_id: string;
	unit_name: string;
	runs: number;
	first_due: string;
	/** First day of the earliest period. */
	first_day: string;
}

/** Units with drawn runs past their due date, by name: a list of where to help, never a ranking (rule 12). */
export const listLateUnits = keptQuery((db, reach: UnitReach, today: string): Compilable<LateUnit> => {
	const within = unitsWithin(reach);
	return db
		.selectFrom("control_runs as run")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.select(["unit.id as unit_id", "unit.name as unit_name"])
		.select((eb) => [
			eb.fn.countAll<number>().as("runs"),
			eb.fn.min("run.due_on").as("first_due"),
			eb.fn.min("run.first_day").as("first_day"),
		])
		.where("run.status", "in", ANSWERABLE_RUNS)
		.where("run.due_on", "<", today)
		.$if(within !== undefined, (q) => q.where(isWithin(within!, "run.unit_id")))
		.groupBy(["unit.id", "unit.name", "unit.sort_name"])
		.orderBy("unit.sort_name");
});

/** Controls of plans in force where units lack a performer or a reviewer, or have one who has left. */
export const listUnstaffed = keptQuery(
	(db, reach: UnitReach, today: string): Compilable<{ control_id: string; title: string; units: number }> => {
		const within = unitsWithin(reach);
		return db
			.selectFrom("control_units as taking")
			.innerJoin("controls as control", "control.id", "taking.control_id")
			.innerJoin("plans as plan", "plan.id", "control.plan_id")
			.leftJoin("people as performer", "performer.id", "taking.performer_id")
			.leftJoin("people as reviewer", "reviewer.id", "taking.reviewer_id")
			.select(["control.id as control_id", "control.title"])
			.select((eb) => eb.fn.countAll<number>().as("units"))
			.where("plan.status", "=", "in_force")
			.where((eb) => eb.or([eb("control.ended_on", "is", null), eb("control.ended_on", ">=", today)]))
			.where((eb) => eb.or([eb("taking.valid_to", "is", null), eb("taking.valid_to", ">=", today)]))
			.where((eb) =>
				eb.or([
					eb("performer.id", "is", null),
					eb("reviewer.id", "is", null),
					eb("performer.ended_at", "is not", null),
					eb("reviewer.ended_at", "is not", null),
				]),
			)
			.$if(within !== undefined, (q) => q.where("taking.unit_id", "in", within!))
			.groupBy(["control.id", "control.title"])
			.orderBy("control.title");
	},
);
