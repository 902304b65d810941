import type { Db } from "../../../db/open.ts";
import { listAssessments, listParts } from "../../../db/queries/report/assessments.ts";
import { findDialogue, listPoints } from "../../../db/queries/report/dialogues.ts";
import { listGovernance } from "../../../db/queries/report/governance.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { RegionAnswer, RegionItem } from "../../../db/queries/report/region.ts";
import { listReportRecommendations } from "../../../db/queries/report/recommendations.ts";
import { listDeviationRows, listEvidenceRows } from "../../../db/queries/report/workbook-findings.ts";
import type { ReportScope } from "../../../db/queries/report/periods-membership.ts";
import {
	type HeldFollowUp,
	listHeldEvidence,
	listHeldFollowUps,
	listSealedAnswers,
	listSealedDeliveries,
	listSealedFigures,
	listSealedFrames,
	listSealedItems,
	listSealedRuns,
	listSealedSwaps,
} from "../../../db/queries/report/closing-content.ts";
import type { RegionAnswerTable } from "../../../db/schema/report/region.ts";
import { judgedScope } from "../periods/scope.ts";
import { readReported } from "../region/read-reported.ts";
import { canonicalJson, objectDigest } from "../../ground/canonical.ts";
import { inCodeOrder } from "../../ground/code-order.ts";
import { findSealFormat, pick, type SealFormat } from "./seal-formats.ts";

/** With their answers some thousand rows: more of them at once live long enough to cost several times as much. */
const RUNS_AT_A_TIME = 40;

type SealedRun = Awaited<ReturnType<typeof listSealedRuns>>[number];
type SealedAnswer = Pick<RegionAnswer, keyof RegionAnswerTable | "period" | "writer">;
/** One of the region's items as a report tells it, open or closed. */
export interface SealedRegion {
	item: Pick<RegionItem, "id" | "number" | "kind" | "title" | "wording" | "text" | "withdrawn_reason">;
	latest: SealedAnswer | null;
	own: SealedAnswer[];
}
/** As it was sealed a subject that nobody had written of is there too. */
export type HeldContent = Omit<Awaited<ReturnType<typeof readHeld>>, "follow_ups"> & {
	follow_ups: { title: string; follow_up: HeldFollowUp | null }[];
};

/** The part of a report's content that it holds unchanged when it is closed, and that verification reads anew. */
export async function readHeld(db: Db, period: Period, format: number, known?: KnownRuns) {
	const scope = sealedScope(period);
	const written = await listHeldFollowUps(db, period.id, scope);
	return {
		...(await readBoth(db, period, format, known)),
		evidence: await listHeldEvidence(db, scope),
		// their numbers are the register's, which goes on: what is held is what was written
		follow_ups: written.map(({ title, ...follow_up }) => ({ title, follow_up })),
	};
}

/** The same as it is sealed, without the follow-ups. */
export async function readStill(db: Db, period: Period, format: number) {
	return { ...(await readBoth(db, period, format)), evidence: await listEvidenceRows(db, sealedScope(period)) };
}

/** What is read the same way to be sealed and to be compared. */
async function readBoth(db: Db, period: Period, format: number, known?: KnownRuns) {
	const { sealed } = findSealFormat(format)!;
	const scope = sealedScope(period);
	return {
		period: pick(period, sealed.reporting_periods, ["board", "unit_id"]),
		runs: await readRuns(db, scope, sealed, known),
		deviations: await listDeviationRows(db, scope),
		deliveries: (await listSealedDeliveries(db, period.id)).map((one) => pick(one, sealed.period_deliveries)),
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

/** A report is closed after its cut-off, and is judged by what had fallen due by the cut-off. */
export const sealedScope = (period: Period) => judgedScope(period, period.cut_off);

export interface RunDigest {
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
