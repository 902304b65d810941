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
import { conclusions, defaultRate, failures, type PlanTerms, riskOf, yearSize } from "./plan-sizes.ts";
import { type PlanInput, rateField } from "./schema.ts";
import { startsOf } from "./starts.ts";
import { type YearTable, yearTable } from "./year-table.ts";

/** What terms give: sizes, what they can conclude, and what they fail. */
export interface Calculation {
	size: ReturnType<typeof yearSize>;
	/** The same aim with other expected deviations, and in two stages. */
	alternatives: { label: string; needed: number; per_period: number }[];
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
	};
}

/** The form's first values: the plan that holds now, or the usual ones. */
export function formValuesOf(data: SamplePlanPageData): Record<string, string> {
	const { current, questions } = data;
	const rate = (question: (typeof questions)[number]) => current?.rates.get(question.id) ?? defaultRate(question);
	return {
		sakerhet: String(current?.confidence_permille ?? 950),
		niva: current?.level ?? "unit",
		vantade: String(current?.expected_deviations ?? 0),
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
	const other = (label: string, change: Partial<PlanTerms>) => ({ label, ...yearSize({ ...terms, ...change }) });
	return {
		size: yearSize(terms),
		alternatives: [
			...["Ingen avvikelse väntas", "En avvikelse väntas", "2 avvikelser väntas"].map((label, expected_deviations) =>
				other(label, { expected_deviations, two_stage: false }),
			),
			other("I två steg: lika många till om en avvikelse hittas", { two_stage: true }),
		],
		conclusions: conclusions(terms),
		failures: failures(terms),
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
