import { type Selectable, sql } from "kysely";
import { readListBytes } from "../../dialect/read-objects.ts";
import type { Db } from "../../open.ts";
import type { CheckAnswerTable, SampleItemTable } from "../../schema/checks/samples.ts";
import type { FollowUpTable } from "../../schema/report/follow-ups.ts";
import { grouped } from "../ground/tables.ts";
import type { EvidenceRow } from "./workbook-findings.ts";
import { measuresOf, type ReportScope, risksOf, runsOf } from "./periods-membership.ts";

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
export function listSealedItems(db: Db, runIds: readonly string[], columns: readonly (keyof SampleItemTable)[]) {
	const read = { of: "run_id", order: "id", columns: columns.map((column) => [column, column] as const) };
	return readListBytes(db, read, sql`sample_items where run_id in (${sql.join(runIds)})`);
}

/** The answers of some runs in the same way; `run_id` is their item's. */
export function listSealedAnswers(
	db: Db,
	runIds: readonly string[],
	columns: readonly (keyof CheckAnswerTable | "run_id")[],
) {
	const table = (column: string) => (column === "run_id" ? "sample_items" : "check_answers");
	const read = {
		of: "sample_items.run_id",
		order: "check_answers.id",
		columns: columns.map((column) => [column, `${table(column)}.${column}`] as const),
	};
	const from = sql`sample_items inner join check_answers on check_answers.item_id = sample_items.id
		where sample_items.run_id in (${sql.join(runIds)})`;
	return readListBytes(db, read, from);
}

/** What was checked of the invoices of some runs, by run in the order of their items. */
export async function listSealedFigures(db: Db, runIds: readonly string[]) {
	const rows = await db
		.selectFrom("invoice_checks as checked")
		.innerJoin("sample_items as item", "item.id", "checked.item_id")
		.selectAll("checked")
		.select("item.run_id")
		.where("item.run_id", "in", [...runIds])
		.orderBy("checked.item_id")
		.execute();
	return grouped(rows, (row) => row.run_id);
}

export function listSealedSwaps(db: Db, runIds: readonly string[]) {
	return db
		.selectFrom("swaps")
		.selectAll()
		.where("run_id", "in", [...runIds])
		.orderBy("id")
		.execute();
}

/** The populations that were frozen for some draws. */
export function listSealedFrames(db: Db, drawIds: readonly string[]) {
	return db
		.selectFrom("populations")
		.selectAll()
		.where("draw_id", "in", [...drawIds])
		.orderBy("id")
		.execute();
}

export function listSealedDeliveries(db: Db, periodId: string) {
	return db.selectFrom("period_deliveries").selectAll().where("period_id", "=", periodId).orderBy("id").execute();
}

export type HeldFollowUp = Selectable<FollowUpTable>;

/**
 * What a period says of the subjects of its plan that have not been dropped, those that `listFollowUpRows` asks for: each with its
 * subject's title.
 */
export function listHeldFollowUps(db: Db, periodId: string, scope: ReportScope) {
	const risks = risksOf(db, scope).select([sql.lit("risk").as("kind"), "risks.id", "risks.title"]);
	const measures = measuresOf(db, scope)
		.where("risks.dropped_reason", "is", null)
		.select([sql.lit("measure").as("kind"), "measures.id", "measures.title"]);
	const controls = risksOf(db, scope)
		.innerJoin("controls", (join) =>
			join.onRef("controls.risk_id", "=", "risks.id").onRef("controls.plan_id", "=", "risks.plan_id"),
		)
		.where("controls.dropped_reason", "is", null)
		.select([sql.lit("control").as("kind"), "controls.id", "controls.title"]);
	return db
		.selectFrom(risks.unionAll(measures).unionAll(controls).as("subject"))
		.innerJoin("follow_ups", (join) =>
			join
				.onRef("follow_ups.subject_kind", "=", "subject.kind")
				.onRef("follow_ups.subject_id", "=", "subject.id")
				.on("follow_ups.period_id", "=", periodId),
		)
		.selectAll("follow_ups")
		.select("subject.title")
		.orderBy("follow_ups.id")
		.execute();
}

const HELD_EVIDENCE = ["id", "parent_kind", "file_name", "sha256", "bytes", "about_on"] as const;
/** What a seal can hold of evidence. */
export type HeldEvidence = Pick<EvidenceRow, (typeof HELD_EVIDENCE)[number]>;

/** The evidence of a report's runs and items, those of `listEvidenceRows`, without what it is read beside. */
export function listHeldEvidence(db: Db, scope: ReportScope): Promise<HeldEvidence[]> {
	const runs = runsOf(db, scope).select("control_runs.id");
	const items = db.selectFrom("sample_items").where("run_id", "in", runs).select("sample_items.id");
	return db
		.selectFrom("evidence")
		.innerJoin("org_units", "org_units.id", "evidence.unit_id")
		.innerJoin("people", "people.id", "evidence.uploaded_by")
		.where((eb) =>
			eb.or([
				eb.and([eb("evidence.parent_kind", "=", "sample_item"), eb("evidence.parent_id", "in", items)]),
				eb.and([eb("evidence.parent_kind", "=", "control_run"), eb("evidence.parent_id", "in", runs)]),
			]),
		)
		.select(HELD_EVIDENCE.map((column) => `evidence.${column}` as const))
		.execute();
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
