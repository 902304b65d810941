import { paths } from "../../../src/paths/paths.ts";
import type { WorkpaperItem } from "../../../src/checks/samples/workpaper.ts";
import { Button } from "../../ui/button.tsx";
import { domId } from "../../ui/dom-id.ts";
import { TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { FileAnswers } from "./file-answers.tsx";
import { QuestionRow } from "./question-row.tsx";
import { TheRest } from "./the-rest.tsx";

/** Which questions may not show, and why: they come by themselves where they are asked. */
function Dependents({ workpaper }: { workpaper: WorkpaperItem }) {
	const waiting = workpaper.questions.map(({ question }) => question).filter((one) => one.asked_when_no !== null);
	if (waiting.length === 0) return null;
	const told = waiting.map((one) => `Fråga ${one.position} ställs bara när fråga ${one.asked_when_no} fått Nej.`);
	return <p class="soft">{told.join(" ")}</p>;
}

/** The questions of one item. Each answer is saved as it is given; without JavaScript one button saves them all. */
export function ItemForm(props: { workpaper: WorkpaperItem; returned: boolean; form: FormState }) {
	const { workpaper, form } = props;
	const { position } = workpaper.item;
	const id = domId("svar", position);
	const action = paths.itemAnswers(workpaper.item.id);
	return (
		<Form
			action={action}
			id={id}
			class="questions"
			label={`Frågor om ${workpaper.noun.one} ${position}`}
			scope={String(position)}
			errors={form.errors}
			hx={{ target: `#${id}`, swap: "outerMorph", queued: true }}
		>
			{/* Enter in a field saves: without this it would press the first button, which answers for the person */}
			<button type="submit" hidden></button>
			{props.returned ? (
				<TextArea
					name="skal"
					scope={String(position)}
					label="Skäl till rättelsen"
					help="Kontrollen är återsänd. Skriv varför innan du ändrar ett svar."
					error={form.errors.skal}
					value={valueIn(form, "skal")}
					rows={2}
				/>
			) : null}
			<FileAnswers workpaper={workpaper} form={form} />
			{workpaper.questions.map((row) => (
				<QuestionRow row={row} item={position} action={action} form={form} />
			))}
			<Dependents workpaper={workpaper} />
			<TheRest workpaper={workpaper} />
			<div class="without-js">
				<FormActions>
					<Button>Spara svar</Button>
				</FormActions>
			</div>
		</Form>
	);
}
