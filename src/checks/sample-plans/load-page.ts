import type { Db } from "../../../db/open.ts";
import {
	findSamplePlanOn,
	listChecklistQuestions,
	listFrozenKeys,
	listSamplePlans,
	type PlannedControl,
} from "../../../db/queries/checks/sample-plans.ts";
import { occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { discoverySize } from "../../ground/sampling/sizes.ts";
import {
	alike,
	conclusions,
	defaultRate,
	failures,
	kindsOf,
	type PlanTerms,
	riskOf,
	unseenOfHundred,
	weakestOf,
	yearSize,
} from "./plan-sizes.ts";
import { proposalOf } from "./proposal.ts";
import { type PlanInput, rateField } from "./schema.ts";
import { startsOf } from "./starts.ts";
import { monthsIn, type YearTable, yearTable } from "./year-table.ts";

/** What terms give: sizes, what they can conclude, and what they fail. */
export interface Calculation {
	size: ReturnType<typeof yearSize>;
	/** The same aim with other expected deviations, and in two looks; `unseen`: of 100 years, those in which nothing is seen. */
	alternatives: { label: string; two_looks: boolean; needed: number; per_period: number; unseen: number }[];
	/** How many each tolerable share needs, with no deviation and months that are alike. */
	kinds: { rate: number; needed: number; with_not_applicable: number | null }[];
	/** Drawn in a year, in the unit (or of all) that promises the least: the conclusions are about it. */
	drawn: number;
	conclusions: ReturnType<typeof conclusions>;
	failures: ReturnType<typeof failures>;
	/** How many it takes to find at least one of a few serious deviations among a unit's year; null when N is unknown. */
	discovery: { N: number; critical: number; n: number } | null;
	year: YearTable;
}

export type SamplePlanPageData = Awaited<ReturnType<typeof loadSamplePlan>>;

/** Everything about a control's plan except the calculation. `today` decides which decision holds now. */
export async function loadSamplePlan(db: Db, control: PlannedControl, today: string) {
	const questions = control.checklist_id ? await listChecklistQuestions(db, control.checklist_id) : [];
	const decided = await listSamplePlans(db, control.id);
	const day = today > `${control.year}-12-31` ? `${control.year}-12-31` : today;
	return {
		control,
		questions,
		decided,
		current: (await findSamplePlanOn(db, control.id, day)) ?? null,
		starts: startsOf(control, await listFrozenKeys(db, control.id)),
		proposal: await proposalOf(db, control, questions),
	};
}

/** The form's first values: the plan that holds now, or the usual ones. */
export function formValuesOf(data: SamplePlanPageData): Record<string, string> {
	const { current, questions } = data;
	const rate = (question: (typeof questions)[number]) => current?.rates.get(question.id) ?? defaultRate(question);
	return {
		sakerhet: String(current?.confidence_permille ?? 950),
		niva: current?.level ?? "unit",
		vantade: String(current?.expected_deviations ?? data.proposal?.expected ?? 0),
		manader: String(current?.months ?? periodsInYear(data.control)),
		tva_steg: current?.two_stage === 1 ? "1" : "",
		...Object.fromEntries(questions.map((one) => [rateField(one), String(rate(one) / 10).replace(".", ",")])),
	};
}

function periodsInYear({ frequency, year }: PlannedControl): number {
	return frequency === "ad_hoc" ? 1 : occurrencesOf(frequency, year).length;
}

const CRITICAL = 5;

export async function calculate(db: Db, data: SamplePlanPageData, input: PlanInput): Promise<Calculation> {
	const terms: PlanTerms = { ...input, rates: input.rates.map((rate) => rate.tolerable_permille) };
	const validFrom = data.starts[0]?.first_day ?? `${data.control.year}-01-01`;
	const year = await yearTable(db, data.control, terms, validFrom);
	const other = (label: string, change: Partial<PlanTerms>) => {
		const { needed, per_period, year: drawn } = yearSize({ ...terms, ...change });
		return { label, two_looks: change.two_stage ?? false, needed, per_period, unseen: unseenOfHundred(drawn) };
	};
	const planned = weakestOf(terms, monthsIn(year, terms)) ?? alike(terms);
	return {
		size: yearSize(terms),
		alternatives: [
			...["Ingen avvikelse väntas", "En avvikelse väntas", "2 avvikelser väntas"].map((label, expected_deviations) =>
				other(label, { expected_deviations, two_stage: false }),
			),
			other("I två steg", { expected_deviations: 0, two_stage: true }),
		],
		kinds: kindsOf(terms),
		drawn: planned.sizes.reduce((sum, n) => sum + n, 0),
		conclusions: conclusions(terms, planned),
		failures: failures(terms, planned),
		discovery: discoveryOf(year, terms),
		year,
	};
}

function discoveryOf({ rows }: YearTable, terms: PlanTerms): Calculation["discovery"] {
	const sizes = rows.map((row) => row.cells.reduce((sum, one) => sum + (one.N ?? 0), 0)).sort((a, b) => a - b);
	const N = sizes[Math.floor(sizes.length / 2)] ?? 0;
	if (N < CRITICAL) return null;
	return { N, critical: CRITICAL, n: discoverySize(N, CRITICAL, riskOf(terms))! };
}
