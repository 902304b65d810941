import type { EndedUnit } from "../../../db/queries/checks/controls-ended-units.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { percentOfPermille } from "../sample-plans/columns.ts";
import type { Verdict } from "../../ground/sampling/verdict.ts";
import {
	confidenceMeaning,
	LEAST_FOR_PERCENT,
	lowerPermille,
	manyConclusions,
	tooFewText,
	upperPermille,
	VERDICT_MEANINGS,
	VERDICT_WORDS,
} from "../../ground/sampling/wording.ts";
import type { Interval } from "../../ground/drawings/marks.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { Evaluation } from "./evaluate-control.ts";
import type { MoneyEvaluation, MoneySide } from "./evaluate-money.ts";
import type { GroupEvaluation, GroupRun } from "./group-evaluation.ts";
import type { QuestionEvaluation } from "./question-evaluation.ts";

/**
 * One row of the evaluation: a question of a group, or one direction of a control in kronor. Fields of the other kind are null.
 */
export interface EvaluationRow {
	control: string;
	period: string;
	unit: string;
	about: string;
	N: number;
	n: number;
	k: number;
	verdict: Verdict | null;
	sentence: string;
	counted: { group: GroupEvaluation; question: QuestionEvaluation } | null;
	money: { evaluation: MoneyEvaluation; side: MoneySide; tolerable_ore: number | null } | null;
	unfrozen: readonly string[];
	early: number;
	ended: string;
	unexamined: number;
}

/** What a control shows: in counts per group and question, or in kronor for the whole. */
export type Evaluated = { evaluation: Evaluation; money: null } | { evaluation: null; money: MoneyEvaluation };

/** The rows of either kind of evaluation. */
export function evaluationRows({ evaluation, money }: Evaluated): EvaluationRow[] {
	return evaluation ? countedRows(evaluation) : moneyRows(money);
}

function countedRows({ control, period, groups, early, ended }: Evaluation): EvaluationRow[] {
	return groups.flatMap((group) =>
		[...group.questions, group.any].map((question) => ({
			control: control.title,
			period: period.key,
			unit: group.unit_name,
			about: questionText(question),
			N: question.N,
			n: question.n,
			k: question.k,
			verdict: question.verdict,
			sentence: question.sentence,
			counted: { group, question },
			money: null,
			unfrozen: group.unfrozen,
			early: early.length,
			ended: ended.map(endedText).join("; "),
			unexamined: group.runs.filter((run) => !run.examined).length,
		})),
	);
}

function moneyRows(evaluation: MoneyEvaluation): EvaluationRow[] {
	const { control, period, over, under, tolerable_ore, verdict, unfrozen, waiting } = evaluation;
	const row = (about: string, side: MoneySide, tolerable: number | null): EvaluationRow => ({
		control: control.title,
		period: period.key,
		unit: control.unit_name,
		about,
		N: side.population,
		n: side.examined,
		k: side.wrong,
		verdict: side === over ? verdict : null,
		sentence: side.sentence,
		counted: null,
		money: { evaluation, side, tolerable_ore: tolerable },
		unfrozen,
		early: evaluation.early.length,
		ended: evaluation.ended.map(endedText).join("; "),
		unexamined: waiting.n,
	});
	return [row(TOO_MUCH, over, tolerable_ore), row(TOO_LITTLE, under, null)];
}

export const TOO_MUCH = "För mycket betalt";
export const TOO_LITTLE = "För lite betalt";

export const VERDICTS = Object.keys(VERDICT_WORDS) as Verdict[];

/** Said once a page: each conclusion holds by itself. */
export function manyText({ confidence_permille }: { confidence_permille: number }): string {
	return manyConclusions(confidence_permille);
}

const MOST_RUNS = 50;

/** The runs behind a conclusion that its page shows: all when they are few, else those that are not examined yet. */
export function runsShown({ runs }: GroupEvaluation): { few: boolean; most: number; shown: GroupRun[] } {
	const few = runs.length <= MOST_RUNS;
	return { few, most: MOST_RUNS, shown: (few ? runs : runs.filter((run) => !run.examined)).slice(0, MOST_RUNS) };
}

