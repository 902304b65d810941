import type { EvaluationRun, TreeUnit } from "../../../db/queries/checks/evaluation.ts";
import type { RunStatus } from "../../../db/schema/vocabulary.ts";
import { occurrenceOf } from "../../ground/calendar/occurrence.ts";
import type { AnsweredStratum } from "../../ground/sampling/applicable.ts";
import { type Conclusion, conclude } from "../../ground/sampling/conclusion.ts";
import { binomialSize } from "../../ground/sampling/sizes.ts";
import type { Verdict } from "../../ground/sampling/verdict.ts";
import type { Kept } from "./kept-conclusions.ts";
import { evaluatedQuestion, type QuestionEvaluation, type RatedQuestion, termsOf } from "./question-evaluation.ts";
import { type FoundStratum, isExamined } from "./strata.ts";

export interface Group {
	unit: TreeUnit;
	runs: EvaluationRun[];
	strata: FoundStratum[];
}

export interface GroupEvaluation {
	unit_id: string;
	unit_name: string;
	N: number;
	n: number;
	any: QuestionEvaluation;
	/** Computed when read, since a page shows only some of hundreds of groups. */
	readonly questions: QuestionEvaluation[];
	/** The number of targeted items with the list of their runs. They are never counted in n or k. */
	targeted: number;
	/** Lines that came late, and how many of them were examined. */
	late: { N: number; n: number };
	/** Periods without a frozen population anywhere in the group: the conclusion does not reach their purchases. */
	unfrozen: string[];
	/** How many a tertial would need for a verdict when its plan draws fewer; null when it draws enough, and for a year. */
	needed: number | null;
	/** Those of them that have ended since the group's first run: one is enough for no support. */
	missing: string[];
	/** Places of the sample that were swapped, accepted or not. Above a tenth only counts are said. */
	swapped: number;
	/** Purchases of runs that are frozen but not signed: they count as wholly unknown. */
	unknown: number;
	runs: GroupRun[];
}

/** A run of the group with a frozen population. */
export interface GroupRun {
	run_id: string;
	unit_id: string;
	unit_name: string;
	period_key: string;
	status: RunStatus;
	N: number;
	n: number;
	examined: boolean;
}

export interface Asked {
	kept: Kept;
	/** What a unit is called. */
	nameOf(unitId: string): string;
	questions: readonly RatedQuestion[];
	strataOf(found: readonly FoundStratum[], question: RatedQuestion | null): AnsweredStratum[];
	/** What is concluded of a question in a unit, among all the units that are concluded on beside it. */
	conclusionOf(question: RatedQuestion, unitId: string): Conclusion;
	/** The risk of a look; `confidence_permille` is the plan's. */
	risk: number;
	confidence_permille: number;
	/** A tertial says so when its plan draws too few for any verdict. */
	is_tertial: boolean;
	/** The keys of the periods that ought to be frozen. */
	expected: readonly string[];
	/** Those of them that have ended: without their population nothing is supported. */
	due: readonly string[];
}

export function groupEvaluation({ unit, runs, strata }: Group, asked: Asked): GroupEvaluation {
	const { confidence_permille } = asked;
	const frozen = new Set(runs.filter((run) => run.N !== null).map((run) => run.period_key));
	const periods = [...new Set(runs.map((run) => run.period_key))].map(occurrenceOf);
	const since = periods.map(({ first_day }) => first_day).sort()[0] ?? "";
	const missing = asked.due.filter((key) => !frozen.has(key) && occurrenceOf(key).last_day >= since);
	const any = asked.kept(`${unit.id} any`, () => {
		const answered = asked.strataOf(strata, null);
		return evaluatedQuestion(null, answered, conclude(answered, termsOf(null, asked.risk)), confidence_permille);
	});
	const swapped = runs.reduce((sum, run) => sum + run.swapped, 0);
	const evaluated = (question: RatedQuestion) =>
		reserved(
			evaluatedQuestion(
				question,
				asked.strataOf(strata, question),
				asked.conclusionOf(question, unit.id),
				confidence_permille,
			),
			{ missing, swapped },
		);
	const late = strata.filter((stratum) => stratum.late);
	const counted = runs
		.filter((run) => run.N !== null)
		.map((run): GroupRun => {
			const { run_id, unit_id, period_key, status, N, n } = run;
			const unit_name = asked.nameOf(unit_id);
			return { run_id, unit_id, unit_name, period_key, status, N: N!, n, examined: N === 0 || isExamined(run) };
		});
	return {
		unit_id: unit.id,
		unit_name: unit.name,
		N: any.N,
		n: any.n,
		any,
		get questions() {
			return asked.kept(`${unit.id} questions`, () => asked.questions.map(evaluated));
		},
		targeted: runs.reduce((sum, run) => sum + run.targeted, 0),
		late: { N: total(late, "N"), n: total(late, "n") },
		needed: asked.is_tertial ? neededOf(runs, asked) : null,
		unfrozen: asked.expected.filter((key) => !frozen.has(key)),
		missing,
		swapped,
		unknown: counted.reduce((sum, run) => sum + (run.examined ? 0 : run.N), 0),
		runs: counted,
	};
}

/**
 * A due period that nobody has imported may hold any number of deviations: it takes the support away. Where more than a tenth of the
 * sample was swapped a share could mislead, since N is not reduced by what lies outside: then only the counts are said.
 */
function reserved(
	question: QuestionEvaluation,
	{ missing, swapped }: { missing: readonly string[]; swapped: number },
): QuestionEvaluation {
	const verdict = question.verdict && withoutMissing(question.verdict, missing);
	if (question.answered_by !== null || swapped * 10 <= question.n) return { ...question, verdict };
	return {
		...question,
		verdict: verdict && "insufficient",
		lower_share: null,
		upper_share: null,
		sentence: `${question.n} granskades av ${question.N}, och ${swapped} av dem kom i stället för ett bytt inköp. ${question.k} fick Nej. Så många byten gör att bara antalen kan sägas.`,
	};
}

export function withoutMissing(verdict: Verdict, missing: readonly string[]): Verdict {
	return verdict === "support" && missing.length > 0 ? "insufficient" : verdict;
}

function total<K extends string>(list: readonly Record<K, number>[], of: K): number {
	return list.reduce((sum, one) => sum + one[of], 0);
}

/** How many it takes when not even a clean tertial, answered in full, would support the strictest question; else null. */
function neededOf(runs: readonly EvaluationRun[], { questions, risk }: Asked): number | null {
	const asked = questions.filter((one) => one.answered_by === null);
	const strata = runs.flatMap(({ N, n }) =>
		N === null || N === 0 ? [] : [{ N, n: Math.min(n, N), no: 0, notApplicable: 0, unknown: 0 }],
	);
	if (asked.length === 0 || strata.length === 0) return null;
	const strictest = Math.min(...asked.map((one) => one.tolerable_permille));
	const tolerable = (strictest / 1000).toFixed(3);
	if (conclude(strata, { allowsNotApplicable: false, tolerable, risk }).verdict === "support") return null;
	const drawn = strata.reduce((sum, one) => sum + one.n, 0);
	return Math.max(binomialSize(0, tolerable, risk), drawn + 1);
}
