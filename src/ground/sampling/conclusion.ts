/**
 * What the answers to one question show about a group (a unit, or all): the one function that the plan's page, the evaluation and
 * the report ask. Shares are of all items, or of the applicable ones where the question allows Ej tillämpligt.
 */
import { type AnsweredStratum, ratioLower, ratioUpper, requireAnswers, total, upperOf } from "./applicable.ts";
import { rateOf } from "./decimal.ts";
import { requireRisk } from "./limits.ts";
import type { Rate } from "./sizes.ts";
import { benjaminiHochberg } from "./unit-comparison.ts";
import { type Verdict, verdict } from "./verdict.ts";

/** `risk` is that of the look (`riskPerLook`); `tolerable` the rate that must not be reached. */
export type QuestionTerms = { allowsNotApplicable: boolean; tolerable: Rate; risk: number };

export type Conclusion = {
	/** Population, drawn, and what was answered: `applicable` = Ja or Nej. */
	N: number;
	n: number;
	applicable: number;
	no: number;
	notApplicable: number;
	unknown: number;
	lowerCount: number;
	upperCount: number;
	/** Null where nothing can be said of the applicable ones. */
	lowerShare: number | null;
	upperShare: number | null;
	verdict: Verdict;
};

/** The expected share of false alarms among the units that are named as deficient (Benjamini & Hochberg 1995). */
const FALSE_SHARE = 0.1;

/** The risk that each of one or two planned looks may use, so that both together keep the plan's. */
export function riskPerLook(risk: number, looks: 1 | 2): number {
	requireRisk(risk);
	return risk / looks;
}

/**
 * Bounds, each one-sided at the risk, and the verdict. Where Ej tillämpligt is not allowed such an answer is no answer: it counts as
 * unknown. Throws RangeError for impossible counts, rate or risk.
 */
export function conclude(strata: readonly AnsweredStratum[], terms: QuestionTerms): Conclusion {
	const tolerable = toleratedShare(terms);
	const answered = terms.allowsNotApplicable ? strata : strata.map(withoutNotApplicable);
	requireAnswers(answered, terms.risk);
	const bounds = boundsOf(answered, terms);
	return {
		...totals(answered),
		...bounds,
		verdict: verdict({ lower: bounds.lowerShare ?? 0, upper: bounds.upperShare, tolerable }),
	};
}

/**
 * The smallest risk at which the lower share is above the tolerable rate, by bisection; 1 when at none. Throws as `conclude`.
 */
export function deficiencyPValue(strata: readonly AnsweredStratum[], terms: Omit<QuestionTerms, "risk">): number {
	const tolerable = toleratedShare(terms);
	const isShown = (risk: number) => (boundsOf(strata, { ...terms, risk }).lowerShare ?? 0) > tolerable;
	let shown = 1;
	let notShown = 0;
	// halved sixty times, in the end between neighbouring numbers
	for (let step = 0; step < 60; step++) {
		const middle = (shown + notShown) / 2;
		if (middle <= notShown || middle >= shown) break;
		if (isShown(middle)) shown = middle;
		else notShown = middle;
	}
	return shown;
}

export type GroupConclusion = Conclusion & { id: string; pValue: number; adjusted: number };

/**
 * One of several units has a shown deficiency only when its own lower limit is above the tolerable rate at the plan's risk and its
 * p-value is small among those of all the units too; else its basis is insufficient. In the order given. Throws as `conclude`.
 */
export function concludeUnits(
	units: readonly { id: string; strata: readonly AnsweredStratum[] }[],
	terms: QuestionTerms,
): GroupConclusion[] {
	const alone = units.map(({ id, strata }) => {
		// a p-value above the false share decides nothing for any unit, and most units are far above it
		const mayDecide = (conclude(strata, { ...terms, risk: FALSE_SHARE }).lowerShare ?? 0) > toleratedShare(terms);
		const pValue = mayDecide ? deficiencyPValue(strata, terms) : 1;
		return { ...conclude(strata, terms), id, pValue };
	});
	const adjusted = benjaminiHochberg(alone.map((unit) => unit.pValue));
	return alone.map((unit, i) => {
		const byChance = unit.verdict === "shown_deficiency" && adjusted[i]! > FALSE_SHARE + 1e-12;
		return { ...unit, adjusted: adjusted[i]!, verdict: byChance ? "insufficient" : unit.verdict };
	});
}

function totals(strata: readonly AnsweredStratum[]): Pick<Conclusion, keyof AnsweredStratum | "applicable"> {
	const sum = { N: 0, n: 0, applicable: 0, no: 0, notApplicable: 0, unknown: 0 };
	for (const { N, n, no, notApplicable, unknown } of strata) {
		sum.N += N;
		sum.n += n;
		sum.applicable += n - notApplicable - unknown;
		sum.no += no;
		sum.notApplicable += notApplicable;
		sum.unknown += unknown;
	}
	return sum;
}

function withoutNotApplicable({ N, n, no, notApplicable, unknown }: AnsweredStratum): AnsweredStratum {
	return { N, n, no, notApplicable: 0, unknown: unknown + notApplicable };
}

function toleratedShare({ tolerable }: Pick<QuestionTerms, "tolerable">): number {
	return rateOf(tolerable, "Den högsta godtagbara andelen").value;
}

type Bounds = Pick<Conclusion, "lowerCount" | "upperCount" | "lowerShare" | "upperShare">;

function boundsOf(strata: readonly AnsweredStratum[], { allowsNotApplicable, risk }: QuestionTerms): Bounds {
	if (allowsNotApplicable) {
		const { upperNo, upperShare } = ratioUpper(strata, risk);
		const { lowerNo, lowerShare } = ratioLower(strata, risk);
		return { lowerCount: lowerNo, upperCount: upperNo, lowerShare, upperShare };
	}
	const N = total(strata, (s) => s.N);
	const upperCount = upperOf(strata, (s) => s.no + s.unknown, risk);
	const lowerCount = N - upperOf(strata, (s) => s.n - s.no, risk);
	if (N === 0) return { lowerCount, upperCount, lowerShare: null, upperShare: null };
	return { lowerCount, upperCount, lowerShare: lowerCount / N, upperShare: upperCount / N };
}
