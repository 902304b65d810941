import type { Db } from "../../../db/open.ts";
import { type AssessmentRow, listAssessments, listParts } from "../../../db/queries/report/assessments.ts";
import { listFollowUpRows } from "../../../db/queries/report/follow-ups.ts";
import { listGovernance } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { SEVERITY_LADDER, type Severity } from "../../../db/schema/vocabulary.ts";
import { listReportRecommendations } from "../../../db/queries/report/recommendations.ts";
import { listDeviationRows, listEvidenceRows } from "../../../db/queries/report/workbook-findings.ts";
import { listPlanRows } from "../../../db/queries/report/workbook-rows.ts";
import { findPlanOf } from "../../../db/queries/report/workbook.ts";
import { listSealedControls, listSealedMeasures, listSealedRisks } from "../../../db/queries/report/closing-content.ts";
import { isSealed, listSeals, type SealHead } from "../../../db/queries/report/closing.ts";
import type { SealContent } from "../closing/content.ts";
import type { SealedRegion } from "../closing/held-content.ts";
import { readSealedContent, readSealedHead, type SealedHead } from "../closing/sealed-content.ts";
import { readToldCoverage, type ToldCell } from "../coverage/told-coverage.ts";
import { samProgress } from "../../sam/progress.ts";
import { readReported } from "../region/read-reported.ts";
import { readPlanState } from "../../register/plans/plan-state.ts";
import { readNumbers } from "../periods/report-numbers.ts";
import { judgedScope } from "../periods/scope.ts";

/** What a report says, besides its drawn items: those are read as they are written, and never change once sealed. */
export type ReportContent = Pick<
	SealContent,
	| "period"
	| "numbers"
	| "plan"
	| "plan_rows"
	| "plan_marks"
	| "risks"
	| "measures"
	| "controls"
	| "deviations"
	| "evidence"
	| "follow_ups"
	| "governance"
	| "recommendations"
	| "assessments"
	| "sam"
> & {
	/** What the region asked of the board; empty in a report that was sealed before answers were. */
	region: readonly SealedRegion[];
	/** The coverage map; empty without a plan, and in a report that was sealed before the map was. */
	coverage: readonly ToldCell[];
	/** The edition it is read from; null while the report is open, or open for correction. */
	seal: SealHead | null;
};

/** A closed report as it was sealed, whatever has happened since; an open one as it stands. */
export async function readReport(db: Db, period: Period, today: string): Promise<ReportContent> {
	if (await isSealed(db, period.id)) {
		const [seal] = await listSeals(db, period.id);
		const sealed = await readSealedContent(db, seal!);
		const { region = [], coverage = [] } = sealed;
		return { ...sealed, region, coverage, assessments: await decided(db, sealed), seal: seal! };
	}
	const scope = judgedScope(period, today);
	const plan = (await findPlanOf(db, scope)) ?? null;
	return {
		period,
		numbers: await readNumbers(db, scope),
		plan,
		plan_rows: await listPlanRows(db, scope),
		plan_marks: plan ? (await readPlanState(db, plan.id)).marks : {},
		risks: await listSealedRisks(db, scope),
		measures: await listSealedMeasures(db, scope),
		controls: await listSealedControls(db, scope),
		deviations: await listDeviationRows(db, scope),
		evidence: await listEvidenceRows(db, scope),
		follow_ups: await listFollowUpRows(db, period, scope),
		governance: await listGovernance(db, period),
		recommendations: await listReportRecommendations(db, period),
		assessments: await judgedIn(db, period),
		sam: await samProgress(db, period),
		region: await readReported(db, period),
		coverage: plan ? await readToldCoverage(db, { ...scope, id: plan.id }) : [],
		seal: null,
	};
}

/** What heads a report: its numbers, its plan and its judgements. Pages that show no table of it read no more. */
export type ReportHead = Pick<ReportContent, "period" | "numbers" | "plan" | "assessments">;

/** The words that are judged are the seal's, where there is one. */
export async function readReportHead(db: Db, period: Period, today: string): Promise<ReportHead> {
	const sealed = await readSealed(db, period);
	if (sealed) return { ...sealed, assessments: await decided(db, sealed) };
	const scope = judgedScope(period, today);
	const plan = (await findPlanOf(db, scope)) ?? null;
	return { period, numbers: await readNumbers(db, scope), plan, assessments: await judgedIn(db, period) };
}

/** The report's numbers alone, from the same place as the whole. */
export async function shownNumbers(db: Db, period: Period, today: string): Promise<ReportContent["numbers"]> {
	return (await readSealed(db, period))?.numbers ?? readNumbers(db, judgedScope(period, today));
}

/** What the region asked of the board and what it answered, from the same place. */
export async function shownRegion(db: Db, period: Period): Promise<ReportContent["region"]> {
	const sealed = await readSealed(db, period);
	return sealed ? (sealed.region ?? []) : readReported(db, period);
}

async function readSealed(db: Db, period: Period): Promise<SealedHead | null> {
	if (!(await isSealed(db, period.id))) return null;
	const [seal] = await listSeals(db, period.id);
	return readSealedHead(db, seal!);
}

async function judgedIn(db: Db, period: Period): Promise<SealContent["assessments"]> {
	const assessments = await listAssessments(db, { reach: "all", period_id: period.id });
	return Promise.all(assessments.map(async (one) => ({ ...one, parts: await listParts(db, one.id) })));
}

/**
 * Adds the decision as it stands today, since the nämnd may decide after the report was closed. Every other word comes from the
 * seal.
 */
async function decided(
	db: Db,
	sealed: Pick<SealContent, "period" | "assessments">,
): Promise<SealContent["assessments"]> {
	const now = await listAssessments(db, { reach: "all", period_id: sealed.period.id });
	const byId = new Map<string, AssessmentRow>(now.map((one) => [one.id, one]));
	return sealed.assessments.map((one) => {
		const { state, decided_on, decision_paragraph, registry_no } = byId.get(one.id) ?? one;
		return { ...one, state, decided_on, decision_paragraph, registry_no };
	});
}

/** The assessments that something has been written in. */
export function writtenAssessments({ assessments }: Pick<ReportContent, "assessments">): ReportContent["assessments"] {
	return assessments.filter(({ parts }) => parts.length > 0);
}

/** Deviations in the order of the sheet: the report's own before those carried over, and of each the worst first. */
export function toldDeviations({ deviations }: Pick<ReportContent, "deviations">): ReportContent["deviations"] {
	const worst = ({ severity }: { severity: Severity }) => -SEVERITY_LADDER.indexOf(severity);
	return deviations.toSorted((a, b) => a.carried_over - b.carried_over || worst(a) - worst(b) || a.number - b.number);
}
