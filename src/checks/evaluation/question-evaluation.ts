import type { FileAnswer } from "../../../db/schema/vocabulary.ts";
import { type AnsweredStratum, total } from "../../ground/sampling/applicable.ts";
import type { Conclusion, QuestionTerms } from "../../ground/sampling/conclusion.ts";
import { type ProjectedCount, projectedCount } from "../../ground/sampling/projection.ts";
import { ratioSentence } from "../../ground/sampling/ratio-wording.ts";
import type { Verdict } from "../../ground/sampling/verdict.ts";
import { fileSentence, periodSentence } from "../../ground/sampling/wording.ts";
import type { FoundStratum } from "./strata.ts";

/** A question as it is evaluated: its id in each edition of the checklist, and the share that is tolerable. */
export interface RatedQuestion {
	text: string;
	is_key: boolean;
	tolerable_permille: number;
	ids: ReadonlyMap<string, string>;
	/** True where purchases may fall outside the question: the share is of those that it applies to. */
	allows_not_applicable: boolean;
	/** True where whoever answers may choose Ej tillämpligt; false where the question then is not asked. */
	may_choose_not_applicable: boolean;
	answered_by: FileAnswer | null;
	/** What sets it apart, in words; "" for an ordinary question. */
	terms: string;
}

export interface QuestionEvaluation {
	/** The question's words; null: a deviation on any question. */
	text: string | null;
	is_key: boolean;
	/** Purchases in the frozen populations, examined at random, and deviating among those. */
	N: number;
	n: number;
	k: number;
	/** Of the examined: the question applied to them; it did not; nothing is known. */
	applicable: number;
	not_applicable: number;
	unknown: number;
	/** How many deviating purchases there are, at least and at most. */
	bounds: { lower: number; upper: number };
	/** Shares 0–1 of all purchases, or of the applicable ones; null where nothing can be said. */
	lower_share: number | null;
	upper_share: number | null;
	/** What the deviations amount to among the examined periods' purchases. */
	projected: ProjectedCount;
	tolerable_permille: number | null;
	/** Null without purchases, and for "any question", which has no tolerable share. */
	verdict: Verdict | null;
	allows_not_applicable: boolean;
	answered_by: FileAnswer | null;
	terms: string;
	/** The sentence that always tells examined, deviating and upper limit together. */
	sentence: string;
}

/** What the strata say of a question. `question` null: any question. */
export function questionStrata(
	found: readonly FoundStratum[],
	question: RatedQuestion | null,
	known: {
		checklistOf: (stratum: FoundStratum) => string;
		/** Nej by the file in a run; undefined where the file says nothing. */
		fileFound: (question: RatedQuestion, runId: string) => number | undefined;
	},
): AnsweredStratum[] {
	if (question?.answered_by) return found.filter((one) => !one.late).map((one) => byFile(one, question, known));
	return found.map((stratum) => {
		const id = question ? question.ids.get(known.checklistOf(stratum)) : null;
		// A run answered by an edition without the question says nothing of it: its purchases are then wholly unknown.
		return id === undefined ? unanswered(stratum.N) : stratum.answers(id);
	});
}

/**
 * The file answers for the whole frame: all are examined, and the count is exact, with the drawn purchases where a person found a
 * Nej that the file did not know of. Late lines are counted in their own frame.
 */
function byFile(
	stratum: FoundStratum,
	question: RatedQuestion,
	known: Parameters<typeof questionStrata>[2],
): AnsweredStratum {
	const { N, run } = stratum;
	const no = known.fileFound(question, run.run_id);
	if (no === undefined) return unanswered(N);
	const id = question.ids.get(known.checklistOf(stratum));
	const contested = id === undefined ? 0 : stratum.answers(id).no;
	return { N, n: N, no: Math.min(no + contested, N), notApplicable: 0, unknown: 0 };
}

function unanswered(N: number): AnsweredStratum {
	return { N, n: 0, no: 0, notApplicable: 0, unknown: 0 };
}

/** The terms that a question is concluded by; without a question any share is tolerable. */
export function termsOf(question: RatedQuestion | null, risk: number): QuestionTerms {
	return {
		allowsNotApplicable: question?.allows_not_applicable ?? false,
		tolerable: question ? (question.tolerable_permille / 1000).toFixed(3) : "1",
		risk,
	};
}

/** A question with what its strata show. `confidence_permille` is the plan's, whatever part of its risk a look may use. */
export function evaluatedQuestion(
	question: RatedQuestion | null,
	strata: readonly AnsweredStratum[],
	conclusion: Conclusion,
	confidence_permille: number,
): QuestionEvaluation {
	const { N, n, no, notApplicable, unknown } = conclusion;
	const projected = projectedCount(strata, question?.allows_not_applicable ?? false);
	return {
		text: question?.text ?? null,
		is_key: question?.is_key ?? false,
		N,
		n,
		k: no,
		applicable: conclusion.applicable,
		not_applicable: notApplicable,
		unknown,
		bounds: { lower: conclusion.lowerCount, upper: conclusion.upperCount },
		lower_share: conclusion.lowerShare,
		upper_share: conclusion.upperShare,
		projected,
		tolerable_permille: question?.tolerable_permille ?? null,
		verdict: question && N > 0 ? conclusion.verdict : null,
		allows_not_applicable: question?.allows_not_applicable ?? false,
		answered_by: question?.answered_by ?? null,
		terms: question?.terms ?? "",
		sentence: sentenceOf(question, strata, conclusion, { projected, confidence_permille }),
	};
}

function sentenceOf(
	question: RatedQuestion | null,
	strata: readonly AnsweredStratum[],
	conclusion: Conclusion,
	{ projected, confidence_permille }: { projected: ProjectedCount; confidence_permille: number },
): string {
	const { N, n, no, unknown, lowerCount, upperCount, lowerShare, upperShare } = conclusion;
	if (question?.answered_by && n > 0) return fileSentence({ population: N, answered: n, no });
	const said = {
		population: N,
		examined: n,
		unknown,
		unexamined: total(
			strata.filter((one) => one.n === 0),
			(one) => one.N,
		),
		projected,
		risk: (1000 - confidence_permille) / 1000,
		upper: { share: upperShare ?? 0, count: upperCount },
		lower: { share: lowerShare ?? 0, count: lowerCount },
	};
	if (question?.allows_not_applicable && n > 0) {
		const { applicable, verdict } = conclusion;
		const upper = upperShare === null ? null : said.upper;
		return ratioSentence({ ...said, applicable, no, upper, enough: verdict !== "insufficient" });
	}
	const text = question ? `fick Nej på frågan ”${question.text}”` : "hade någon avvikelse";
	return periodSentence({ ...said, finding: { count: no, text } });
}
