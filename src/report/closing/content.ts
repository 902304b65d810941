import type { Db } from "../../../db/open.ts";
import { listAssessments, listParts } from "../../../db/queries/report/assessments.ts";
import { findDialogue, listPoints } from "../../../db/queries/report/dialogues.ts";
import { listFollowUpRows, type FollowUp } from "../../../db/queries/report/follow-ups.ts";
import { listGovernance } from "../../../db/queries/report/governance.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { RegionAnswer, RegionItem } from "../../../db/queries/report/region.ts";
import { listReportRecommendations } from "../../../db/queries/report/recommendations.ts";
import { listDeviationRows, listEvidenceRows } from "../../../db/queries/report/workbook-findings.ts";
import { listPlanRows } from "../../../db/queries/report/workbook-rows.ts";
import type { ReportScope } from "../../../db/queries/report/periods-membership.ts";
import { findPlanOf } from "../../../db/queries/report/workbook.ts";
import {
	listSealedAnswers,
	listSealedControls,
	listSealedDeliveries,
	listSealedFigures,
	listSealedFrames,
	listSealedItems,
	listSealedMeasures,
	listSealedRisks,
	listSealedRuns,
	listSealedSwaps,
} from "../../../db/queries/report/closing-content.ts";
import type { RegionAnswerTable } from "../../../db/schema/report/region.ts";
import { readPlanState } from "../../register/plans/plan-state.ts";
import { readToldCoverage } from "../coverage/told-coverage.ts";
import { readNumbers } from "../periods/report-numbers.ts";
import { judgedScope } from "../periods/scope.ts";
import { readReported } from "../region/read-reported.ts";
import { samProgress } from "../../sam/progress.ts";
import { canonicalJson, objectDigest } from "../../ground/canonical.ts";
import { inCodeOrder } from "../../ground/code-order.ts";
import { findSealFormat, NEWEST_FORMAT, pick, type SealFormat } from "./seal-formats.ts";

/** With their answers some thousand rows: more of them at once live long enough to cost several times as much. */
const RUNS_AT_A_TIME = 40;

/** The first format whose seals say how far the plan's risks cover. */
const COVERAGE_FROM = 5;

export type SealContent = Awaited<ReturnType<typeof readContent>>;
type SealedRun = Awaited<ReturnType<typeof listSealedRuns>>[number];
type SealedAnswer = Pick<RegionAnswer, keyof RegionAnswerTable | "period" | "writer">;
/** One of the region's items as a report tells it, open or closed. */
export interface SealedRegion {
	item: Pick<RegionItem, "id" | "number" | "kind" | "title" | "wording" | "text" | "withdrawn_reason">;
	latest: SealedAnswer | null;
	own: SealedAnswer[];
}
export type HeldContent = Awaited<ReturnType<typeof readHeld>>;

/**
 * Everything in a period: the plan with its risks, measures and controls as they stand, every run with a digest of its items and
 * answers, deviations, evidence by hash, and every word of the report with its conclusions. Of each table it has the columns of
 * the format, and no more: a column that is added to the database changes no seal.
 */
export async function readContent(db: Db, period: Period, format = NEWEST_FORMAT) {
	const { sealed } = findSealFormat(format)!;
	const scope = sealedScope(period);
	const numbers = await readNumbers(db, scope);
	const plan = await findPlanOf(db, scope);
	return {
		...(await readHeld(db, period, format)),
		format,
		numbers: { ...numbers, plan: numbers.plan && pick(numbers.plan, PLAN_NUMBERS) },
		plan: plan ? pick(plan, sealed.plans) : null,
		plan_rows: await listPlanRows(db, scope),
		/** Plan changes that no decision covered when the report was closed: row id → mark. */
		plan_marks: plan ? (await readPlanState(db, plan.id)).marks : {},
		risks: (await listSealedRisks(db, scope)).map((risk) => pick(risk, sealed.risks)),
		measures: (await listSealedMeasures(db, scope)).map((measure) => pick(measure, sealed.measures)),
		controls: (await listSealedControls(db, scope)).map((control) => pick(control, sealed.controls)),
		sam: await samProgress(db, period),
		...(plan && format >= COVERAGE_FROM ? { coverage: await readToldCoverage(db, { ...scope, id: plan.id }) } : {}),
	};
}

/** The part of it that a closed report holds unchanged, and that verification reads anew. */
export async function readHeld(db: Db, period: Period, format: number, known?: KnownRuns) {
	const { sealed } = findSealFormat(format)!;
	const scope = sealedScope(period);
	return {
		period: pick(period, sealed.reporting_periods, ["board", "unit_id"]),
		runs: await readRuns(db, scope, sealed, known),
		deviations: await listDeviationRows(db, scope),
		evidence: await listEvidenceRows(db, scope),
		deliveries: (await listSealedDeliveries(db, period.id)).map((one) => pick(one, sealed.period_deliveries)),
		follow_ups: await readFollowUps(db, period, sealed),
		recommendations: (await listReportRecommendations(db, period)).map((one) =>
			pick(one, sealed.recommendations, ["board", "unit_id", "owner"]),
		),
		governance: (await listGovernance(db, period)).map((one) => ({
			...pick(one, sealed.governance_items, ["owner", "org_unit", "parent", "figures", "cut_off", "earlier"]),
			reported: one.reported && pick(one.reported, sealed.governance_statuses, ["writer"]),
		})),
		assessments: await readAssessments(db, period, sealed),
		dialogue: await readDialogue(db, period, sealed),
		...(await readRegion(db, period, sealed)),
	};
}

const PLAN_NUMBERS = [
	"status",
	"stage",
	"decided_on",
	"decision_paragraph",
	"registry_no",
	"adopted_late",
	"remarks",
] as const;

