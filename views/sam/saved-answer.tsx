import { SAM_ANSWERS, type SamAnswer } from "../../db/schema/sam/words.ts";
import { Button } from "../ui/button.tsx";
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
			<ReviewProgress
				done={props.marks.replaceAll(".", "").length}
				total={props.marks.length}
				next={props.marks.includes(".") ? props.marks.indexOf(".") + 1 : null}
				out_of_band
			/>
		</>
	);
}

interface Refused {
	action: string;
	question: string;
	form: FormState;
	seen: number;
	given: { answer: SamAnswer; comment: string } | null;
}

/** Under one question that was not saved: why. What is typed stays; after a stale save the newer version is put in the form. */
export function NotSaved(props: Refused) {
	const { question, form } = props;
	const said = Object.values(form.errors).join(" ");
	if (form.stale) return <TwoAnswers {...props} said={said} />;
	return (
		<p id={`besked-${question}`} class="field-error" role="alert">
			{said}
		</p>
	);
}

/** What stands in the form above is this person's, what is kept stands here: one of them is chosen. */
function TwoAnswers({ question, action, seen, given, said }: Refused & { said: string }) {
	const id = `besked-${question}`;
	return (
		<>
			<section id={id} class="two-answers" aria-label="Två svar på samma fråga" data-two-answers="">
				<p role="alert">{said}</p>
				{given ? (
					<p>{`Nu gäller: ${SAM_ANSWERS[given.answer]}${given.comment ? ` – ${given.comment}` : ""}. Det du skrev står kvar här men är inte sparat.`}</p>
				) : null}
				<Button
					type="button"
					variant="secondary"
					hx={{ post: action, target: `#${id}`, swap: "outerHTML", queued: true, vals: { fraga: question } }}
				>
					Spara mitt svar
				</Button>
				<Button type="button" variant="quiet" data={{ let_go: "", reload: "" }}>
					Behåll det som är sparat
				</Button>
			</section>
			<SeenField question={question} seen={seen} out_of_band />
		</>
	);
}
