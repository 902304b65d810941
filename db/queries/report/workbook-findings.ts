import type { Db } from "../../open.ts";
import type { CauseCode, DeviationStatus, EvidenceParent, ItemKind, Severity } from "../../schema/vocabulary.ts";
import { branchOf, type GroundFilter, naming } from "./grounds.ts";
import { deviationsToldOf, isCounted, type ReportScope, runsOf } from "./periods-membership.ts";

export interface DeviationRow {
	id: string;
	item_id: string | null;
	number: number;
	title: string;
	description: string;
	unit: string;
	risk_number: number;
	risk: string;
	control: string | null;
	period_key: string | null;
	item_key: string | null;
	item_kind: ItemKind | null;
	question: string | null;
	severity: Severity;
	status: DeviationStatus;
	cause_code: CauseCode | null;
	root_cause: string;
	direct_fix: string;
	plan: string;
	owner: string | null;
	due_on: string | null;
	effect_check: string;
	found_at: string;
	finder: string | null;
	closed_at: string | null;
	closer: string | null;
	/** 1: from before the period and still open when it began. It belongs to the report of its own time. */
	carried_over: number;
	/** 1: found after the cut-off, and belongs by its run. */
	found_after: number;
}

/** Lists the report's own deviations by number, and after them those carried over from before the period. */
export function listDeviationRows(db: Db, scope: ReportScope): Promise<DeviationRow[]> {
	return deviationRows(deviationsToldOf(db, scope));
}

function countedDeviations(db: Db, scope: ReportScope, filter: GroundFilter) {
	return deviationsToldOf(db, scope)
		.where(isCounted(scope))
		.$if(filter.requirement !== undefined, (q) => q.where("risks.requirements", "like", naming(filter.requirement!)))
		.$if(filter.control_id !== undefined, (q) => q.where("control_runs.control_id", "=", filter.control_id!))
		.$if(filter.unit_id !== undefined, (q) => q.where("deviations.unit_id", "in", branchOf(filter.unit_id!)))
		.$if(filter.severity !== undefined, (q) => q.where("deviations.severity", "=", filter.severity!));
}

/** Lists the deviations that the report counts: its own, except those taken back. */
export function listCountedDeviations(db: Db, scope: ReportScope, filter: GroundFilter): Promise<DeviationRow[]> {
	const { page } = filter;
	return deviationRows(
		countedDeviations(db, scope, filter).$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset)),
	);
}

