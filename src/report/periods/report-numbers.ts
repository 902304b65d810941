import type { Db } from "../../../db/open.ts";
import { findPlanOfYear } from "../../../db/queries/register/plans.ts";
import type { JudgedScope, ReportScope } from "../../../db/queries/report/periods-membership.ts";
import {
	type ControlMonth,
	countCarriedOver,
	countDeviationsBySeverity,
	countItemsByKind,
	countMeasuresByStatus,
	countOverdueMeasures,
	countRisks,
	countUntriedRuns,
	listControlMonths,
} from "../../../db/queries/report/workbook.ts";
import {
	type CorrectionCounts,
	countCorrections,
	listReportFrames,
} from "../../../db/queries/report/workbook-frames.ts";
import {
	COUNTED_RESULTS,
	type DeviationStatus,
	ITEM_KINDS,
	type ItemKind,
	MEASURE_STATUSES,
	type MeasureStatus,
	type PlanStatus,
	type Severity,
} from "../../../db/schema/vocabulary.ts";
import { listEndedUnits } from "../../../db/queries/checks/controls-ended-units.ts";
import { endedText } from "../../checks/evaluation/columns.ts";
import { planStage } from "../../../db/schema/register/plans.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import { KEEPING, type Reading, REPORTING, SAM, untilChanged } from "../../ground/remembered/remembered.ts";
import { frozenTerms } from "../../ground/write/frozen-terms.ts";
import { readPlanState } from "../../register/plans/plan-state.ts";

/** Every number of a report. Page, .json and workbook are made from this and nothing else. */
export interface ReportNumbers {
	plan: {
		status: PlanStatus;
		/** What the plan was on the day the numbers are judged by; left out in reports sealed before it was kept. */
		stage?: string;
		decided_on: string | null;
		decision_paragraph: string | null;
		registry_no: string | null;
		/** Decided after the year it is for had begun. */
		adopted_late: boolean;
		/** Decided outside and lacking, or changed since the decision. */
		remarks: string[];
	} | null;
	risks: number;
	measures: Record<MeasureStatus, number>;
	/**
	 * The number of unfinished measures whose due date passed before the earlier of today and the cut-off, whatever status
	 * people have written.
	 */
	measures_overdue: number;
	control_months: ControlMonth[];
	runs: RunTotals;
	items: Record<ItemKind, number>;
	/** Runs whose purchases name nobody who ordered or approved; left out where there are none, as in reports sealed earlier. */
	untried_runs?: number;
	/** What corrected files did to the frames; left out where there are none, as in reports sealed earlier. */
	corrections?: CorrectionCounts;
	/** Frames that were frozen before their period was over, in words; left out where there are none. */
	frozen_early?: string[];
	/** Units that took part in a control before the cut-off and no longer do, in words; left out where there are none. */
	ended_units?: string[];
	deviations: Record<Severity, Record<CountedStatus, number>>;
	/** Deviations taken back before the run was approved. They are listed and never counted. */
	withdrawn: number;
	/** Of those counted: found after the cut-off. */
	found_after: number;
	/** From before the period and still open when it began: listed, never counted. */
	carried_over: number;
}

export type CountedStatus = Exclude<DeviationStatus, "withdrawn">;

const RUN_NUMBERS = [
	"planned",
	"due",
	"performed",
	"performed_after",
	"late",
	"not_done",
	"approved",
	...COUNTED_RESULTS,
] as const;
type RunTotals = Record<(typeof RUN_NUMBERS)[number], number>;

/** Units are told of by name alone, and those are read beside: what is counted is the same whatever people and units are called. */
const NUMBERS: Reading<Omit<ReportNumbers, "ended_units">> = {
	kept: 12,
	beside: [
		...[...KEEPING, ...SAM, ...REPORTING.filter((noun) => noun !== "period" && noun !== "seal")],
		...(["person", "role", "unit", "risk_proposal", "region_item"] as const),
	],
};

