import type { Db } from "../../open.ts";

/** Every item that is to be checked in a control's period, run by run: for filling an installation with a past. */
export function listDrawnForPast(db: Db, controlId: string, period: string) {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("sample_items as item", "item.run_id", "run.id")
		.innerJoin("ledger_rows as line", "line.id", "item.line_id")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.select(["item.id", "item.run_id", "line.item_key", "run.unit_id", "run.period_key", "control.risk_id"])
		.where("run.control_id", "=", controlId)
		.where("run.period_key", "=", period)
		.where("item.status", "=", "drawn")
		.orderBy("item.run_id")
		.orderBy("item.position")
		.execute();
}

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

/** A unit's run of purchases below the limit. */
export function findFirstRun(db: Db, { unit_id, period_key }: { unit_id: string; period_key: string }) {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.select(["run.id", "run.version"])
		.where("run.unit_id", "=", unit_id)
		.where("run.period_key", "=", period_key)
		.where("control.population_kind", "=", "purchases_below_limit")
		.executeTakeFirst();
}

/** A few hits that nobody has judged, of few purchases each: whoever judges one reads all its purchases. */
export function listSomeHits(db: Db) {
	return db
		.selectFrom("ledger_hits")
		.select(["id", "version"])
		.where("status", "=", "open")
		.where("line_count", "<", 20)
		.orderBy("id")
		.limit(20)
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

/** The controls of a plan by key, as they came with it. */
export async function listControlIds(db: Db, planId: string): Promise<Map<string, string>> {
	const rows = await db.selectFrom("controls").select(["key", "id"]).where("plan_id", "=", planId).execute();
	return new Map(rows.map(({ key, id }) => [key, id]));
}

/** A plan's risks by number, each with its åtgärder by position. */
export async function listRisksInOrder(db: Db, planId: string): Promise<{ id: string; measures: string[] }[]> {
	const rows = await db
		.selectFrom("risks")
		.leftJoin("measures", "measures.risk_id", "risks.id")
		.select(["risks.id", "measures.id as measure_id"])
		.where("risks.plan_id", "=", planId)
		.orderBy("risks.number")
		.orderBy("measures.position")
		.execute();
	const risks = new Map<string, string[]>();
	for (const { id, measure_id } of rows) {
		const measures = risks.get(id) ?? [];
		risks.set(id, measure_id === null ? measures : [...measures, measure_id]);
	}
	return [...risks].map(([id, measures]) => ({ id, measures }));
}