export async function countCountedDeviations(db: Db, scope: ReportScope, filter: GroundFilter): Promise<number> {
	const row = await db
		.selectFrom(countedDeviations(db, scope, filter).select("deviations.id").as("told"))
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

function deviationRows(query: ReturnType<typeof deviationsToldOf>): Promise<DeviationRow[]> {
	return query
		.innerJoin("org_units", "org_units.id", "deviations.unit_id")
		.leftJoin("controls", "controls.id", "control_runs.control_id")
		.leftJoin("sample_items", "sample_items.id", "deviations.item_id")
		.leftJoin("ledger_rows", "ledger_rows.id", "sample_items.line_id")
		.leftJoin("check_questions", "check_questions.id", "deviations.question_id")
		.leftJoin("people as owner", "owner.id", "deviations.owner_id")
		.leftJoin("people as finder", "finder.id", "deviations.found_by")
		.leftJoin("people as closer", "closer.id", "deviations.closed_by")
		.select([
			"deviations.id",
			"deviations.item_id",
			"deviations.number",
			"deviations.title",
			"deviations.description",
			"org_units.name as unit",
			"risks.number as risk_number",
			"risks.title as risk",
			"controls.title as control",
			"control_runs.period_key",
			"ledger_rows.item_key",
			"sample_items.kind as item_kind",
			"check_questions.text as question",
			"deviations.severity",
			"deviations.status",
			"deviations.cause_code",
			"deviations.root_cause",
			"deviations.direct_fix",
			"deviations.plan",
			"owner.name as owner",
			"deviations.due_on",
			"deviations.effect_check",
			"deviations.found_at",
			"finder.name as finder",
			"deviations.closed_at",
			"closer.name as closer",
		])
		.orderBy("carried_over")
		.orderBy("deviations.number")
		.execute();
}

export interface EvidenceRow {
	id: string;
	parent_kind: EvidenceParent;
	parent_id: string;
	parent: string;
	unit: string;
	file_name: string;
	edition: number;
	content_type: string;
	bytes: number;
	sha256: string;
	note: string;
	about_on: string;
	uploaded_at: string;
	uploader: string;
}

function evidenceRows(db: Db) {
	return db
		.selectFrom("evidence")
		.innerJoin("org_units", "org_units.id", "evidence.unit_id")
		.innerJoin("people", "people.id", "evidence.uploaded_by")
		.leftJoin("sample_items", (join) =>
			join.onRef("sample_items.id", "=", "evidence.parent_id").on("evidence.parent_kind", "=", "sample_item"),
		)
		.leftJoin("ledger_rows", "ledger_rows.id", "sample_items.line_id")
		.leftJoin("deviations", (join) =>
			join.onRef("deviations.id", "=", "evidence.parent_id").on("evidence.parent_kind", "=", "deviation"),
		)
		.leftJoin("measures", (join) =>
			join.onRef("measures.id", "=", "evidence.parent_id").on("evidence.parent_kind", "=", "measure"),
		)
		.select((eb) => [
			"evidence.id",
			"evidence.parent_kind",
			"evidence.parent_id",
			eb.fn
				.coalesce(
					"ledger_rows.item_key",
					"deviations.title",
					"measures.title",
					eb.fn.coalesce(
						eb
							.selectFrom("control_runs as run")
							.innerJoin("controls as of", "of.id", "run.control_id")
							.whereRef("run.id", "=", "evidence.parent_id")
							.select("of.title"),
						eb
							.selectFrom("assessments as decided")
							.leftJoin("reporting_periods as report", "report.id", "decided.period_id")
							.whereRef("decided.id", "=", "evidence.parent_id")
							.select("report.name"),
					),
					eb.val(""),
				)
				.$castTo<string>()
				.as("parent"),
			"org_units.name as unit",
			"evidence.file_name",
			"evidence.edition",
			"evidence.content_type",
			"evidence.bytes",
			"evidence.sha256",
			"evidence.note",
			"evidence.about_on",
			"evidence.uploaded_at",
			"people.name as uploader",
		]);
}

/**
 * The evidence of what is in the report: of its runs and items, its deviations, and the plan's measures (for measures what
 * was added up to the cut-off). In the order it was added.
 */
export function listEvidenceRows(db: Db, scope: ReportScope): Promise<EvidenceRow[]> {
	return evidenceRows(db)
		.where((eb) =>
			eb.or([
				eb("sample_items.run_id", "in", runsOf(db, scope).select("control_runs.id")),
				eb.and([
					eb("evidence.parent_kind", "=", "control_run"),
					eb("evidence.parent_id", "in", runsOf(db, scope).select("control_runs.id")),
				]),
				eb(
					"deviations.id",
					"in",
					db.selectFrom(deviationsToldOf(db, scope).select("deviations.id").as("told")).select("told.id"),
				),
				eb.and([
					eb("evidence.uploaded_at", "<", scope.found_before),
					eb(
						"measures.risk_id",
						"in",
						db
							.selectFrom("risks")
							.innerJoin("plans", "plans.id", "risks.plan_id")
							.where("plans.board_id", "=", scope.board_id)
							.where("plans.year", "=", scope.year)
							.select("risks.id"),
					),
				]),
			]),
		)
		.orderBy("evidence.uploaded_at")
		.orderBy("evidence.id")
		.execute();
}

/** The protokollsutdrag of a report's decisions. The meeting comes after the closing: they are no part of what was sealed. */
export function listDecisionEvidence(db: Db, periodId: string): Promise<EvidenceRow[]> {
	return evidenceRows(db)
		.where("evidence.parent_kind", "=", "assessment")
		.where("evidence.parent_id", "in", (eb) =>
			eb.selectFrom("assessments").select("assessments.id").where("period_id", "=", periodId),
		)
		.orderBy("evidence.uploaded_at")
		.orderBy("evidence.id")
		.execute();
}
