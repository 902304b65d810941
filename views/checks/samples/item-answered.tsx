import type { Run } from "../../../db/queries/checks/runs.ts";
import { UNTOUCHED } from "../../ui/form-state.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Workpaper, WorkpaperInvoice, WorkpaperItem } from "../../../src/checks/samples/workpaper.ts";
import { InvoiceForm } from "../own-forms/hired-staff/invoice-form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { CheckProgress } from "./check-progress.tsx";
import { ItemState } from "./item-card.tsx";
import { ItemForm } from "./item-form.tsx";
import { FileAnswerRow } from "./file-answers.tsx";
import { QuestionRow } from "./question-row.tsx";
import { TheRest } from "./the-rest.tsx";

/** What one saved answer changes on the page: its question, its item's state, the progress. */
export function ItemAnswered(props: { run: Run; workpaper: Workpaper; item: WorkpaperItem; question: number | null }) {
	const { run, workpaper, item } = props;
	const { title, many } = workpaper.noun;
	const done = item.complete;
	const said = `${title} ${item.item.position} är ${item.invoice ? "klar" : "klart"}. ${workpaper.done} av ${workpaper.items.length} ${many} besvarade.`;
	return (
		<>
			<AnswerAgain run={run} item={item} question={props.question} form={UNTOUCHED} />
			{item.questions
				.filter((row) => props.question !== null && row.question.asked_when_no === props.question)
				.map((row) => (
					<QuestionRow
						row={row}
						item={item.item.position}
						action={paths.itemAnswers(item.item.id)}
						form={UNTOUCHED}
						oob
					/>
				))}
			{props.question === null ? null : <TheRest workpaper={item} oob />}
			<ItemState workpaper={item} oob />
			<CheckProgress run={run} workpaper={workpaper} oob said={done ? said : undefined} />
		</>
	);
}

/** What saved figures change on the page; refused ones stand as they were typed. */
export function InvoiceAnswered(props: {
	run: Run;
	workpaper: Workpaper;
	item: WorkpaperItem & { invoice: WorkpaperInvoice };
}) {
	const { run, workpaper, item } = props;
	return (
		<>
			<InvoiceForm workpaper={item} returned={run.status === "returned"} form={UNTOUCHED} />
			<ItemState workpaper={item} oob />
			<CheckProgress run={run} workpaper={workpaper} oob />
		</>
	);
}

/**
 * The same piece when the answer was refused: what was typed stands, with what is wrong. Where somebody has answered meanwhile, `mine` is
 * put beside what is kept.
 */
export function AnswerAgain(props: {
	run: Run;
	item: WorkpaperItem;
	question: number | null;
	form: FormState;
	mine?: FormState | undefined;
}) {
	const { item, form, mine } = props;
	const byFile = item.by_file.find((one) => one.question.position === props.question);
	if (byFile) return <FileAnswerRow workpaper={item} row={byFile} form={form} mine={mine} />;
	const row = item.questions.find((one) => one.question.position === props.question);
	if (!row) return <ItemForm workpaper={item} returned={props.run.status === "returned"} form={form} />;
	const action = paths.itemAnswers(item.item.id);
	return <QuestionRow row={row} item={item.item.position} action={action} form={form} mine={mine} />;
}
