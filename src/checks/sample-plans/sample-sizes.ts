import type { Db } from "../../../db/open.ts";
import {
	findControlOfYear,
	findPlannedControl,
	findSamplePlanOn,
	listChecklistQuestions,
	listStratumSizes,
	type PlannedControl,
	type SamplePlan,
	type StratumSize,
} from "../../../db/queries/checks/sample-plans.ts";
import { listHoldingFrames } from "../../../db/queries/checks/populations-terms.ts";
import { frozenTerms } from "../../ground/sampling/frozen-terms.ts";
import { frequencyOfKey, type Occurrence, occurrenceOf, occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { defaultRate, type PlanTerms, spreadOver, yearSize } from "./plan-sizes.ts";

/** A stratum that is about to be drawn from. */
export interface Stratum {
	unit_id: string;
	N: number;
}

/**
 * How many to draw from each stratum of a period: by the plan that holds on the period's first day, else the control's own
 * number. What is left of the year is spread over this period and those to come in proportion to their N (last year's when
 * known, else this period's), at least 1. A size above N means that all are examined.
 */
export async function sampleSizesFor(
	db: Db,
	control: { id: string; sample_size: number },
	periodKey: string,
	strata: readonly Stratum[],
): Promise<Map<string, number>> {
	const period = occurrenceOf(periodKey);
	const plan = await findSamplePlanOn(db, control.id, period.first_day);
	const planned = plan && (await findPlannedControl(db, control.id));
	if (!plan || !planned) return new Map(strata.map(({ unit_id }) => [unit_id, control.sample_size]));
	const terms = await termsOf(db, planned, plan);
	const periods = periodsOf(plan, periodKey);
	const later = periods.filter((one) => one.first_day > period.last_day);
	const { per_period } = yearSize(terms);
	// A plan that begins late in the year asks only for its periods' share, instead of the whole year's in the months that are
	// left.
	const total = per_period * periods.length;
	const history = await loadHistory(db, planned, plan, period, per_period);
	return terms.level === "unit"
		? sizesByUnit(total, strata, period, later, history)
		: sizesTogether(total, strata, period, later, history);
}

/** The plan as terms: every question of the present checklist has a tolerable rate. */
export async function termsOf(db: Db, control: PlannedControl, plan: SamplePlan): Promise<PlanTerms> {
	const questions = control.checklist_id ? await listChecklistQuestions(db, control.checklist_id) : [];
	return {
		...plan,
		two_stage: plan.two_stage === 1,
		rates: questions.map((question) => plan.rates.get(question.id) ?? defaultRate(question)),
	};
}

/** The periods a plan is spread over, in the year of the key. */
export function periodsOf(plan: Pick<SamplePlan, "valid_from" | "months">, periodKey: string): Occurrence[] {
	const frequency = frequencyOfKey(periodKey);
	if (frequency === null || frequency === "ad_hoc") return [occurrenceOf(periodKey)];
	return occurrencesOf(frequency, Number(periodKey.slice(0, 4)))
		.filter((one) => one.first_day >= plan.valid_from)
		.slice(0, plan.months);
}

/** What is known of sizes: frozen so far under the plan, and last year's N by unit and period. */
interface History {
	/**
	 * How much of the year's number the plan's earlier periods have taken, for a unit or for all (null). A period that was
	 * skipped is not caught up.
	 */
	spent(unitId: string | null): number;
	expected(unitId: string, period: Occurrence): number | undefined;
}

async function loadHistory(
	db: Db,
	control: PlannedControl,
	plan: SamplePlan,
	period: Occurrence,
	perPeriod: number,
): Promise<History> {
	const until = period.first_day;
	const frames = await listHoldingFrames(db, { control_id: control.id, from: plan.valid_from, to: until });
	const earlier = periodsOf(plan, period.key).filter((one) => one.last_day < until);
	const drawn = new Map<string, number>();
	for (const frame of frames) {
		for (const { unit_id, n } of frozenTerms(frame).sizes) {
			for (const key of [`${unit_id} ${frame.period_key}`, `null ${frame.period_key}`])
				drawn.set(key, (drawn.get(key) ?? 0) + n);
		}
	}
	const before = await sizesOfYearBefore(db, control);
	const known = new Map(before.map((one) => [`${one.unit_id} ${one.period_key.slice(4)}`, one.N]));
	const spent: History["spent"] = (unitId) =>
		earlier.reduce((sum, one) => sum + (drawn.get(`${unitId} ${one.key}`) ?? perPeriod), 0);
	return { spent, expected: (unitId, one) => known.get(`${unitId} ${one.key.slice(4)}`) };
}

export async function sizesOfYearBefore(db: Db, control: PlannedControl): Promise<StratumSize[]> {
	const before = await findControlOfYear(db, control.key, control.unit_id, control.year - 1);
	if (!before) return [];
	const year = control.year - 1;
	return listStratumSizes(db, before.id, { from: `${year}-01-01`, to: `${year}-12-31` });
}

function sizesByUnit(
	total: number,
	strata: readonly Stratum[],
	period: Occurrence,
	later: readonly Occurrence[],
	history: History,
): Map<string, number> {
	return new Map(
		strata.map(({ unit_id, N }) => {
			const rest = later.map((one) => ({ id: one.key, N: history.expected(unit_id, one) ?? N }));
			const left = total - history.spent(unit_id);
			return [unit_id, spreadOver(left, [{ id: period.key, N }, ...rest])[0]!];
		}),
	);
}

function sizesTogether(
	total: number,
	strata: readonly Stratum[],
	period: Occurrence,
	later: readonly Occurrence[],
	history: History,
): Map<string, number> {
	const sum = (list: readonly number[]) => list.reduce((all, n) => all + n, 0);
	const N = sum(strata.map((stratum) => stratum.N));
	const rest = later.map((one) => ({
		id: one.key,
		N: sum(strata.map((stratum) => history.expected(stratum.unit_id, one) ?? stratum.N)),
	}));
	const left = total - history.spent(null);
	const [now] = spreadOver(left, [{ id: period.key, N }, ...rest]);
	const sizes = spreadOver(
		now!,
		strata.map((stratum) => ({ id: stratum.unit_id, N: stratum.N })),
	);
	return new Map(strata.map(({ unit_id }, index) => [unit_id, sizes[index]!]));
}
