import { sql } from "kysely";
import type { Db } from "../../open.ts";

/** An event as far as rows can be made again from it. */
export interface ToldEvent {
	seq: number;
	type: string;
	unit_id: string | null;
	object_id: string;
	data: string;
}

function told(db: Db, kind: string) {
	return db
		.selectFrom("events")
		.select(["seq", "type", "unit_id", "object_id", "data"])
		.where("object_kind", "=", kind)
		.orderBy("object_id")
		.orderBy("seq");
}

/** Lists the events of whole objects of a kind, object by object in the order of the index, about `limit` events at a time. */
export async function listToldOf(db: Db, kind: string, after: string, limit: number): Promise<ToldEvent[]> {
	const events = await told(db, kind).where("object_id", ">", after).limit(limit).execute();
	if (events.length < limit) return events;
	const last = events.at(-1)!.object_id;
	const whole = events.filter((event) => event.object_id !== last);
	return whole.length > 0 ? whole : told(db, kind).where("object_id", "=", last).execute();
}

export function listRunsToldOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom("control_runs")
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["control_runs.id as object_id", "org_units.name as unit", "control_runs.period_key"])
		.select(["control_runs.status", "control_runs.result", "control_runs.is_late"])
		.where("control_runs.id", "in", ids)
		.execute();
}

export function listAnswersToldOf(db: Db, itemIds: readonly string[]) {
	return db
		.selectFrom("check_answers")
		.innerJoin("check_questions", "check_questions.id", "check_answers.question_id")
		.select(["check_answers.item_id as object_id", "check_questions.text as question"])
		.select(["check_answers.answer", "check_answers.comment", "check_answers.cause_code"])
		.where("check_answers.item_id", "in", itemIds)
		.execute();
}

export function listInvoicesToldOf(db: Db, itemIds: readonly string[]) {
	return db.selectFrom("invoice_checks").selectAll().where("item_id", "in", itemIds).execute();
}

export function listDeviationsToldOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom("deviations")
		.select(["id as object_id", "number", "severity", "status"])
		.where("id", "in", ids)
		.execute();
}

export function listCashToldOf(db: Db, runIds: readonly string[]) {
	return db
		.selectFrom("cash_counts")
		.innerJoin("cash_funds", "cash_funds.id", "cash_counts.fund_id")
		.select(["cash_counts.run_id as object_id", "cash_funds.name as fund"])
		.select(["cash_counts.expected_ore", "cash_counts.counted_ore", "cash_counts.difference_ore"])
		.where("cash_counts.run_id", "in", runIds)
		.execute();
}

/**
 * Lists balance files with the number of their balances and the sum of those of the file's own month. A file also holds
 * balances of the year before.
 */
export function listBalanceFilesToldOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom("balance_files as file")
		.select(["id as object_id", "file_name", "period_key", "edition", "sha256", "rows", "sum_ore"])
		.select(["mark_percent", "mark_ore"])
		.select((eb) => [
			eb
				.selectFrom("account_balances")
				.select((fn) => fn.fn.countAll<number>().as("n"))
				.whereRef("file_id", "=", "file.id")
				.as("counted"),
			eb
				.selectFrom("account_balances")
				.select((fn) => fn.fn.sum<number>("amount_ore").as("sum"))
				.whereRef("file_id", "=", "file.id")
				.whereRef("period_key", "=", "file.period_key")
				.as("added"),
		])
		.where("id", "in", ids)
		.execute();
}

export function listPurchaseFilesToldOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom("purchase_files")
		.select(["id as object_id", "file_name", "period_key", "sha256", "rows", "sum_ore"])
		.where("id", "in", ids)
		.execute();
}

export function listPopulationsToldOf(db: Db, ids: readonly string[]) {
	return db
		.selectFrom("populations")
		.innerJoin("draws", "draws.id", "populations.draw_id")
		.select(["populations.id as object_id", "draws.draw_id", "populations.n", "populations.sum_ore"])
		.select(["populations.digest", "populations.checklist_id", "populations.terms"])
		.where("populations.id", "in", ids)
		.execute();
}

export function listRolesToldOf(db: Db, personIds: readonly string[]) {
	return db
		.selectFrom("roles")
		.select(["person_id as object_id", "role", "unit_id", "valid_from", "valid_to"])
		.where("person_id", "in", personIds)
		.execute();
}

/** The signatures that count. */
export function listSamSignaturesToldOf(db: Db, reviewIds: readonly string[]) {
	return db
		.selectFrom("sam_signatures")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_signatures.review_id")
		.select(["review_id as object_id", "sam_reviews.unit_name", "sam_signatures.digest", "sam_signatures.is_late"])
		.where("review_id", "in", reviewIds)
		.where("reopened_at", "is", null)
		.execute();
}

/** What the board decided of plans, with the content that was kept. */
export function listPlanDecisionsToldOf(db: Db, planIds: readonly string[]) {
	return db
		.selectFrom("plan_decisions")
		.innerJoin("plan_versions", "plan_versions.decision_id", "plan_decisions.id")
		.innerJoin("plans", "plans.id", "plan_decisions.plan_id")
		.select(["plan_id as object_id", "number", "plans.year", "plan_decisions.decided_on"])
		.select(["plan_decisions.decision_paragraph as paragraph", "plan_decisions.registry_no", "content"])
		.where("plan_id", "in", planIds)
		.execute();
}

export interface HistoryRow {
	seq: number;
	after_seq: number;
	table_name: string;
	change: string;
	was: string;
}

export function listHistoryAfter(db: Db, seq: number, limit: number): Promise<HistoryRow[]> {
	return db.selectFrom("row_history").selectAll().where("seq", ">", seq).orderBy("seq").limit(limit).execute();
}

/** The versions of rows of a table that has them, by id. */
export async function listVersions(db: Db, table: string, ids: readonly string[]): Promise<Map<string, number>> {
	const { rows } = await sql<{ id: string; version: number }>`
		select id, version from ${sql.table(table)} where id in (${sql.join(ids)})`.execute(db);
	return new Map(rows.map(({ id, version }) => [id, version]));
}
