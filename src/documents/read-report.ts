import type { Db } from "../../db/open.ts";
import { type AssessmentHead, type AssessmentPart, listAssessments, listParts } from "../../db/queries/assessments.ts";
import { type FollowUpRow, listFollowUpRows } from "../../db/queries/follow-ups.ts";
import type { Period } from "../../db/queries/periods.ts";
import { type DeviationRow, listDeviationRows } from "../../db/queries/report-findings.ts";
import { listReportGovernance, type ReportGovernanceRow } from "../../db/queries/report-governance.ts";
import { listSeals, type SealHead } from "../../db/queries/seals.ts";
import { type ReportNumbers, readNumbers } from "../reports/report-numbers.ts";
import { scopeOf } from "../reports/scope.ts";

/** What a report's papers are made of. */
export interface ReportContent {
	period: Period;
	numbers: ReportNumbers;
	follow_ups: FollowUpRow[];
	governance: ReportGovernanceRow[];
	deviations: DeviationRow[];
	assessments: AssessmentContent[];
	/** The newest edition, null while the report is open. */
	seal: SealHead | null;
}

export interface AssessmentContent {
	head: AssessmentHead;
	parts: AssessmentPart[];
}

export async function readReport(db: Db, period: Period): Promise<ReportContent> {
	const scope = scopeOf(period);
	return {
		period,
		numbers: await readNumbers(db, scope),
		follow_ups: await listFollowUpRows(db, period, scope),
		governance: await listReportGovernance(db, period),
		deviations: await listDeviationRows(db, scope),
		assessments: await readAssessments(db, period),
		seal: (await listSeals(db, period.id))[0] ?? null,
	};
}

/** The assessments of the report that something has been written in, as far as the levels the papers are about. */
export async function readAssessments(db: Db, period: Pick<Period, "id">): Promise<AssessmentContent[]> {
	const heads = await listAssessments(db, { reach: "all", period_id: period.id });
	const all = [];
	for (const head of heads) all.push({ head, parts: await listParts(db, head.id) });
	return all.filter(({ parts }) => parts.length > 0);
}
