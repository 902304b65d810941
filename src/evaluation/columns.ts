import { percentOfPermille } from "../sample-plans/columns.ts";
import { lowerPercent, upperPercent, VERDICT_WORDS } from "../sampling/wording.ts";
import type { Column } from "../tables/column.ts";
import type { Evaluation } from "./evaluate-control.ts";
import type { GroupEvaluation, QuestionEvaluation } from "./group-evaluation.ts";

/** One row per unit, per område, per förvaltning; or everything below the chosen unit together. */
export const EVALUATION_LEVELS = {
	whole: "Allt tillsammans",
	administration: "Per förvaltning",
	division: "Per område",
	unit: "Per enhet",
} as const;
export type EvaluationLevel = keyof typeof EVALUATION_LEVELS;

/** One question of one group. */
export interface EvaluationRow {
	control: string;
	period: string;
	group: GroupEvaluation;
	question: QuestionEvaluation;
}

/** Under this nothing is said in percent. */
const LEAST_FOR_PERCENT = 20;

export function evaluationRows({ control, period, groups }: Evaluation): EvaluationRow[] {
	return groups.flatMap((group) =>
		[...group.questions, group.any].map((question) => ({
			control: control.title,
			period: period.key,
			group,
			question,
		})),
	);
}

export function questionText(question: QuestionEvaluation): string {
	return question.text ?? "Någon avvikelse";
}

/** "4,9 %", or "" when too few are examined to say anything in percent. */
export function upperShare({ n, N, bounds }: QuestionEvaluation): string {
	return n < LEAST_FOR_PERCENT || N === 0 ? "" : upperPercent(bounds.upper / N);
}

export function lowerShare({ n, N, bounds }: QuestionEvaluation): string {
	return n < LEAST_FOR_PERCENT || N === 0 || bounds.lower === 0 ? "" : lowerPercent(bounds.lower / N);
}

export const evaluationColumns: Column<EvaluationRow>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 34, value: (row) => row.group.unit_name },
	{ key: "question", label: "Kontrollpunkt", type: "text", width: 44, value: (row) => questionText(row.question) },
	{ key: "period", label: "Period", type: "text", width: 10, value: (row) => row.period },
	{ key: "population", label: "Inköp", type: "count", value: (row) => row.question.N },
	{ key: "examined", label: "Granskade", type: "count", value: (row) => row.question.n },
	{ key: "deviations", label: "Avvikelser", type: "count", value: (row) => row.question.k },
	{ key: "at_least", label: "Minst antal", type: "count", value: (row) => row.question.bounds.lower },
	{ key: "at_most", label: "Högst antal", type: "count", value: (row) => row.question.bounds.upper },
	{ key: "at_least_share", label: "Minst andel", type: "text", value: (row) => lowerShare(row.question) },
	{ key: "at_most_share", label: "Högst andel", type: "text", value: (row) => upperShare(row.question) },
	{
		key: "tolerable",
		label: "Godtagbar andel",
		type: "text",
		value: (row) => toleratedText(row.question),
	},
	{
		key: "verdict",
		label: "Omdöme",
		type: "text",
		width: 26,
		value: ({ question }) => question.verdict && VERDICT_WORDS[question.verdict],
	},
	{ key: "sentence", label: "Slutsats", type: "text", width: 80, value: (row) => row.question.sentence },
	{ key: "targeted", label: "Riktade (räknas inte)", type: "count", value: (row) => row.group.targeted },
	{ key: "late", label: "Sena rader", type: "count", value: (row) => row.group.late.N },
	{
		key: "unfrozen",
		label: "Perioder utan population",
		type: "text",
		width: 30,
		value: (row) => row.group.unfrozen.join(", "),
	},
	{
		key: "unexamined",
		label: "Ej färdiggranskade kontrolltillfällen",
		type: "count",
		value: (row) => row.group.runs.filter((run) => !run.examined).length,
	},
	{ key: "control", label: "Kontrollmoment", type: "text", width: 40, value: (row) => row.control },
];

export function toleratedText({ tolerable_permille }: QuestionEvaluation): string {
	return tolerable_permille === null ? "" : percentOfPermille(tolerable_permille);
}