/** How a conclusion is read: what a confidence is, and what each verdict says. */
export function readingOf({ confidence_permille }: { confidence_permille: number }): { term: string; value: string }[] {
	return [
		{ term: "Säkerhet", value: confidenceMeaning(confidence_permille) },
		{ term: "Minst och högst", value: "Varje gräns gäller för sig med den angivna säkerheten, inte båda tillsammans." },
		{
			term: "Ej tillämpligt",
			value:
				"Där en fråga får besvaras så, eller bara ställs ibland, gäller andelen de inköp som frågan gäller. Det som filen själv besvarar är räknat för alla inköp, utan osäkerhet.",
		},
		...VERDICTS.map((one) => ({ term: `Omdöme: ${VERDICT_WORDS[one]}`, value: VERDICT_MEANINGS[one] })),
	];
}

/** That a tertial cannot give a verdict, and from how many it could; null where it can. */
export function neededText({ needed }: { needed: number | null }): string | null {
	return needed === null ? null : tooFewText(needed);
}

export function questionText(question: QuestionEvaluation): string {
	return question.text ?? "Någon avvikelse";
}

/** Returns a share between 0 and 1 in whole permille, or null when too few were applicable for a percentage. */
export function upperShare({ applicable, answered_by, upper_share }: QuestionEvaluation): number | null {
	if (upper_share === null || (applicable < LEAST_FOR_PERCENT && !answered_by)) return null;
	return upperPermille(upper_share) / 1000;
}

function lowerShare({ applicable, bounds, lower_share }: QuestionEvaluation): number | null {
	if (lower_share === null || applicable < LEAST_FOR_PERCENT || bounds.lower === 0) return null;
	return lowerPermille(lower_share) / 1000;
}

/**
 * What a question's line draws, in whole permille; null where too few were examined to say a share. What the unsigned may add is known
 * where the share is of all purchases: each of theirs is counted as deviating in the upper limit.
 */
export function intervalOf(question: QuestionEvaluation, unsigned: number): Interval | null {
	const { k, applicable, lower_share, upper_share, bounds, N, answered_by, tolerable_permille } = question;
	if (upperShare(question) === null || upper_share === null || applicable === 0) return null;
	const found = Math.round((1000 * k) / applicable);
	const upper = upperPermille(upper_share);
	const isOfAll = !question.allows_not_applicable && !answered_by && N > 0;
	const known = isOfAll ? Math.round((1000 * Math.max(bounds.upper - unsigned, 0)) / N) : upper;
	const lower = bounds.lower === 0 || lower_share === null ? 0 : lowerPermille(lower_share);
	return {
		found,
		lower: Math.min(lower, found),
		known_upper: Math.min(Math.max(known, found), upper),
		upper,
		tolerated: tolerable_permille,
	};
}

const VERDICT_PHRASES: Record<Verdict, (n: number) => string> = {
	support: (n) => `${n} har stöd`,
	insufficient: (n) => `för ${n} räcker underlaget inte`,
	shown_deficiency: (n) => `${n} visar brist`,
	not_tested: (n) => `${n} är inte prövade`,
};

/** "Av 12 frågor: 6 har stöd, för 5 räcker underlaget inte." */
export function verdictsText(questions: readonly QuestionEvaluation[]): string {
	const parts = VERDICTS.flatMap((verdict) => {
		const n = questions.filter((one) => one.verdict === verdict).length;
		return n > 0 ? [VERDICT_PHRASES[verdict](n)] : [];
	});
	if (parts.length === 0) return "Inga frågor är bedömda";
	return `Av ${questions.length} frågor: ${parts.join(", ")}`;
}

/** The deviations carried over to the examined periods; null where there are none, or too few examined to say it by. */
function projectedCount({ k, applicable, answered_by, projected }: QuestionEvaluation): number | null {
	return k === 0 || applicable < LEAST_FOR_PERCENT || answered_by ? null : Math.max(1, Math.round(projected.count));
}

/** A column of the evaluations in counts; empty for one in kronor. */
const counted = <T extends string | number | null>(of: (found: NonNullable<EvaluationRow["counted"]>) => T) => {
	return (row: EvaluationRow) => row.counted && of(row.counted);
};

const inKronor = (of: (found: NonNullable<EvaluationRow["money"]>) => number | null) => {
	return (row: EvaluationRow) => row.money && of(row.money);
};

