import { sql } from "kysely";
import { readObjects, type WrittenRow } from "../../dialect/read-objects.ts";
import type { Db } from "../../open.ts";
import type { CheckAnswerTable, SampleItemTable } from "../../schema/checks/samples.ts";
import { grouped } from "../ground/tables.ts";
import { type ReportScope, runsOf } from "./periods-membership.ts";

// What a sealed period holds, row by row as stored, in an order that does not depend on the database.

function planRows(db: Db, scope: ReportScope) {
	return db.selectFrom("plans").where("board_id", "=", scope.board_id).where("year", "=", scope.year);
}

export function listSealedRisks(db: Db, scope: ReportScope) {
	return db
		.selectFrom("risks")
		.selectAll()
		.where("risks.dropped_reason", "is", null)
		.where("plan_id", "in", planRows(db, scope).select("id"))
		.orderBy("number")
		.execute();
}

export function listSealedMeasures(db: Db, scope: ReportScope) {
	return db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.selectAll("measures")
		.where("measures.dropped_reason", "is", null)
		.where("risks.plan_id", "in", planRows(db, scope).select("id"))
		.orderBy("risks.number")
		.orderBy("measures.position")
		.execute();
}

export function listSealedControls(db: Db, scope: ReportScope) {
	return db
		.selectFrom("controls")
		.selectAll()
		.where("controls.dropped_reason", "is", null)
		.where("plan_id", "in", planRows(db, scope).select("id"))
		.orderBy("key")
		.execute();
}

export function listSealedRuns(db: Db, scope: ReportScope) {
	return runsOf(db, scope)
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.selectAll("control_runs")
		.select(["controls.title as control", "org_units.name as unit"])
		.orderBy("control_runs.id")
		.execute();
}

/** The items of some runs, by run in the order of their ids: the JSON of the columns asked for. */
export async function listSealedItems(db: Db, runIds: readonly string[], columns: readonly (keyof SampleItemTable)[]) {
	const read = { id: "id", of: "run_id", columns: columns.map((column) => [column, column] as const) };
	return byRun(await readObjects(db, read, sql`sample_items where run_id in (${sql.join(runIds)})`));
}

/** The answers of some runs in the same way; `run_id` is their item's. */
export async function listSealedAnswers(
	db: Db,
	runIds: readonly string[],
	columns: readonly (keyof CheckAnswerTable | "run_id")[],
) {
	const table = (column: string) => (column === "run_id" ? "sample_items" : "check_answers");
	const read = {
		id: "check_answers.id",
		of: "sample_items.run_id",
		columns: columns.map((column) => [column, `${table(column)}.${column}`] as const),
	};
	const from = sql`check_answers inner join sample_items on sample_items.id = check_answers.item_id
		where sample_items.run_id in (${sql.join(runIds)})`;
	return byRun(await readObjects(db, read, from));
}

function byRun(rows: readonly WrittenRow[]): Map<string, WrittenRow[]> {
	const runs = grouped(rows, ({ of }) => of);
	// small sorts of ids that nearly stand in order, where the database would sort the rows themselves
	for (const own of runs.values()) own.sort((a, b) => (a.id < b.id ? -1 : 1));
	return runs;
}

export function listSealedSwaps(db: Db, runIds: readonly string[]) {
	return db
		.selectFrom("swaps")
		.selectAll()
		.where("run_id", "in", [...runIds])
		.orderBy("id")
		.execute();
}

/** The populations that some runs were drawn from. */
export function listSealedFrames(db: Db, runIds: readonly string[]) {
	const draws = db
		.selectFrom("control_runs")
		.select("draw_id")
		.where("id", "in", [...runIds]);
	return db.selectFrom("populations").selectAll().where("draw_id", "in", draws).orderBy("id").execute();
}

export function listSealedDeliveries(db: Db, periodId: string) {
	return db.selectFrom("period_deliveries").selectAll().where("period_id", "=", periodId).orderBy("id").execute();
}

/** The trail's own record of every seal. */
export function listSealEvents(db: Db): Promise<{ seq: number; object_id: string; data: string }[]> {
	return db
		.selectFrom("events")
		.select(["seq", "object_id", "data"])
		.where("type", "=", "seal.made")
		.orderBy("seq")
		.execute();
}

export async function findEventHash(db: Db, seq: number): Promise<string | undefined> {
	return (await db.selectFrom("events").select("hash").where("seq", "=", seq).executeTakeFirst())?.hash;
}
