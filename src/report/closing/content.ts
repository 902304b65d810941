import type { Db } from "../../../db/open.ts";
import { listAssessments, listParts } from "../../../db/queries/report/assessments.ts";
import { findDialogue, listPoints } from "../../../db/queries/report/dialogues.ts";
import { listFollowUpRows } from "../../../db/queries/report/follow-ups.ts";
import { listGovernance } from "../../../db/queries/report/governance.ts";
import { listInvoiceChecksOfRuns } from "../../../db/queries/checks/own-forms/hired-staff-checks.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { listReportRecommendations } from "../../../db/queries/report/recommendations.ts";
import { listDeviationRows, listEvidenceRows } from "../../../db/queries/report/workbook-findings.ts";
import { listPlanRows } from "../../../db/queries/report/workbook-rows.ts";
import { findPlanOf, type ReportScope } from "../../../db/queries/report/workbook.ts";
import {
	listSealedAnswers,
	listSealedControls,
	listSealedDeliveries,
	listSealedItems,
	listSealedMeasures,
	listSealedRisks,
	listSealedRuns,
} from "../../../db/queries/report/closing-content.ts";
import { readNumbers } from "../periods/report-numbers.ts";
import { scopeOf } from "../periods/scope.ts";
import { samProgress } from "../../sam/progress.ts";
import { canonicalJson, sha256 } from "./canonical.ts";

const RUNS_AT_A_TIME = 200;

export type SealContent = Awaited<ReturnType<typeof readContent>>;

/**
 * Everything in a period: the plan with its risks, measures and controls as they stand, every run with a digest of its items and
 * answers, deviations, evidence by hash, and every word of the report with its conclusions.
 */
export async function readContent(db: Db, period: Period) {
	const scope = scopeOf(period);
	const assessments = await listAssessments(db, { reach: "all", period_id: period.id });
	const dialogue = await findDialogue(db, period.id);
	return {
		format: 1 as const,
		period,
		numbers: await readNumbers(db, scope),
		plan: (await findPlanOf(db, scope)) ?? null,
		plan_rows: await listPlanRows(db, scope),
		risks: await listSealedRisks(db, scope),
		measures: await listSealedMeasures(db, scope),
		controls: await listSealedControls(db, scope),
		runs: await readRuns(db, scope),
		deviations: await listDeviationRows(db, scope),
		evidence: await listEvidenceRows(db, scope),
		deliveries: await listSealedDeliveries(db, period.id),
		follow_ups: await listFollowUpRows(db, period, scope),
		recommendations: await listReportRecommendations(db, period),
		governance: await listGovernance(db, period),
		assessments: await Promise.all(assessments.map(async (one) => ({ ...one, parts: await listParts(db, one.id) }))),
		dialogue: dialogue ? { ...dialogue, points: await listPoints(db, dialogue.id) } : null,
		sam: await samProgress(db, period),
	};
}

/** The period's runs, each with how many items and answers it has and their digest: flat in size however many there are. */
export async function readRuns(db: Db, scope: ReportScope) {
	const runs = await listSealedRuns(db, scope);
	const sealed: (typeof runs extends (infer Row)[]
		? Row & { items: number; answers: number; digest: string }
		: never)[] = [];
	for (let from = 0; from < runs.length; from += RUNS_AT_A_TIME) {
		const some = runs.slice(from, from + RUNS_AT_A_TIME);
		const ids = some.map((run) => run.id);
		const items = grouped(await listSealedItems(db, ids), (item) => item.run_id);
		const answers = grouped(await listSealedAnswers(db, ids), (answer) => answer.run_id);
		const invoices = await listInvoiceChecksOfRuns(db, ids);
		for (const run of some) {
			const own = { items: items.get(run.id) ?? [], answers: answers.get(run.id) ?? [] };
			const figures = own.items.flatMap((item) => invoices.get(item.id) ?? []);
			const digest = sha256(canonicalJson(figures.length > 0 ? { ...own, figures } : own));
			sealed.push({ ...run, items: own.items.length, answers: own.answers.length, digest });
		}
	}
	return sealed;
}

export function contentOf(json: string): SealContent {
	return JSON.parse(json) as SealContent;
}
