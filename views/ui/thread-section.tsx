import type { ThreadMessage } from "../../db/queries/ground/messages.ts";
import { MESSAGE_PARTS } from "../../db/schema/ground/messages.ts";
import type { Exchange, Thread } from "../../src/ground/messages/thread.ts";
import { Button } from "./button.tsx";
import { ConfidentialNote } from "./confidential-note.tsx";
import { Disclosure } from "./disclosure.tsx";
import { SelectField, TextArea } from "./field.tsx";
import { Form, FormActions } from "./form.tsx";
import { type FormState, UNTOUCHED, valueIn } from "./form-state.ts";
import { dateTimeText } from "./format.ts";
import { Section } from "./section.tsx";

interface Props {
	thread: Thread;
	action: string;
	/** "Alla som ser risken läser det som skrivs." */
	readers: string;
	form?: FormState | undefined;
}

/** Questions and answers between those who have a duty in what the page is about. */
export function ThreadSection(props: Props) {
	const { thread, readers } = props;
	const { exchanges, to } = thread;
	if (exchanges.length === 0 && to.length === 0) return null;
	return (
		<div id="fragor">
			<Section
				title="Frågor och svar"
				lead={`${readers} Inget ändras i efterhand: en rättelse skrivs som ett nytt inlägg.`}
			>
				{exchanges.length > 0 ? (
					<ol class="history">
						{exchanges.map((one) => (
							<li>
								<Said message={one.question} />
								{one.answers.map((answer) => (
									<Said message={answer} />
								))}
								{one.may_answer ? <AnswerForm {...props} exchange={one} /> : null}
							</li>
						))}
					</ol>
				) : null}
				{to.length > 0 ? <QuestionForm {...props} /> : null}
			</Section>
		</div>
	);
}

function Said({ message }: { message: ThreadMessage }) {
	const { asked_part, writer, written_at, text } = message;
	const head =
		asked_part === null ? `Svar av ${writer}` : `${writer} frågade ${MESSAGE_PARTS[asked_part].toLowerCase()}`;
	return (
		<div class={asked_part === null ? "thread-answer" : undefined}>
			<p class="hint">{`${head}, ${dateTimeText(written_at)}`}</p>
			<p class="thread-text">{text}</p>
		</div>
	);
}

const answersIn = (form: FormState | undefined) => (form ? valueIn(form, "answers") : "");

function AnswerForm({ action, form, exchange }: Props & { exchange: Exchange }) {
	const { id, number } = exchange.question;
	const mine = answersIn(form) === id;
	const state = mine && form ? form : UNTOUCHED;
	const label = exchange.answers.length > 0 ? "Svara igen" : "Svara";
	return (
		<Disclosure summary={label} open={mine || exchange.answers.length === 0}>
			<Form action={action} errors={state.errors} scope={`svar-${number}`} hidden={{ answers: id }} unsaved>
				<TextArea
					name="text"
					scope={`svar-${number}`}
					label={`Svar på fråga ${number}`}
					rows={3}
					maxlength={2000}
					value={valueIn(state, "text")}
					error={state.errors.text ?? state.errors.answers}
				/>
				<FormActions>
					<Button variant="secondary">Svara</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}

function QuestionForm({ action, form, thread }: Props) {
	const mine = form !== undefined && answersIn(form) === "" && Object.keys(form.errors).length > 0;
	const state = mine && form ? form : UNTOUCHED;
	return (
		<Disclosure summary="Ställ en fråga" open={mine}>
			<Form action={action} errors={state.errors} scope="fraga" unsaved>
				<ConfidentialNote kind="both" />
				<SelectField
					name="to"
					scope="fraga"
					label="Till"
					placeholder={thread.to.length === 1 ? undefined : "Välj vem"}
					options={thread.to}
					value={valueIn(state, "to")}
					error={state.errors.to}
				/>
				<TextArea
					name="text"
					scope="fraga"
					label="Fråga"
					rows={3}
					maxlength={2000}
					value={valueIn(state, "text")}
					error={state.errors.text}
				/>
				<FormActions>
					<Button variant="secondary">Skicka frågan</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
