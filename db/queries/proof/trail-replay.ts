import { type RawBuilder, sql } from "kysely";
import { isPostgres } from "../../dialect/ddl.ts";
import { readArrays } from "../../dialect/read-arrays.ts";
import { readLists, type WrittenList } from "../../dialect/read-objects.ts";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { ItemKind } from "../../schema/vocabulary.ts";

export type { WrittenList };

/** An event as far as rows can be made again from it. */
export interface ToldEvent {
	at: string;
	type: string;
	unit_id: string | null;
	object_id: string;
	data: string;
}

/** The events of a kind of object; null where any type says something. */
interface Told {
	kind: string;
	types: readonly string[] | null;
}

function eventsOf(db: Db, { kind, types }: Told) {
	return db
		.selectFrom("events")
		.select(["at", "type", "unit_id", "object_id", "data"])
		.where("object_kind", "=", kind)
		.$if(types !== null, (query) => query.where("type", "in", types!))
		.orderBy("object_id")
		.orderBy("seq");
}

async function told(db: Db, query: ReturnType<typeof eventsOf>): Promise<ToldEvent[]> {
	const events = await readArrays(db, query);
	return events.map(([at, type, unit_id, object_id, data]) => ({ at, type, unit_id, object_id, data }) as ToldEvent);
}

/** Lists such events of whole objects, object by object in the order of the index, about `limit` events at a time. */
export async function listToldOf(db: Db, of: Told, after: string, limit: number): Promise<ToldEvent[]> {
	const events = await told(db, eventsOf(db, of).where("object_id", ">", after).limit(limit));
	if (events.length < limit) return events;
	const last = events.at(-1)!.object_id;
	const whole = events.filter((event) => event.object_id !== last);
	return whole.length > 0 ? whole : told(db, eventsOf(db, of).where("object_id", "=", last));
}

/** A stretch of ids in the order of the index: after the one, up to and with the other; null for all that follow. */
export interface IdRange {
	after: string;
	to: string | null;
}

export function isIn({ after, to }: IdRange, column: string): RawBuilder<boolean> {
	const id = sql.ref(column);
	return to === null ? sql<boolean>`${id} > ${after}` : sql<boolean>`(${id} > ${after} and ${id} <= ${to})`;
}

export const listRunsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("control_runs")
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["control_runs.id as object_id", "org_units.name as unit", "control_runs.period_key"])
		.select(["control_runs.status", "control_runs.result", "control_runs.is_late"])
		.where(isIn(range, "control_runs.id")),
);

/** The runs of controls, by which the log says that they were created. */
export const listCreatedRuns = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("control_runs")
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["control_runs.control_id as object_id", "control_runs.unit_id", "org_units.name as unit"])
		.select("control_runs.period_key")
		.where(isIn(range, "control_runs.control_id")),
);

/** How many items runs have beside those that were drawn at first. */
export function listAddedItems(db: Db, range: IdRange) {
	const counted = (kind: ItemKind) =>
		sql<number>`count(case when sample_items.kind = ${kind} and sample_items.replaces_id is null then 1 end)`.as(kind);
	return db
		.selectFrom("sample_items")
		.innerJoin("control_runs", "control_runs.id", "sample_items.run_id")
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["sample_items.run_id as object_id", "org_units.name as unit", "control_runs.period_key"])
		.select([counted("extension"), counted("late"), counted("targeted")])
		.select(sql<number>`count(sample_items.replaces_id)`.as("replaced"))
		.where((eb) => eb.or([eb("sample_items.kind", "!=", "random"), eb("sample_items.replaces_id", "is not", null)]))
		.where(isIn(range, "sample_items.run_id"))
		.groupBy(["sample_items.run_id", "org_units.name", "control_runs.period_key"])
		.execute();
}

/** Every item's answers with their questions' words, in the order of the questions. Whoever compares them writes the same keys. */
export function listAnswersToldOf(db: Db, range: IdRange): Promise<Map<string, WrittenList>> {
	const facts = ["answer", "comment", "cause_code", "together"].map((fact) => [fact, fact] as const);
	const columns = [["question", "check_questions.text"] as const, ...facts];
	const from = sql`check_answers left join check_questions on check_questions.id = check_answers.question_id
		where ${isIn(range, "item_id")}`;
	return readLists(db, { of: "item_id", order: "check_questions.position", columns }, from);
}

