import type { GivenAnswer } from "../../../db/queries/checks/samples.ts";
import { ANSWERS, type Answer } from "../../../db/schema/vocabulary.ts";
import type { WorkpaperQuestion } from "../../../src/checks/samples/workpaper.ts";
import { Button } from "../../ui/button.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";

const OF_AN_ANSWER = ["svar", "kommentar", "allvar", "orsak", "rubrik", "rattat"];

/** Two answers to one question, given without seeing each other: side by side, and nothing is kept before one is chosen. */
export function TwoAnswers(props: {
	row: WorkpaperQuestion;
	given: GivenAnswer;
	/** Where the question stands on the page. */
	id: string;
	action: string;
	mine: FormState;
}) {
	const { given, mine } = props;
	const { position } = props.row.question;
	const names = OF_AN_ANSWER.map((name) => `${name}-${position}`);
	const own = Object.fromEntries(names.map((name) => [name, valueIn(mine, name)]));
	const draft = mine.values.utkast === undefined ? {} : { utkast: "ja" };
	return (
		<section class="two-answers" aria-label="Två svar på samma fråga" data-two-answers="" data-focus="">
			<p>Frågan har fått ett annat svar sedan du svarade. Välj vilket som ska gälla.</p>
			<dl>
				<div>
					<dt>Ditt svar</dt>
					<dd>{answerText(valueIn(mine, `svar-${position}`) as Answer, valueIn(mine, `kommentar-${position}`))}</dd>
				</div>
				<div>
					<dt>{`Sparat av ${given.answered_by_name} ${dateTimeText(given.answered_at)}`}</dt>
					<dd>{answerText(given.answer, given.comment)}</dd>
				</div>
			</dl>
			<Button
				type="button"
				variant="secondary"
				hx={{
					post: props.action,
					target: `#${props.id}`,
					swap: "outerMorph",
					queued: true,
					vals: { fraga: String(position), ...own, ...draft, [`sett-${position}`]: String(given.version) },
				}}
			>
				Spara mitt svar
			</Button>
			<Button type="button" variant="quiet" data={{ let_go: "" }}>
				Behåll det som är sparat
			</Button>
		</section>
	);
}

const answerText = (answer: Answer, comment: string) => [ANSWERS[answer], comment].filter(Boolean).join(": ");
