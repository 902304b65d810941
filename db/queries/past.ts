import type { Db } from "../open.ts";

/** Every item of a draw with whoever checks it, in the order of the units: for filling an installation with a past. */
export function listDrawnForPast(db: Db, drawId: string) {
	return db
		.selectFrom("sample_items as item")
		.innerJoin("control_runs as run", "run.id", "item.run_id")
		.innerJoin("ledger_lines as line", "line.id", "item.line_id")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("people as performer", "performer.id", "run.performer_id")
		.innerJoin("people as reviewer", "reviewer.id", "run.reviewer_id")
		.select(["item.id", "item.run_id", "line.item_key", "run.unit_id", "unit.name as unit", "run.period_key"])
		.select(["performer.id as performer_id", "performer.name as performer", "control.risk_id"])
		.select(["reviewer.id as reviewer_id", "reviewer.name as reviewer"])
		.where("run.draw_id", "=", drawId)
		.orderBy("item.run_id")
		.orderBy("item.position")
		.execute();
}

export type DrawnForPast = Awaited<ReturnType<typeof listDrawnForPast>>[number];

/** Runs of the period that ends on the day and have no purchases below the limit. */
export function listOtherRuns(db: Db, lastDay: string) {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.select(["run.id", "run.reviewer_id"])
		.where("run.last_day", "=", lastDay)
		.where("control.population_kind", "<>", "purchases_below_limit")
		.orderBy("run.id")
		.execute();
}

export function listQuestionsOfControl(db: Db, controlId: string) {
	return db
		.selectFrom("check_questions as question")
		.innerJoin("controls as control", "control.checklist_id", "question.checklist_id")
		.selectAll("question")
		.where("control.id", "=", controlId)
		.orderBy("question.position")
		.execute();
}

/** The posts of a SAM round's tree, as its reviews are made from them. */
export function listUnitsForPast(db: Db) {
	return db
		.selectFrom("org_units")
		.select(["id", "name", "kind", "parent_id"])
		.where("kind", "<>", "region")
		.orderBy("id")
		.execute();
}