export const listInvoicesToldOf = keptQuery((db: Db, range: IdRange) =>
	db.selectFrom("invoice_checks").selectAll().where(isIn(range, "item_id")),
);

export const listDeviationsToldOf = keptQuery((db: Db, range: IdRange) =>
	db.selectFrom("deviations").select(["id as object_id", "number", "severity", "status"]).where(isIn(range, "id")),
);

export const listCashToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("cash_counts")
		.innerJoin("cash_funds", "cash_funds.id", "cash_counts.fund_id")
		.select(["cash_counts.run_id as object_id", "cash_funds.name as fund"])
		.select(["cash_counts.expected_ore", "cash_counts.counted_ore", "cash_counts.difference_ore"])
		.where(isIn(range, "cash_counts.run_id")),
);

/**
 * Lists balance files with the number of their balances and the sum of those of the file's own month. A file also holds
 * balances of the year before.
 */
export const listBalanceFilesToldOf = keptQuery((db: Db, range: IdRange) =>
	db
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
		.where(isIn(range, "id")),
);

export const listPurchaseFilesToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("purchase_files")
		.select(["id as object_id", "file_name", "period_key", "sha256", "rows", "sum_ore"])
		.where(isIn(range, "id")),
);

export const listPopulationsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("populations")
		.innerJoin("draws", "draws.id", "populations.draw_id")
		.select(["populations.id as object_id", "draws.draw_id", "populations.n", "populations.sum_ore"])
		.select(["populations.digest", "populations.checklist_id", "populations.terms"])
		.where(isIn(range, "populations.id")),
);

export const listRolesToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("roles")
		.select(["person_id as object_id", "role", "unit_id", "valid_from", "valid_to"])
		.where(isIn(range, "person_id")),
);

/** What the board decided of plans, with the content that was kept. */
export const listPlanDecisionsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("plan_decisions")
		.leftJoin("plan_versions", "plan_versions.decision_id", "plan_decisions.id")
		.innerJoin("plans", "plans.id", "plan_decisions.plan_id")
		.select(["plan_id as object_id", "number", "plans.year", "plan_decisions.decided_on"])
		.select(["plan_decisions.decision_paragraph as paragraph", "plan_decisions.registry_no", "content"])
		.where(isIn(range, "plan_id")),
);

export const listRegionWordingsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("region_wordings")
		.innerJoin("region_items", "region_items.id", "region_wordings.item_id")
		.select(["item_id as object_id", "region_wordings.number", "title", "text"])
		.where(isIn(range, "item_id")),
);

export const listRegionWithdrawalsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("region_withdrawals")
		.innerJoin("region_items", "region_items.id", "region_withdrawals.item_id")
		.select(["item_id as object_id", "title", "reason"])
		.where(isIn(range, "item_id")),
);

export const listRegionAnswersToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("region_answers")
		.innerJoin("boards", "boards.id", "region_answers.board_id")
		.select(["item_id as object_id", "period_id", "edition", "boards.name as board", "answer", "wording", "status"])
		.where(isIn(range, "item_id")),
);

export interface HistoryRow {
	seq: number;
	after_seq: number;
	table_name: string;
	change: string;
	was: string;
}

export async function listHistoryAfter(db: Db, seq: number, limit: number): Promise<HistoryRow[]> {
	const query = db.selectFrom("row_history").select(["seq", "after_seq", "table_name", "change", "was"]);
	const rows = await readArrays(db, query.where("seq", ">", seq).orderBy("seq").limit(limit));
	return rows.map(
		([seq, after_seq, table_name, change, was]) => ({ seq, after_seq, table_name, change, was }) as HistoryRow,
	);
}

/** The versions of rows of a table that has them, by id. */
export async function listVersions(db: Db, table: string, ids: readonly string[]): Promise<Map<string, number>> {
	// one value, so that a statement of two thousand is not compiled for every lot
	const given = JSON.stringify(ids);
	const asked = isPostgres(db)
		? sql`select json_array_elements_text(${given}::json)`
		: sql`select value from json_each(${given})`;
	const query = sql`select id, version from ${sql.table(table)} where id in (${asked})`;
	const rows = await readArrays(db, { compile: () => query.compile(db) });
	return new Map(rows.map(([id, version]) => [String(id), Number(version)]));
}
