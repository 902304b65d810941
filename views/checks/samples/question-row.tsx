import { ANSWERS, type Answer } from "../../../db/schema/vocabulary.ts";
import type { WorkpaperQuestion } from "../../../src/checks/samples/workpaper.ts";
import { RadioGroup, type RadioOption } from "../../ui/field.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { hxAttrs } from "../../ui/hx.ts";
import { questionId } from "./question-id.ts";
import { FindingFields } from "./finding-fields.tsx";

const KEYS: Record<Answer, string> = { yes: "j", no: "n", not_applicable: "e" };
const OPTIONS: RadioOption[] = (Object.keys(ANSWERS) as Answer[]).map((value) => ({
	value,
	label: ANSWERS[value],
	key: KEYS[value],
}));

/** One question: one tap or key answers it and is saved at once; a Nej opens the fields that describe what was found. */
export function QuestionRow(props: {
	row: WorkpaperQuestion;
	/** The item's place on the page: tells apart the same question of several items. */
	item: number;
	action: string;
	/** What was typed and refused, when it was. */
	form: FormState;
}) {
	const { row, item, form } = props;
	const { position, text, help } = row.question;
	const id = questionId(item, position);
	const typed = valueIn(form, `svar-${position}`);
	const answer = (typed || row.given?.answer) ?? "";
	const saved = row.given !== null && answer === row.given.answer;
	const given = answer === "no" ? " is-no" : " is-answered";
	const state = saved ? given : "";
	return (
		<div class={`question${state}`} id={id}>
			<div
				{...hxAttrs({
					post: props.action,
					trigger: "change",
					target: `#${id}`,
					swap: "outerMorph",
					sync: "this:queue last",
					vals: { fraga: String(position) },
				})}
			>
				<RadioGroup
					name={`svar-${position}`}
					scope={String(item)}
					label={`${position}. ${text}`}
					help={help || undefined}
					error={form.errors[`svar-${position}`]}
					layout="segmented"
					options={OPTIONS}
					value={answer}
				/>
				<input type="hidden" name={`sett-${position}`} value={String(row.given?.version ?? 0)} />
			</div>
			{answer === "no" ? <FindingFields row={row} item={item} action={props.action} form={form} saved={saved} /> : null}
		</div>
	);
}
