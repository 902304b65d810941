import { SAM_ANSWERS } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import type { QuestionView, ReviewView } from "../../src/sam/load-review.ts";
import { StateBadge } from "../ui/badge.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { DateField, RadioGroup, TextArea, TextField } from "../ui/field.tsx";
import { Form, FormActions } from "../ui/form.tsx";
import { type FormState, valueIn } from "../ui/form-state.ts";
import { dateText } from "../ui/format.ts";
import { Progress } from "../ui/progress.tsx";
import { SaveSaid, SeenField, saveOnChange } from "./saved-field.tsx";
import { Participation } from "./participation.tsx";

const KEYS = { yes: "j", partly: "d", no: "n", not_applicable: "e" } as const;
const OPTIONS = Object.entries(SAM_ANSWERS).map(([value, label]) => ({
	value,
	label,
	key: KEYS[value as keyof typeof KEYS],
}));
const NO_NAMES = "Inga namn på personer som är sjuka eller skadade.";

/** Follows along at the bottom of the screen: how far the form has come, and the way to the first question without an answer. */
export function ReviewProgress(props: {
	done: number;
	total: number;
	/** The first question without an answer; null when all have one. */
	next: number | null;
	out_of_band?: boolean;
}) {
	return (
		<div id="sam-framsteg" class="sam-status" {...(props.out_of_band ? { "hx-swap-oob": "true" } : {})}>
			<Progress id="sam" done={props.done} total={props.total} word="frågor besvarade" />
			{props.next === null ? null : (
				<ButtonLink href={`#fraga-${props.next}`} variant="secondary">
					Första obesvarade
				</ButtonLink>
			)}
		</div>
	);
}

function LastYear({ question, year }: { question: QuestionView; year: number | null }) {
	if (year === null) return <aside class="sam-beside">Det finns inget svar från tidigare år.</aside>;
	const { last, open_actions } = question;
	return (
		<aside class="sam-beside" aria-label={`Tidigare, fråga ${question.position}`}>
			<p>
				<strong>{`${year}: `}</strong>
				{last ? SAM_ANSWERS[last.answer] : "Inget svar"}
				{last?.comment ? ` – ${last.comment}` : ""}
			</p>
			{open_actions.map((action) => (
				<p>
					<strong>Öppen åtgärd: </strong>
					<a href={paths.samAction(action.id)}>{action.what}</a>
					{`, ${action.who}, ${dateText(action.due_on)}`}
				</p>
			))}
		</aside>
	);
}

function ActionFields(props: {
	question: QuestionView;
	form: FormState;
	value: (name: string, saved: string) => string;
}) {
	const { question, form, value } = props;
	const { position: n, action } = question;
	return (
		<fieldset class="sam-action fieldset">
			<legend>Åtgärd</legend>
			<TextArea
				name={`vad-${n}`}
				label="Vad ska göras?"
				help={NO_NAMES}
				rows={2}
				optional="silent"
				value={value(`vad-${n}`, action?.what ?? "")}
				error={form.errors[`vad-${n}`]}
			/>
			<TextField
				name={`vem-${n}`}
				label="Vem gör det?"
				optional="silent"
				width="medium"
				value={value(`vem-${n}`, action?.who ?? "")}
				error={form.errors[`vem-${n}`]}
			/>
			<DateField
				name={`nar-${n}`}
				label="När ska det vara klart?"
				optional="silent"
				value={value(`nar-${n}`, action?.due_on ?? "")}
				error={form.errors[`nar-${n}`]}
			/>
		</fieldset>
	);
}

/** Folded away for a plain Ja; open where the answer asks for words, where there are some, or where somebody unfolds it. */
function Comment({ question, saved, form }: { question: QuestionView; saved: string; form: FormState }) {
	const name = `kommentar-${question.position}`;
	return (
		<>
			<details class="sam-more">
				<summary>
					Skriv en kommentar<span class="sr-only">{` till fråga ${question.position}`}</span>
				</summary>
			</details>
			<div class={saved || form.errors[name] ? "sam-comment has-text" : "sam-comment"}>
				<TextArea
					name={name}
					label="Kommentar"
					optional
					help={NO_NAMES}
					rows={2}
					value={saved}
					error={form.errors[name]}
				/>
			</div>
		</>
	);
}

function QuestionCard(props: { view: ReviewView; question: QuestionView; form: FormState; action: string }) {
	const { question, form, view } = props;
	const { position: n, given } = question;
	const value = (name: string, saved: string) => (name in form.values ? valueIn(form, name) : saved);
	return (
		<article class="card sam-question" id={`fraga-${n}`} {...saveOnChange(props.action, String(n))}>
			<div>
				<SeenField question={String(n)} seen={given?.version ?? 0} form={form} />
				<RadioGroup
					name={`svar-${n}`}
					label={`${n}. ${question.text}`}
					help={question.help}
					layout="segmented"
					options={OPTIONS}
					optional="silent"
					value={value(`svar-${n}`, given?.answer ?? "")}
					error={form.errors[`svar-${n}`]}
				/>
				{given?.copied_from ? (
					<p>
						<StateBadge tone="info" pattern="return" label={`Kopierat från ${given.copied_from}`} />
					</p>
				) : null}
				<Comment question={question} saved={value(`kommentar-${n}`, given?.comment ?? "")} form={form} />
				<ActionFields question={question} form={form} value={value} />
				<SaveSaid question={String(n)} />
			</div>
			<LastYear question={question} year={view.earlier?.year ?? null} />
		</article>
	);
}

/** The manager's whole form: one page, saved as answered, and with a plain button where there is no JavaScript. */
export function ReviewForm(props: { view: ReviewView; form: FormState; form_id: string }) {
	const { view, form } = props;
	const { id } = view.review;
	const action = paths.samAnswers(id);
	return (
		<Form action={action} errors={form.errors} hidden={{ formular: props.form_id }} label="Årlig uppföljning">
			<div data-hotkeys="">
				{view.questions.map((question) => (
					<QuestionCard view={view} question={question} form={form} action={action} />
				))}
			</div>
			<Participation view={view} form={form} action={action} />
			<p>
				Genom att signera intygar du att svaren stämmer. Din fördelande chef stämmer sedan av med dig. Du kan öppna
				uppföljningen igen så länge omgången pågår.
			</p>
			<FormActions>
				<Button large form_action={paths.samSignature(id)}>
					Spara och signera
				</Button>
				<Button variant="secondary">Spara utan att signera</Button>
			</FormActions>
			<ReviewProgress
				done={view.questions.filter((question) => question.given !== null).length}
				total={view.questions.length}
				next={view.questions.find((question) => question.given === null)?.position ?? null}
			/>
		</Form>
	);
}