/** A report is closed after its cut-off, and is judged by what had fallen due by the cut-off. */
const sealedScope = (period: Period) => judgedScope(period, period.cut_off);

interface RunDigest {
	items: number;
	answers: number;
	digest: string;
}
/** What has been made already of runs in one moment and in one format: the reports of a half-year and of the year hold the same. */
export type KnownRuns = Map<string, RunDigest>;

/** The period's runs, each with how many items and answers it has and their digest: flat in size however many there are. */
export async function readRuns(
	db: Db,
	scope: ReportScope,
	sealed: SealFormat["sealed"],
	known: KnownRuns = new Map(),
): Promise<(Pick<SealedRun, (typeof sealed.control_runs)[number] | "control" | "unit"> & RunDigest)[]> {
	const runs = (await listSealedRuns(db, scope)).map((run) => pick(run, sealed.control_runs, ["control", "unit"]));
	const unread = runs.filter(({ id }) => !known.has(id));
	const around = readAround(db, sealed);
	const columns = {
		items: sealed.sample_items.toSorted(inCodeOrder),
		answers: [...sealed.check_answers, "run_id" as const].toSorted(inCodeOrder),
	};
	for (let from = 0; from < unread.length; from += RUNS_AT_A_TIME) {
		const some = unread.slice(from, from + RUNS_AT_A_TIME);
		const ids = some.map((run) => run.id);
		const items = await listSealedItems(db, ids, columns.items);
		const answers = await listSealedAnswers(db, ids, columns.answers);
		const invoices = await listSealedFigures(db, ids);
		const besides = await around(some);
		for (const run of some) {
			const [own, given] = [items.get(run.id) ?? NONE, answers.get(run.id) ?? NONE];
			const figures = (invoices.get(run.id) ?? []).map((figure) => pick(figure, sealed.invoice_checks));
			const written: Record<string, string | Uint8Array> = {
				items: own.text,
				answers: given.text,
				...(figures.length > 0 ? { figures: canonicalJson(figures) } : {}),
				...besides(run),
			};
			known.set(run.id, { items: own.rows, answers: given.rows, digest: objectDigest(written) });
		}
	}
	return runs.map((run) => ({ ...run, ...known.get(run.id)! }));
}

const NONE = { rows: 0, text: "[]" };
const NO_FRAMES = new Map<string, never[]>();

/**
 * What stands around the items of some runs, and is sealed with them from format 2 on: their swaps and what the freeze fixed, as
 * canonical JSON.
 */
function readAround(db: Db, { swaps: swapColumns, populations: frameColumns }: SealFormat["sealed"]) {
	if (!swapColumns || !frameColumns) return async () => () => ({});
	// a frame and its terms are written once for all the runs that were drawn from it
	const written = new Map<string, string>();
	return async (runs: readonly { id: string; draw_id: string | null }[]) => {
		const ids = runs.map((run) => run.id);
		const swaps = grouped(await listSealedSwaps(db, ids), (swap) => swap.run_id);
		const draws = new Set(runs.flatMap(({ draw_id }) => (draw_id === null || written.has(draw_id) ? [] : [draw_id])));
		const frames =
			draws.size > 0 ? grouped(await listSealedFrames(db, [...draws]), (frame) => frame.draw_id) : NO_FRAMES;
		for (const draw of draws)
			written.set(draw, canonicalJson((frames.get(draw) ?? []).map((frame) => pick(frame, frameColumns))));
		return (run: { id: string; draw_id: string | null }) => ({
			swaps: canonicalJson((swaps.get(run.id) ?? []).map((swap) => pick(swap, swapColumns))),
			frames: written.get(run.draw_id ?? "") ?? "[]",
		});
	};
}

/** What the region asked and the board answered, from format 4 on; nothing when nothing was asked. */
async function readRegion(
	db: Db,
	period: Period,
	{ region_items, region_answers }: SealFormat["sealed"],
): Promise<{ region?: SealedRegion[] }> {
	if (!region_items || !region_answers) return {};
	const said = (one: RegionAnswer) => pick(one, region_answers, ["period", "writer"]);
	const rows = await readReported(db, period);
	const region = rows.map(({ item, latest, own }) => ({
		item: pick(item, region_items, ["wording", "text", "withdrawn_reason"]),
		latest: latest && said(latest),
		own: own.map(said),
	}));
	return region.length > 0 ? { region } : {};
}

async function readFollowUps(db: Db, period: Period, sealed: SealFormat["sealed"]) {
	const written = (one: FollowUp | null) => one && pick(one, sealed.follow_ups, ["period", "writer", "completer"]);
	const rows = await listFollowUpRows(db, period, sealedScope(period));
	return rows.map((row) => ({ ...row, follow_up: written(row.follow_up), previous: written(row.previous) }));
}

async function readAssessments(db: Db, period: Period, sealed: SealFormat["sealed"]) {
	const assessments = await listAssessments(db, { reach: "all", period_id: period.id });
	return Promise.all(
		assessments.map(async (one) => ({
			...pick(one, sealed.assessments, ["unit", "period", "board", "preparer", "approver", "total"]),
			parts: (await listParts(db, one.id)).map((part) => pick(part, sealed.assessment_parts, ["writer"])),
		})),
	);
}

async function readDialogue(db: Db, period: Period, sealed: SealFormat["sealed"]) {
	const dialogue = await findDialogue(db, period.id);
	if (!dialogue) return null;
	const points = await listPoints(db, dialogue.id);
	return {
		...pick(dialogue, sealed.dialogues),
		points: points.map((point) => pick(point, sealed.dialogue_points, ["person"])),
	};
}

export function contentOf(json: string): SealContent {
	return JSON.parse(json) as SealContent;
}