/** Remembered while nothing happens that is counted: nobody may write in them. */
export async function readNumbers(db: Db, scope: JudgedScope): Promise<ReportNumbers> {
	const numbers = await untilChanged(db, NUMBERS, JSON.stringify(scope), () => countedNumbers(db, scope));
	const ended = await listEndedUnits(db, { ...scope, to: scope.cut_off });
	const ended_units = ended.map((one) => `${one.control}: ${endedText(one)}`);
	return { ...numbers, ...(ended_units.length > 0 ? { ended_units } : {}) };
}

async function countedNumbers(db: Db, scope: JudgedScope): Promise<Omit<ReportNumbers, "ended_units">> {
	const plan = await findPlanOfYear(db, scope.board_id, scope.year);
	const untried_runs = await countUntriedRuns(db, scope);
	const corrections = await countCorrections(db, scope);
	const frozen_early = await readFrozenEarly(db, scope);
	const control_months = await listControlMonths(db, scope);
	return {
		plan: plan
			? {
					...plan,
					stage: planStage(plan, scope.due_before).label,
					adopted_late: plan.decided_on !== null && plan.decided_on > `${scope.year - 1}-12-31`,
					remarks: (await readPlanState(db, plan.id)).remarks,
				}
			: null,
		risks: await countRisks(db, scope),
		measures: await readMeasures(db, scope),
		measures_overdue: await countOverdueMeasures(db, scope),
		control_months,
		runs: sumRuns(control_months),
		items: await readItems(db, scope),
		...(untried_runs > 0 ? { untried_runs } : {}),
		...(corrections.files > 0 ? { corrections } : {}),
		...(frozen_early.length > 0 ? { frozen_early } : {}),
		...(await readDeviations(db, scope)),
		carried_over: await countCarriedOver(db, scope),
	};
}

function zeroes<K extends string>(words: Record<K, string>): Record<K, number> {
	return Object.fromEntries(Object.keys(words).map((word) => [word, 0])) as Record<K, number>;
}

async function readMeasures(db: Db, scope: ReportScope): Promise<ReportNumbers["measures"]> {
	const counts = zeroes(MEASURE_STATUSES);
	for (const { status, n } of await countMeasuresByStatus(db, scope)) counts[status] += n;
	return counts;
}

async function readItems(db: Db, scope: ReportScope): Promise<ReportNumbers["items"]> {
	const counts = zeroes(ITEM_KINDS);
	for (const { kind, n } of await countItemsByKind(db, scope)) counts[kind] += n;
	return counts;
}

async function readFrozenEarly(db: Db, scope: ReportScope): Promise<string[]> {
	return (await listReportFrames(db, scope)).flatMap(({ control, period_key, terms }) => {
		const { early_reason } = frozenTerms({ terms });
		return early_reason === null ? [] : [`${control}, ${formatOccurrence(period_key)}. Skäl: ${early_reason}`];
	});
}

function sumRuns(months: readonly RunTotals[]): RunTotals {
	return Object.fromEntries(
		RUN_NUMBERS.map((name) => [name, months.reduce((sum, month) => sum + month[name], 0)]),
	) as RunTotals;
}

type DeviationNumbers = Pick<ReportNumbers, "deviations" | "withdrawn" | "found_after">;

async function readDeviations(db: Db, scope: ReportScope): Promise<DeviationNumbers> {
	const none = () => ({ open: 0, handled: 0, closed: 0 });
	const deviations: ReportNumbers["deviations"] = { minor: none(), major: none(), critical: none() };
	let [withdrawn, found_after] = [0, 0];
	for (const { severity, status, after, n } of await countDeviationsBySeverity(db, scope)) {
		if (status === "withdrawn") withdrawn += n;
		else {
			deviations[severity][status] += n;
			found_after += after * n;
		}
	}
	return { deviations, withdrawn, found_after };
}
