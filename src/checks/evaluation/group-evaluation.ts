import type { EvaluationRun, TreeUnit } from "../../../db/queries/checks/evaluation.ts";
import type { RunStatus } from "../../../db/schema/vocabulary.ts";
import { occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { type Verdict, verdict } from "../../ground/sampling/verdict.ts";
import { periodSentence } from "../../ground/sampling/wording.ts";
import { type CountBounds, countBounds, type FoundStratum, isExamined } from "./strata.ts";

export interface Group {
	unit: TreeUnit;
	runs: EvaluationRun[];
	strata: FoundStratum[];
}

/** A question as it is evaluated: its id in each edition of the checklist, and the share that is tolerable. */
export interface RatedQuestion {
	text: string;
	is_key: boolean;
	tolerable_permille: number;
	ids: ReadonlyMap<string, string>;
}

export interface QuestionEvaluation {
	/** The question's words; null: a deviation on any question. */
	text: string | null;
	is_key: boolean;
	/** Purchases in the frozen populations, examined at random, and deviating among those. */
	N: number;
	n: number;
	k: number;
	bounds: CountBounds;
	tolerable_permille: number | null;
	/** Null without purchases, and for "any question", which has no tolerable share. */
	verdict: Verdict | null;
	/** The sentence that always tells examined, deviating and upper limit together. */
	sentence: string;
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
	/** Those of them that have ended since the group's first run: one is enough for no support. */
	missing: string[];
	/** Purchases of runs that are frozen but not signed: they count as wholly unknown. */
	unknown: number;
	runs: GroupRun[];
}

/** A run of the group with a frozen population. */
export interface GroupRun {
	run_id: string;
	unit_name: string;
	period_key: string;
	status: RunStatus;
	N: number;
	n: number;
	examined: boolean;
}

export interface Asked {
	questions: readonly RatedQuestion[];
	/** The edition each run was answered by. */
	checklistOf: ReadonlyMap<string, string>;
	risk: number;
	/** The keys of the periods that ought to be frozen. */
	expected: readonly string[];
	/** Those of them that have ended: without their population nothing is supported. */
	due: readonly string[];
}

export function groupEvaluation({ unit, runs, strata }: Group, asked: Asked): GroupEvaluation {
	const frozen = new Set(runs.filter((run) => run.N !== null).map((run) => run.period_key));
	const since = runs.map((run) => occurrenceOf(run.period_key).first_day).sort()[0] ?? "";
	const missing = asked.due.filter((key) => !frozen.has(key) && occurrenceOf(key).last_day >= since);
	const how = { risk: asked.risk, whole: missing.length === 0 };
	const any = evaluated(strata, () => null, null, how);
	let questions: QuestionEvaluation[] | undefined;
	const late = strata.filter((stratum) => stratum.late);
	const counted = runs
		.filter((run) => run.N !== null)
		.map((run): GroupRun => {
			const { run_id, unit_name, period_key, status, N, n } = run;
			return { run_id, unit_name, period_key, status, N: N!, n, examined: N === 0 || isExamined(run) };
		});
	return {
		unit_id: unit.id,
		unit_name: unit.name,
		N: any.N,
		n: any.n,
		any,
		get questions() {
			questions ??= asked.questions.map((question) => evaluatedQuestion(strata, question, asked, how));
			return questions;
		},
		targeted: runs.reduce((sum, run) => sum + run.targeted, 0),
		late: { N: total(late, "N"), n: total(late, "n") },
		unfrozen: asked.expected.filter((key) => !frozen.has(key)),
		missing,
		unknown: counted.reduce((sum, run) => sum + (run.examined ? 0 : run.N), 0),
		runs: counted,
	};
}

/** A run answered by an edition without the question says nothing of it: its purchases are then wholly unknown. */
function evaluatedQuestion(
	strata: readonly FoundStratum[],
	question: RatedQuestion,
	asked: Asked,
	how: How,
): QuestionEvaluation {
	const idIn = (stratum: FoundStratum) => {
		const checklist = asked.checklistOf.get(stratum.run.run_id) ?? "";
		return question.ids.get(checklist);
	};
	return evaluated(strata, idIn, question, how);
}

/** At which risk, and whether every period that has ended is there. */
interface How {
	risk: number;
	whole: boolean;
}

function evaluated(
	found: readonly FoundStratum[],
	idIn: (stratum: FoundStratum) => string | null | undefined,
	question: RatedQuestion | null,
	{ risk, whole }: How,
): QuestionEvaluation {
	const strata = found.map((stratum) => {
		const id = idIn(stratum);
		return id === undefined ? { N: stratum.N, n: 0, k: 0 } : { N: stratum.N, n: stratum.n, k: stratum.k(id) };
	});
	const [N, n, k] = [total(strata, "N"), total(strata, "n"), total(strata, "k")];
	const bounds = countBounds(strata, risk);
	const share = (count: number) => (N === 0 ? 0 : count / N);
	const tolerable = question && question.tolerable_permille / 1000;
	return {
		text: question?.text ?? null,
		is_key: question?.is_key ?? false,
		N,
		n,
		k,
		bounds,
		tolerable_permille: question?.tolerable_permille ?? null,
		verdict:
			N === 0 || tolerable === null
				? null
				: overPeriods(verdict({ upper: share(bounds.upper), lower: share(bounds.lower), tolerable }), whole),
		sentence: periodSentence({
			population: N,
			examined: n,
			finding: { count: k, text: question ? `fick Nej på frågan ”${question.text}”` : "hade någon avvikelse" },
			risk,
			upper: { share: share(bounds.upper), count: bounds.upper },
			lower: { share: share(bounds.lower), count: bounds.lower },
		}),
	};
}

/** A due period that nobody has imported may hold any number of deviations: it takes the support away and nothing else. */
export function overPeriods(found: Verdict, whole: boolean): Verdict {
	return found === "support" && !whole ? "insufficient" : found;
}

function total<K extends string>(list: readonly Record<K, number>[], of: K): number {
	return list.reduce((sum, one) => sum + one[of], 0);
}
