import type { Run } from "../../../db/queries/checks/runs.ts";
import { UNTOUCHED } from "../../ui/form-state.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Sheet, SheetInvoice, SheetItem } from "../../../src/checks/samples/sheet.ts";
import { InvoiceForm } from "../own-forms/hired-staff/invoice-form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { CheckProgress } from "./check-progress.tsx";
import { ItemState } from "./item-card.tsx";
import { ItemForm } from "./item-form.tsx";
import { QuestionRow } from "./question-row.tsx";

/** What one saved answer changes on the page: its question, its item's state, the progress. */
export function ItemAnswered(props: { run: Run; sheet: Sheet; item: SheetItem; question: number | null }) {
	const { run, sheet, item } = props;
	const { title, many } = sheet.noun;
	const done = item.complete;
	const said = `${title} ${item.item.position} är ${item.invoice ? "klar" : "klart"}. ${sheet.done} av ${sheet.items.length} ${many} besvarade.`;
	return (
		<>
			<AnswerAgain run={run} item={item} question={props.question} form={UNTOUCHED} />
			<ItemState sheet={item} oob />
			<CheckProgress run={run} sheet={sheet} oob said={done ? said : undefined} />
		</>
	);
}

/** What saved figures change on the page; refused ones stand as they were typed. */
export function InvoiceAnswered(props: { run: Run; sheet: Sheet; item: SheetItem & { invoice: SheetInvoice } }) {
	const { run, sheet, item } = props;
	return (
		<>
			<InvoiceForm sheet={item} returned={run.status === "returned"} form={UNTOUCHED} />
			<ItemState sheet={item} oob />
			<CheckProgress run={run} sheet={sheet} oob />
		</>
	);
}

/** The same piece when the answer was refused: what was typed stands, with what is wrong. */
export function AnswerAgain(props: { run: Run; item: SheetItem; question: number | null; form: FormState }) {
	const { item, form } = props;
	const row = item.questions.find((one) => one.question.position === props.question);
	if (!row) return <ItemForm sheet={item} returned={props.run.status === "returned"} form={form} />;
	const action = paths.itemAnswers(item.item.id);
	return <QuestionRow row={row} item={item.item.position} action={action} form={form} />;
}
