import type { Db } from "../../open.ts";
import type {
	Answer,
	CauseCode,
	EffectTested,
	ItemKind,
	ItemStatus,
	MeasureKind,
	MeasureStatus,
	RiskScope,
	RunResult,
	RunStatus,
	Treatment,
} from "../../schema/vocabulary.ts";
import { type ReportScope, runsOf } from "./periods-membership.ts";

/** One åtgärd of the published plan with its risk; a risk without åtgärd is one row with nulls. */
export interface PlanRow {
	area_id: string;
	risk_id: string;
	measure_id: string | null;
	area: string;
	number: number;
	risk: string;
	requirements: string;
	scope: RiskScope;
	origin: string;
	risk_owner: string | null;
	inherent_likelihood: number | null;
	inherent_impact: number | null;
	residual_likelihood: number | null;
	residual_impact: number | null;
	target_likelihood: number | null;
	target_impact: number | null;
	treatment: Treatment | null;
	treatment_reason: string;
	measure: string | null;
	kind: MeasureKind | null;
	performer_text: string | null;
	owner: string | null;
	due_on: string | null;
	status: MeasureStatus | null;
	status_reason: string | null;
	effect_tested: EffectTested | null;
}

export function listPlanRows(db: Db, scope: ReportScope): Promise<PlanRow[]> {
	return db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.innerJoin("areas", "areas.id", "risks.area_id")
		.leftJoin("measures", (join) =>
			join.onRef("measures.risk_id", "=", "risks.id").on("measures.dropped_reason", "is", null),
		)
		.leftJoin("people as risk_owner", "risk_owner.id", "risks.owner_id")
		.leftJoin("people as owner", "owner.id", "measures.owner_id")
		.where("risks.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.select([
			"areas.id as area_id",
			"risks.id as risk_id",
			"measures.id as measure_id",
			"areas.name as area",
			"risks.number",
			"risks.title as risk",
			"risks.requirements",
			"risks.scope",
			"risks.origin",
			"risk_owner.name as risk_owner",
			"risks.inherent_likelihood",
			"risks.inherent_impact",
			"risks.residual_likelihood",
			"risks.residual_impact",
			"risks.target_likelihood",
			"risks.target_impact",
			"risks.treatment",
			"risks.treatment_reason",
			"measures.title as measure",
			"measures.kind",
			"measures.performer_text",
			"owner.name as owner",
			"measures.due_on",
			"measures.status",
			"measures.status_reason",
			"measures.effect_tested",
		])
		.orderBy("areas.position")
		.orderBy("areas.name")
		.orderBy("risks.number")
		.orderBy("measures.position")
		.execute();
}

/** The questions the period's runs may have been asked, in the order of the checklists. */
export function listReportQuestions(
	db: Db,
	scope: ReportScope,
): Promise<{ id: string; text: string; asked_when_no: number | null; answered_by: string | null }[]> {
	return db
		.selectFrom("check_questions")
		.innerJoin("checklists", "checklists.id", "check_questions.checklist_id")
		.where(
			"checklists.id",
			"in",
			runsOf(db, scope).select("controls.checklist_id").where("checklist_id", "is not", null),
		)
		.select(["check_questions.id", "check_questions.text"])
		.select(["check_questions.asked_when_no", "check_questions.answered_by"])
		.orderBy("checklists.key")
		.orderBy("checklists.edition")
		.orderBy("check_questions.position")
		.execute();
}

export interface ItemRow {
	id: string;
	run_id: string;
	run_status: RunStatus;
	run_result: RunResult | null;
	position: number;
	rank: number | null;
	kind: ItemKind;
	status: ItemStatus;
	reason: string;
	item_key: string;
	voucher_no: string;
	order_no: string;
	invoice_no: string;
	supplier_no: string;
	supplier_name: string;
	account: string;
	account_text: string;
	booking_date: string;
	text: string;
	amount_ore: number;
	requisitioner: string;
	receiver: string;
	approver: string;
	performer: string | null;
	signed_at: string | null;
	reviewer: string | null;
	reviewed_at: string | null;
}

/** The drawn items of some runs with their purchase; the caller keeps the runs' order. */
export function listItemsOfRuns(db: Db, runIds: readonly string[]): Promise<ItemRow[]> {
	return db
		.selectFrom("sample_items")
		.innerJoin("control_runs", "control_runs.id", "sample_items.run_id")
		.innerJoin("ledger_rows", "ledger_rows.id", "sample_items.line_id")
		.leftJoin("people as performer", "performer.id", "control_runs.signed_by")
		.leftJoin("people as reviewer", "reviewer.id", "control_runs.reviewed_by")
		.where("sample_items.run_id", "in", runIds)
		.select([
			"sample_items.id",
			"sample_items.run_id",
			"control_runs.status as run_status",
			"control_runs.result as run_result",
			"sample_items.position",
			"sample_items.rank",
			"sample_items.kind",
			"sample_items.status",
			"sample_items.reason",
			"ledger_rows.item_key",
			"ledger_rows.voucher_no",
			"ledger_rows.order_no",
			"ledger_rows.invoice_no",
			"ledger_rows.supplier_no",
			"ledger_rows.supplier_name",
			"ledger_rows.account",
			"ledger_rows.account_text",
			"ledger_rows.booking_date",
			"ledger_rows.text",
			"ledger_rows.amount_ore",
			"ledger_rows.requisitioner",
			"ledger_rows.receiver",
			"ledger_rows.approver",
			"performer.name as performer",
			"control_runs.signed_at",
			"reviewer.name as reviewer",
			"control_runs.reviewed_at",
		])
		.orderBy("sample_items.position")
		.orderBy("sample_items.id")
		.execute();
}

export interface AnswerRow {
	item_id: string;
	question_id: string;
	position: number;
	answer: Answer;
	comment: string;
	cause_code: CauseCode | null;
	together: number;
}

export function listAnswersOfRuns(db: Db, runIds: readonly string[]): Promise<AnswerRow[]> {
	return db
		.selectFrom("check_answers")
		.innerJoin("sample_items", "sample_items.id", "check_answers.item_id")
		.innerJoin("check_questions", "check_questions.id", "check_answers.question_id")
		.where("sample_items.run_id", "in", runIds)
		.select([
			"check_answers.item_id",
			"check_answers.question_id",
			"check_questions.position",
			"check_answers.answer",
			"check_answers.comment",
			"check_answers.cause_code",
			"check_answers.together",
		])
		.orderBy("check_questions.position")
		.orderBy("check_answers.id")
		.execute();
}

/** How many items each run has: where its first row stands follows from those before it. */
export function countItemsOfRuns(db: Db, scope: ReportScope): Promise<{ run_id: string; n: number }[]> {
	return runsOf(db, scope)
		.innerJoin("sample_items", "sample_items.run_id", "control_runs.id")
		.select((eb) => ["control_runs.id as run_id", eb.fn.countAll<number>().as("n")])
		.groupBy("control_runs.id")
		.execute();
}

/** The items of some runs, in the order of `listItemsOfRuns`. */
export function listItemOrder(db: Db, runIds: readonly string[]): Promise<{ id: string; run_id: string }[]> {
	return db
		.selectFrom("sample_items")
		.select(["id", "run_id"])
		.where("run_id", "in", runIds)
		.orderBy("position")
		.orderBy("id")
		.execute();
}
