import { type Expression, type SqlBool, sql } from "kysely";
import type { Db } from "../../open.ts";
import { type Answer, FROZEN_FRAME_ITEMS, type ItemKind, PERFORMED_RUNS } from "../../schema/vocabulary.ts";
import { type GroundFilter, groundRuns } from "./grounds.ts";
import type { ReportScope } from "./periods-membership.ts";

export interface ExaminedRow {
	id: string;
	item_key: string;
	voucher_no: string;
	supplier: string;
	amount_ore: number;
	unit: string;
	period_key: string;
	kind: ItemKind;
	/** The answer to the question that is asked about; null without one. */
	answer: Answer | null;
	/** 1: a deviation that was not taken back speaks of this question, or of any when none is asked about. */
	deviating: number;
}

/** Drawn items of runs whose answers are signed. Before that, nothing of a run is known. */
function items(db: Db, scope: ReportScope, filter: GroundFilter) {
	return groundRuns(db, scope, filter)
		.innerJoin("sample_items as item", "item.run_id", "control_runs.id")
		.innerJoin("ledger_rows as line", "line.id", "item.line_id")
		.where("control_runs.status", "in", PERFORMED_RUNS)
		.where("item.status", "=", "drawn");
}

/**
 * What a conclusion in counts calls examined: drawn at random from the frozen population, or from late lines that no later frame of
 * the same time holds. A run answered by an edition of the checklist without the question says nothing of it.
 */
function examined(db: Db, scope: ReportScope, filter: GroundFilter) {
	const until = filter.within?.last_day ?? scope.cut_off;
	return items(db, scope, filter)
		.leftJoin("late_strata as late", "late.run_id", "control_runs.id")
		.where((eb) =>
			eb.or([
				eb("item.kind", "in", FROZEN_FRAME_ITEMS),
				eb.and([eb("item.kind", "=", "late"), eb("late.framed_from", ">", until)]),
			]),
		)
		.$if(filter.question !== undefined, (q) =>
			q.where((eb) =>
				eb.exists(
					eb
						.selectFrom("check_questions as asked")
						.select("asked.id")
						.where("asked.text", "=", filter.question!)
						.where("asked.checklist_id", "=", answeredBy),
				),
			),
		);
}

/** The edition a run was answered by, as its first item tells; without an answer, the control's present one. */
const answeredBy = sql<string>`coalesce((
	select question.checklist_id from check_answers answer
	join sample_items first on first.id = answer.item_id join check_questions question on question.id = answer.question_id
	where first.run_id = control_runs.id and first.position = 1 limit 1), controls.checklist_id)`;

export function listExamined(db: Db, scope: ReportScope, filter: GroundFilter): Promise<ExaminedRow[]> {
	const asked = filter.question;
	return examined(db, scope, filter)
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select([
			"item.id",
			"line.item_key",
			"line.voucher_no",
			"line.supplier_name as supplier",
			"line.amount_ore",
			"org_units.name as unit",
		])
		.select(["control_runs.period_key", "item.kind"])
		.select((eb) => [
			eb
				.selectFrom("check_answers as said")
				.innerJoin("check_questions as point", "point.id", "said.question_id")
				.select("said.answer")
				.whereRef("said.item_id", "=", "item.id")
				.where("point.text", "=", asked ?? "")
				.limit(1)
				.as("answer"),
			flag(
				eb.exists(
					eb
						.selectFrom("deviations as found")
						.leftJoin("check_questions as about", "about.id", "found.question_id")
						.select("found.id")
						.whereRef("found.item_id", "=", "item.id")
						.where("found.status", "!=", "withdrawn")
						.$if(asked !== undefined, (q) => q.where("about.text", "=", asked!)),
				),
			).as("deviating"),
		])
		.orderBy("deviating", "desc")
		.orderBy("control_runs.period_key")
		.orderBy("org_units.sort_name")
		.orderBy("item.position")
		.orderBy("item.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countExamined(db: Db, scope: ReportScope, filter: GroundFilter): Promise<number> {
	const query = examined(db, scope, filter).select((eb) => eb.fn.countAll<number>().as("n"));
	return (await query.executeTakeFirstOrThrow()).n;
}

export interface ExaminedInvoiceRow {
	id: string;
	item_key: string;
	voucher_no: string;
	supplier: string;
	unit: string;
	period_key: string;
	amount_ore: number;
	audited_ore: number;
}

/** What a conclusion in kronor calls examined: the right amount is filled in. */
function examinedInvoices(db: Db, scope: ReportScope, filter: GroundFilter) {
	return items(db, scope, filter)
		.innerJoin("money_items as money", "money.item_id", "item.id")
		.innerJoin("invoice_checks as checked", "checked.item_id", "item.id")
		.where("checked.audited_ore", "is not", null);
}

export function listExaminedInvoices(db: Db, scope: ReportScope, filter: GroundFilter): Promise<ExaminedInvoiceRow[]> {
	return examinedInvoices(db, scope, filter)
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["item.id", "line.item_key", "line.voucher_no", "line.supplier_name as supplier", "org_units.name as unit"])
		.select(["control_runs.period_key", "line.amount_ore"])
		.select((eb) => eb.ref("checked.audited_ore").$notNull().as("audited_ore"))
		.orderBy("control_runs.period_key")
		.orderBy("org_units.sort_name")
		.orderBy("item.position")
		.orderBy("item.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countExaminedInvoices(db: Db, scope: ReportScope, filter: GroundFilter): Promise<number> {
	const query = examinedInvoices(db, scope, filter).select((eb) => eb.fn.countAll<number>().as("n"));
	return (await query.executeTakeFirstOrThrow()).n;
}

const flag = (condition: Expression<SqlBool>) => sql<number>`case when ${condition} then 1 else 0 end`;
