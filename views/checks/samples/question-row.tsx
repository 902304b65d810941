import { ANSWERS, type Answer } from "../../../db/schema/vocabulary.ts";
import type { WorkpaperQuestion } from "../../../src/checks/samples/workpaper.ts";
import { RadioGroup, type RadioOption } from "../../ui/field.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { hxAttrs } from "../../ui/hx.ts";
import { questionId } from "./question-id.ts";
import { FindingFields } from "./finding-fields.tsx";
import { TwoAnswers } from "./two-answers.tsx";

const KEYS: Record<Answer, string> = { yes: "j", no: "n", not_applicable: "e" };
const OPTIONS: RadioOption[] = (Object.keys(ANSWERS) as Answer[]).map((value) => ({
	value,
	label: ANSWERS[value],
	key: KEYS[value],
}));
const YES_OR_NO = OPTIONS.filter(({ value }) => value !== "not_applicable");

/** One question: one tap or key answers it and is saved at once; a Nej opens the fields that describe what was found. */
export function QuestionRow(props: {
	row: WorkpaperQuestion;
	/** The item's place on the page: tells apart the same question of several items. */
	item: number;
	action: string;
	/** What was typed and refused, when it was. */
	form: FormState;
	/** Said under the question, such as what the file says. */
	note?: string | undefined;
	/** What this person answered while somebody else did: both are shown, and one is chosen. */
	mine?: FormState | undefined;
	/** Swapped in beside the answer that it depends on. */
	oob?: boolean | undefined;
}) {
	const { row, item, form } = props;
	const { position, text, help } = row.question;
	const id = questionId(item, position);
	const oob = props.oob ? "true" : undefined;
	if (!row.asked) return <div hidden id={id} hx-swap-oob={oob}></div>;
	const typed = valueIn(form, `svar-${position}`);
	const half = row.missing !== "";
	const stored = row.outstanding && !half ? "" : row.given?.answer;
	const answer = (typed || stored) ?? "";
	const saved = row.given !== null && answer === row.given.answer && !half;
	const given = answer === "no" ? " is-no" : " is-answered";
	const state = saved || half ? given : "";
	return (
		<div class={`question${state}`} id={id} hx-swap-oob={oob}>
			<div
				{...hxAttrs({
					post: props.action,
					trigger: "change",
					target: `#${id}`,
					swap: "outerMorph",
					queued: true,
					vals: { fraga: String(position) },
				})}
			>
				<RadioGroup
					name={`svar-${position}`}
					scope={String(item)}
					label={`${position}. ${text}`}
					help={[props.note, help].filter(Boolean).join(" ") || undefined}
					error={form.errors[`svar-${position}`]}
					layout="segmented"
					options={row.question.may_be_not_applicable === 1 ? OPTIONS : YES_OR_NO}
					value={answer}
				/>
				<input type="hidden" name={`sett-${position}`} value={String(row.given?.version ?? 0)} />
			</div>
			{props.mine && row.given ? (
				<TwoAnswers row={row} given={row.given} id={id} action={props.action} mine={props.mine} />
			) : null}
			{half && answer === "no" ? <p class="question-state">{`Nej, ${row.missing}`}</p> : null}
			{answer === "no" ? <FindingFields row={row} item={item} action={props.action} form={form} saved={saved} /> : null}
		</div>
	);
}
