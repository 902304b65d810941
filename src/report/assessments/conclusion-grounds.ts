import type { Grade } from "../../../db/schema/report/words.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import { TOO_MUCH, upperShare } from "../../checks/evaluation/columns.ts";
import type { MoneyEvaluation } from "../../checks/evaluation/evaluate-money.ts";
import type { QuestionEvaluation } from "../../checks/evaluation/question-evaluation.ts";
import { paths } from "../../paths/paths.ts";
import type { Conclusion } from "./conclusions.ts";
import type { Verdict } from "../../ground/sampling/verdict.ts";
import { confidenceText, VERDICT_WORDS } from "../../ground/sampling/wording.ts";
import { formatShare } from "../../ground/tables/column.ts";
import type { Ground } from "./grounds.ts";

/** The word that each verdict allows. A sample that shows too little has none, so that nobody reads it as a good result. */
const EFFECTS: Record<Verdict, Grade | null> = {
	support: "sufficient",
	insufficient: null,
	shown_deficiency: "needs_improvement",
	not_tested: null,
};

/** The verdict of each question of one control, with what it rests on and the most that it can be. */
export function conclusionGrounds(
	{ control, evaluation, money }: Conclusion,
	report: { period_id: string; unit_id: string | null },
): Ground[] {
	if (money) return moneyGrounds(money, report.period_id);
	const { period, confidence_permille } = evaluation;
	const [group] = evaluation.groups;
	const of = { kontroll: control.id, inom: period.key, enhet: report.unit_id ?? undefined };
	return (group?.questions ?? []).flatMap((question) =>
		question.verdict === null
			? []
			: [
					{
						label: `${question.text}, ${formatOccurrence(period.key)}`,
						value: `${VERDICT_WORDS[question.verdict]}: ${foundText(question, confidence_permille)}`,
						effect: EFFECTS[question.verdict],
						href: paths.reportGround(report.period_id, "granskade", { ...of, punkt: question.text ?? undefined }),
						rows: question.n,
					},
				],
	);
}

/**
 * The counts stand before the percentage, and small samples get no percentage: "1 av 60 granskade, högst 29 av 612 inköp (4,8
 * %), med 95 procents säkerhet". What was never asked, or is counted in the file, has no certainty to speak of.
 */
function foundText(question: QuestionEvaluation, confidence_permille: number): string {
	const share = upperShare(question);
	const { k, n, N, bounds, applicable, allows_not_applicable, answered_by, verdict } = question;
	if (verdict === "not_tested") return `frågan gällde ingen av ${n} granskade`;
	if (answered_by) return `${k} avvikande av ${n}, räknat i filen`;
	const examined = allows_not_applicable ? `${applicable} som frågan gällde, av ${n} granskade` : `${n} granskade`;
	const most = `högst ${bounds.upper} av ${N} inköp${share === null ? "" : ` (${formatShare(share)})`}`;
	return `${k} avvikande av ${examined}, ${most}, ${confidenceText(confidence_permille)}`;
}

/** Makes the grounds of a control in kronor. It has one verdict, on what was paid too much. */
function moneyGrounds({ control, period, verdict, over }: MoneyEvaluation, period_id: string): Ground[] {
	if (verdict === null) return [];
	return [
		{
			label: `${control.title}: ${TOO_MUCH.toLowerCase()}, ${formatOccurrence(period.key)}`,
			value: `${VERDICT_WORDS[verdict]}: ${over.sentence}`,
			effect: EFFECTS[verdict],
			href: paths.reportGround(period_id, "fakturor", { kontroll: control.id, inom: period.key }),
			rows: over.examined,
		},
	];
}
