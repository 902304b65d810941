import { SAM_ANSWERS, SAM_OUTCOMES, SAM_REP_STANDS, type SamAnswer } from "../../db/schema/sam/words.ts";
import { MEASURE_STATUSES } from "../../db/schema/vocabulary.ts";
import type { QuestionView, ReviewView } from "../../src/sam/load-review.ts";
import { StateBadge, type Tone } from "../ui/badge.tsx";
import { DescriptionList } from "../ui/description-list.tsx";
import { dateText, dateTimeText } from "../ui/format.ts";
import { Section } from "../ui/section.tsx";
import { DataTable } from "../ui/table.tsx";
import { Statements } from "./participation.tsx";

const TONES: Record<SamAnswer, Tone> = { yes: "ok", partly: "warn", no: "bad", not_applicable: "neutral" };

function AnswerBadge({ answer }: { answer: SamAnswer | null }) {
	if (answer === null) return <StateBadge tone="none" label="Ej besvarad" />;
	return <StateBadge tone={TONES[answer]} label={SAM_ANSWERS[answer]} />;
}

function answerCells({ given, action, last, text, position }: QuestionView) {
	const asked = given?.answer === "partly" || given?.answer === "no";
	return {
		question: `${position}. ${text}`,
		answer: <AnswerBadge answer={given?.answer ?? null} />,
		comment: `${given?.comment ?? ""}${given?.copied_from ? ` (kopierat från ${given.copied_from})` : ""}`,
		action:
			asked && action?.what
				? `${action.what}. ${action.who}, ${dateText(action.due_on)} (${MEASURE_STATUSES[action.status]})`
				: "",
		last: last ? SAM_ANSWERS[last.answer] : "",
	};
}

/** The answers to read: for the superior, the skyddsombud, and the manager after signing. */
export function ReviewAnswers({ view }: { view: ReviewView }) {
	return (
		<Section title="Svar">
			<DataTable
				caption="Frågor och svar"
				hide_caption
				columns={[
					{ key: "question", label: "Fråga", primary: true },
					{ key: "answer", label: "Svar", narrow: true },
					{ key: "comment", label: "Kommentar" },
					{ key: "action", label: "Åtgärd" },
					{ key: "last", label: view.earlier ? `Svar ${view.earlier.year}` : "Förra året", narrow: true },
				]}
				rows={view.questions.map((question) => ({ cells: answerCells(question) }))}
			/>
		</Section>
	);
}

function signatureText({ signature }: ReviewView): string {
	if (!signature) return "Inte signerad";
	const behalf = signature.signed_for ? ` för ${signature.signed_for}` : "";
	return `${signature.signed_by_name}${behalf}, ${dateTimeText(signature.signed_at)}${signature.is_late ? " (sen)" : ""}`;
}

/** Who took part, what the skyddsombud said, who signed. */
export function ReviewFacts({ view }: { view: ReviewView }) {
	const { review } = view;
	const recorded = review.rep_stand
		? `${SAM_REP_STANDS[review.rep_stand]}${review.rep_name ? `, ${review.rep_name}` : ""}${review.rep_on ? `, ${dateText(review.rep_on)}` : ""}. ${review.rep_text} (antecknat av chefen)`
		: "";
	return (
		<DescriptionList
			items={[
				{ term: "Chef", value: review.manager_name || "Vakant: närmast överordnad chef svarar" },
				{ term: "Fördelande chef", value: view.superior?.name },
				{ term: "Sista dag", value: dateText(review.closes_on) },
				{ term: "Deltagare", value: review.participants },
				{
					term: "Skyddsombud",
					wide: true,
					value:
						view.statements.length > 0 || recorded ? (
							<>
								<Statements view={view} />
								{recorded ? <p>{recorded}</p> : null}
							</>
						) : null,
				},
				{ term: "Signerad", value: signatureText(view) },
			]}
		/>
	);
}

export function ReconciliationFacts({ view }: { view: ReviewView }) {
	const one = view.reconciliation;
	if (!one) return null;
	return (
		<Section title="Avstämning">
			<DescriptionList
				items={[
					{ term: "Fördelningen", value: SAM_OUTCOMES[one.outcome] },
					{
						term: "Avstämd av",
						value: `${one.reconciled_by_name}${one.reconciled_for ? ` för ${one.reconciled_for}` : ""}, ${dateTimeText(one.reconciled_at)}`,
					},
					{ term: "Befogenheter", value: SAM_ANSWERS[one.authority] },
					{ term: "Resurser", value: SAM_ANSWERS[one.resources] },
					{ term: "Kunskaper", value: SAM_ANSWERS[one.knowledge] },
					{ term: "Så fungerar det", value: one.works, wide: true },
					{ term: "Stöd som behövs", value: one.support, wide: true },
					{ term: "Det som ändras", value: one.outcome_text, wide: true },
				]}
			/>
		</Section>
	);
}
