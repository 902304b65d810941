import { SAM_ANSWERS, type SamAnswer } from "../../db/schema/sam/words.ts";
import type { FormState } from "../ui/form-state.ts";
import { ReviewProgress } from "./review-form.tsx";
import { SeenField } from "./saved-field.tsx";

/** Under one question after it was saved. How far the form has come follows out of band. */
export function SavedAnswer(props: { question: string; at: string; marks: string }) {
	return (
		<>
			<p id={`besked-${props.question}`} class="sam-saved" data-announce="">
				{`Sparat ${props.at}`}
			</p>
			<ReviewProgress done={props.marks.replaceAll(".", "").length} total={props.marks.length} out_of_band />
		</>
	);
}

/** Under one question that was not saved: why. What is typed stays; after a stale save the newer version is put in the form. */
export function NotSaved(props: {
	question: string;
	form: FormState;
	seen: number;
	given: { answer: SamAnswer; comment: string } | null;
}) {
	const { question, form, given } = props;
	return (
		<>
			<p id={`besked-${question}`} class="field-error" role="alert">
				{Object.values(form.errors).join(" ")}
				{form.stale && given
					? ` Nu gäller: ${SAM_ANSWERS[given.answer]}${given.comment ? ` – ${given.comment}` : ""}. Det du skrev står kvar här men är inte sparat.`
					: ""}
			</p>
			{form.stale ? <SeenField question={question} seen={props.seen} out_of_band /> : null}
		</>
	);
}
