import { SAM_ANSWERS } from "../../db/schema/sam-words.ts";
import type { ReviewView } from "../../src/sam/load-review.ts";
import type { FormState } from "../ui/form-state.ts";
import { ReviewProgress, SeenField } from "./review-form.tsx";

/** Under one question after it was sent: saved, or why not. Progress and the seen version follow out of band. */
export function SavedAnswer(props: { view: ReviewView; question: string; form: FormState; at: string }) {
	const { question, form, view } = props;
	const problems = Object.values(form.errors);
	const given = view.questions.find((one) => String(one.position) === question)?.given;
	return (
		<>
			{problems.length === 0 ? (
				<p id={`besked-${question}`} class="sam-saved" data-announce="">
					{`Sparat ${props.at}`}
				</p>
			) : (
				<p id={`besked-${question}`} class="field-error" role="alert">
					{problems.join(" ")}
					{form.stale && given
						? ` Nu gäller: ${SAM_ANSWERS[given.answer]}${given.comment ? ` – ${given.comment}` : ""}. Det du skrev står kvar här men är inte sparat.`
						: ""}
				</p>
			)}
			{form.stale ? <SeenField view={view} question={question} out_of_band /> : null}
			<ReviewProgress view={view} out_of_band />
		</>
	);
}