export const evaluationColumns: Column<EvaluationRow>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 34, value: (row) => row.unit },
	{ key: "question", label: "Kontrollpunkt", type: "text", width: 44, value: (row) => row.about },
	{ key: "period", label: "Period", type: "month", width: 10, value: (row) => row.period },
	{ key: "population", label: "Inköp", type: "count", value: (row) => row.N },
	{ key: "examined", label: "Granskade", type: "count", value: (row) => row.n },
	{
		key: "applicable",
		label: "Frågan gällde",
		type: "count",
		value: counted(({ question }) => question.applicable),
	},
	{
		key: "not_applicable",
		label: "Ej tillämpligt",
		type: "count",
		value: counted(({ question }) => question.not_applicable),
	},
	{ key: "unknown", label: "Okända", type: "count", value: counted(({ question }) => question.unknown) },
	{ key: "deviations", label: "Avvikelser", type: "count", value: (row) => row.k },
	{
		key: "projected",
		label: "Ungefärligt antal",
		type: "count",
		value: counted(({ question }) => projectedCount(question)),
	},
	{ key: "at_least", label: "Minst antal", type: "count", value: counted(({ question }) => question.bounds.lower) },
	{ key: "at_most", label: "Högst antal", type: "count", value: counted(({ question }) => question.bounds.upper) },
	{
		key: "at_least_share",
		label: "Minst andel",
		type: "share",
		value: counted(({ question }) => lowerShare(question)),
	},
	{ key: "at_most_share", label: "Högst andel", type: "share", value: counted(({ question }) => upperShare(question)) },
	{
		key: "tolerable",
		label: "Godtagbar andel",
		type: "share",
		value: counted(({ question: { tolerable_permille } }) =>
			tolerable_permille === null ? null : tolerable_permille / 1000,
		),
	},
	{ key: "population_ore", label: "Belopp", type: "ore", value: inKronor(({ side }) => side.populationOre) },
	{ key: "examined_ore", label: "Granskat belopp", type: "ore", value: inKronor(({ side }) => side.examinedOre) },
	{ key: "wrong_ore", label: "Fel belopp", type: "ore", value: inKronor(({ side }) => side.wrongOre) },
	{ key: "projected_ore", label: "Ungefärligt belopp", type: "ore", value: inKronor(({ side }) => side.projectedOre) },
	{
		key: "unexamined_ore",
		label: "Ogranskat i högsta beloppet",
		type: "ore",
		value: inKronor(({ side }) => side.unexaminedOre),
	},
	{ key: "at_least_ore", label: "Minst belopp", type: "ore", value: inKronor(({ side }) => side.lowerOre) },
	{ key: "at_most_ore", label: "Högst belopp", type: "ore", value: inKronor(({ side }) => side.upperOre) },
	{ key: "tolerable_ore", label: "Godtagbart belopp", type: "ore", value: inKronor((found) => found.tolerable_ore) },
	{
		key: "verdict",
		label: "Omdöme",
		type: "text",
		width: 26,
		words: VERDICT_WORDS,
		value: (row) => row.verdict && VERDICT_WORDS[row.verdict],
	},
	{ key: "sentence", label: "Slutsats", type: "text", width: 80, value: (row) => row.sentence },
	{ key: "terms", label: "Frågan ställs", type: "text", width: 36, value: counted(({ question }) => question.terms) },
	{ key: "targeted", label: "Riktade (räknas inte)", type: "count", value: counted(({ group }) => group.targeted) },
	{ key: "late", label: "Sena rader", type: "count", value: counted(({ group }) => group.late.N) },
	{
		key: "unfrozen",
		label: "Perioder utan population",
		type: "text",
		width: 30,
		value: (row) => row.unfrozen.join(", "),
	},
	{ key: "early", label: "Frysta innan perioden var slut", type: "count", value: (row) => row.early },
	{ key: "ended", label: "Enheter som slutat ingå", type: "text", width: 36, value: (row) => row.ended },
	{
		key: "unexamined",
		label: "Ej färdiggranskade kontrolltillfällen",
		type: "count",
		value: (row) => row.unexamined,
	},
	{ key: "control", label: "Kontrollmoment", type: "text", width: 40, value: (row) => row.control },
];

export function toleratedText({ tolerable_permille }: QuestionEvaluation): string {
	return tolerable_permille === null ? "" : percentOfPermille(tolerable_permille);
}

/** What narrows the frames, said beside every conclusion so that nobody makes a frame smaller unseen. */
export function remarkTexts({ early, ended }: Pick<Evaluation, "early" | "ended">): string[] {
	return [
		...early.map((reason) => `En population frystes innan perioden var slut. Skäl: ${reason}`),
		...ended.map((one) => `${endedText(one)}. Det som köps där senare ingår inte i slutsatsen.`),
	];
}

/** "Vårdcentralen Nora ingick till och med 30 september 2026" */
export function endedText({ unit, last_day }: EndedUnit): string {
	return `${unit} ingick till och med ${formatDate(last_day)}`;
}
