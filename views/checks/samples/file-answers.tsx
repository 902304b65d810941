import { paths } from "../../../src/paths/paths.ts";
import type { FileAnswered, WorkpaperItem } from "../../../src/checks/samples/workpaper.ts";
import { ANSWERS } from "../../../db/schema/vocabulary.ts";
import { Button } from "../../ui/button.tsx";
import { Glyph } from "../../ui/glyph.tsx";
import { domId } from "../../ui/dom-id.ts";
import type { FormState } from "../../ui/form-state.ts";
import { questionId } from "./question-id.ts";
import { QuestionRow } from "./question-row.tsx";

/** What the data answers, with its ground; one tap says the opposite, and the question is then asked as the others are. */
export function FileAnswers({ workpaper, form }: { workpaper: WorkpaperItem; form: FormState }) {
	if (workpaper.by_file.length === 0) return null;
	const { position } = workpaper.item;
	const heading = domId("enligt-filen", position);
	return (
		<section class="by-file" aria-labelledby={heading}>
			<h3 id={heading}>Enligt filen</h3>
			{workpaper.by_file.map((row) => (
				<FileAnswerRow workpaper={workpaper} row={row} form={form} />
			))}
		</section>
	);
}

/** One of them: as the file has it, or as the person who contests it. */
export function FileAnswerRow(props: {
	workpaper: WorkpaperItem;
	row: FileAnswered;
	form: FormState;
	mine?: FormState | undefined;
}) {
	const { row, workpaper } = props;
	const { position, text } = row.question;
	const item = workpaper.item.position;
	const action = paths.itemAnswers(workpaper.item.id);
	if (row.contested && row.says)
		return (
			<QuestionRow
				row={{ ...row, asked: true, outstanding: false }}
				item={item}
				action={action}
				form={props.form}
				mine={props.mine}
				note={`Filen säger ${ANSWERS[row.says]}.${row.says === "no" ? " Köpet räknas ändå som Nej i utvärderingen." : ""}`}
			/>
		);
	const id = questionId(item, position);
	const error = props.form.errors[`svar-${position}`];
	const other = row.says === "yes" ? "no" : "yes";
	return (
		<div class="file-answer" id={id}>
			<Glyph name={row.says === "no" ? "triangle" : "check"} />
			<div>
				<p>{`${position}. ${text}`}</p>
				<p class="soft">{row.says === null ? row.because : `${ANSWERS[row.says]}: ${row.because}`}</p>
				{error ? <p class="field-error">{error}</p> : null}
			</div>
			{row.says === null ? null : (
				<Button
					variant="quiet"
					name={`svar-${position}`}
					value={other}
					label={`Ändra svaret på fråga ${position} till ${ANSWERS[other]}`}
					hx={{
						post: action,
						target: `#${id}`,
						swap: "outerMorph",
						queued: true,
						vals: {
							fraga: String(position),
							[`svar-${position}`]: other,
							[`sett-${position}`]: String(row.given?.version ?? 0),
						},
					}}
				>
					Ändra
				</Button>
			)}
		</div>
	);
}
