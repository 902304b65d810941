import type { Db } from "../../../db/open.ts";
import {
	findControlOfYear,
	findPlannedControl,
	findSamplePlanOn,
	listChecklistQuestions,
	type PlannedControl,
	type SamplePlan,
	type StratumSize,
} from "../../../db/queries/checks/sample-plans.ts";
import { frequencyOfKey, type Occurrence, occurrenceOf, occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { readStratumSizes } from "./read-sizes.ts";
import { defaultRate, type PlanTerms, rateFor, sizeFor } from "./plan-sizes.ts";

/** A stratum that is about to be drawn from. */
export interface Stratum {
	unit_id: string;
	N: number;
}

/**
 * How many to draw from each stratum of a period: by the plan that holds on the period's first day, else the control's own
 * number. The plan's rate is the smallest that gives support by the evaluation's own bound with last year's months (this period's N
 * where they are not known), and n = rate × N, at least 1. A size above N means that all are examined.
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
	// beyond the plan's periods nothing more is needed, but no period goes unexamined
	if (!periods.some((one) => one.key === periodKey))
		return new Map(strata.map(({ unit_id, N }) => [unit_id, Math.min(1, N)]));
	const before = await sizesOfYearBefore(db, planned);
	const known = new Map(before.map((one) => [`${one.unit_id} ${one.period_key.slice(4)}`, one.N]));
	const monthsOf = ({ unit_id, N }: Stratum) =>
		periods.map((one) => (one.key === periodKey ? N : (known.get(`${unit_id} ${one.key.slice(4)}`) ?? N)));
	const together = terms.level === "unit" ? null : rateFor(terms, strata.flatMap(monthsOf));
	const rateOf = memoized((months: readonly number[]) => rateFor(terms, months));
	return new Map(
		strata.map((stratum) => {
			const rate = terms.level === "unit" ? rateOf(monthsOf(stratum)) : together;
			return [stratum.unit_id, sizeFor(rate, stratum.N)];
		}),
	);
}

/** Units with the same months have the same rate. */
function memoized(rateOf: (months: readonly number[]) => string | null) {
	const known = new Map<string, string | null>();
	return (months: readonly number[]) => {
		const key = months.join(" ");
		if (!known.has(key)) known.set(key, rateOf(months));
		return known.get(key) ?? null;
	};
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

export async function sizesOfYearBefore(db: Db, control: PlannedControl): Promise<StratumSize[]> {
	const before = await findControlOfYear(db, control.key, control.unit_id, control.year - 1);
	if (!before) return [];
	return readStratumSizes(db, before.id, control.year - 1);
}
