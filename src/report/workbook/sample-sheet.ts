import type { Db } from "../../../db/open.ts";
import { listInvoiceChecksOfRuns } from "../../../db/queries/checks/own-forms/hired-staff-checks.ts";
import {
	type AnswerRow,
	type ItemRow,
	listAnswersOfRuns,
	listItemsOfRuns,
	listReportQuestions,
} from "../../../db/queries/report/workbook-rows.ts";
import type { ReportScope } from "../../../db/queries/report/periods-membership.ts";
import { hasMoneyRuns, listReportRuns, type RunRef } from "../../../db/queries/report/workbook.ts";
import type { InvoiceFigures } from "../../../db/schema/checks/own-forms/hired-staff.ts";
import {
	ANSWERS,
	CAUSE_CODES,
	ITEM_KINDS,
	ITEM_STATUSES,
	RUN_RESULTS,
	RUN_STATUSES,
} from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

/** One drawn item with its run and every answer, by question id. */
export interface SampleRow extends ItemRow {
	run: RunRef;
	answers: ReadonlyMap<string, AnswerRow>;
	/** What is filled in about an invoice of hired staff. */
	invoice: InvoiceFigures | null;
}

const RUNS_AT_A_TIME = 40;

/** Every drawn item, in the order of runs and pages, read a few runs at a time. */
export async function* sampleRows(db: Db, scope: ReportScope): AsyncGenerator<SampleRow> {
	const runs = await listReportRuns(db, scope);
	for (let from = 0; from < runs.length; from += RUNS_AT_A_TIME) {
		const some = runs.slice(from, from + RUNS_AT_A_TIME);
		const ids = some.map((run) => run.id);
		const items = groupBy(await listItemsOfRuns(db, ids), (item) => item.run_id);
		const answers = groupBy(await listAnswersOfRuns(db, ids), (answer) => answer.item_id);
		const invoices = await listInvoiceChecksOfRuns(db, ids);
		for (const run of some) {
			for (const item of items.get(run.id) ?? []) {
				const own = new Map((answers.get(item.id) ?? []).map((answer) => [answer.question_id, answer]));
				yield { ...item, run, answers: own, invoice: invoices.get(item.id) ?? null };
			}
		}
	}
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const group = groups.get(keyOf(row));
		if (group) group.push(row);
		else groups.set(keyOf(row), [row]);
	}
	return groups;
}

/** The columns: facts of the purchase, one column per question (editions that ask the same share it), comments, signatures. */
export async function sampleColumns(db: Db, scope: ReportScope): Promise<Column<SampleRow>[]> {
	const byText = groupBy(await listReportQuestions(db, scope), (question) => question.text);
	const questions = [...byText].map(([text, same], index) => questionColumn(index + 1, text, same));
	return [...ITEM, ...((await hasMoneyRuns(db, scope)) ? INVOICE : []), ...questions, ...AFTER];
}

type ReportQuestion = Awaited<ReturnType<typeof listReportQuestions>>[number];

/** One column for the editions that ask the same. What was not asked, or is answered by the file, says so. */
function questionColumn(nth: number, text: string, same: readonly ReportQuestion[]): Column<SampleRow> {
	const byFile = same.every((question) => question.answered_by !== null);
	return {
		key: `question_${nth}`,
		label: text,
		type: "text",
		width: 18,
		value: (row) => {
			const question = same.find(({ id }) => row.answers.has(id));
			if (!question) return byFile ? "Besvaras av filen" : null;
			const { answer } = row.answers.get(question.id)!;
			return answer === "not_applicable" && question.asked_when_no !== null ? "Frågades inte" : ANSWERS[answer];
		},
	};
}

const ITEM: readonly Column<SampleRow>[] = [
	{ key: "control", label: "Kontrollmoment", type: "text", width: 32, value: (row) => row.run.control },
	{ key: "period_key", label: "Period", type: "month", width: 10, value: (row) => row.run.period_key },
	{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.run.unit },
	{ key: "position", label: "Nummer", type: "count", width: 9, value: (row) => row.position },
	{ key: "kind", label: "Urval", type: "text", width: 11, value: (row) => ITEM_KINDS[row.kind] },
	{ key: "status", label: "Post", type: "text", width: 10, value: (row) => ITEM_STATUSES[row.status] },
	{ key: "reason", label: "Skäl till urval eller ersättning", type: "text", width: 24, value: (row) => row.reason },
	{ key: "rank", label: "Rang", type: "count", width: 8, value: (row) => row.rank },
	{ key: "item_key", label: "Nyckel", type: "text", width: 28, value: (row) => row.item_key },
	{ key: "voucher_no", label: "Verifikation", type: "text", width: 15, value: (row) => row.voucher_no },
	{ key: "order_no", label: "Order", type: "text", width: 15, value: (row) => row.order_no },
	{ key: "invoice_no", label: "Faktura", type: "text", width: 15, value: (row) => row.invoice_no },
	{ key: "supplier_no", label: "Leverantörsnummer", type: "text", width: 18, value: (row) => row.supplier_no },
	{ key: "supplier_name", label: "Leverantör", type: "text", width: 28, value: (row) => row.supplier_name },
	{ key: "account", label: "Konto", type: "text", width: 10, value: (row) => row.account },
	{ key: "account_text", label: "Kontotext", type: "text", width: 24, value: (row) => row.account_text },
	{ key: "booking_date", label: "Bokföringsdatum", type: "date", width: 12, value: (row) => row.booking_date },
	{ key: "text", label: "Text", type: "text", width: 32, value: (row) => row.text },
	{ key: "amount_ore", label: "Belopp", type: "ore", width: 13, value: (row) => row.amount_ore },
	{ key: "requisitioner", label: "Beställare", type: "text", width: 20, value: (row) => row.requisitioner },
	{ key: "receiver", label: "Mottagare", type: "text", width: 20, value: (row) => row.receiver },
	{ key: "approver", label: "Attestant", type: "text", width: 20, value: (row) => row.approver },
];

const hours = (of: (figures: InvoiceFigures) => number | null) => (row: SampleRow) => {
	const hundredths = row.invoice && of(row.invoice);
	return hundredths === null ? null : String(hundredths / 100).replace(".", ",");
};

/** What an invoice of hired staff says and ought to have said; only in a report that has such runs. */
const INVOICE: readonly Column<SampleRow>[] = [
	{ key: "hours_invoiced", label: "Fakturerade timmar", type: "text", value: hours((one) => one.hours_invoiced) },
	{ key: "hours_unit", label: "Intygat av verksamheten", type: "text", value: hours((one) => one.hours_unit) },
	{ key: "unit_by", label: "Verksamhetens intygare", type: "text", value: (row) => row.invoice?.unit_by ?? null },
	{ key: "unit_on", label: "Verksamheten intygade", type: "date", value: (row) => row.invoice?.unit_on ?? null },
	{ key: "hours_supplier", label: "Intygat av leverantören", type: "text", value: hours((one) => one.hours_supplier) },
	{
		key: "supplier_by",
		label: "Leverantörens intygare",
		type: "text",
		value: (row) => row.invoice?.supplier_by ?? null,
	},
	{
		key: "supplier_on",
		label: "Leverantören intygade",
		type: "date",
		value: (row) => row.invoice?.supplier_on ?? null,
	},
	{ key: "rate_ore", label: "Timpris enligt avtalet", type: "ore", value: (row) => row.invoice?.rate_ore ?? null },
	{ key: "audited_ore", label: "Rätt belopp", type: "ore", value: (row) => row.invoice?.audited_ore ?? null },
	{ key: "error_ore", label: "Skillnad mot rätt belopp", type: "ore", value: differenceOre },
];

/** Too much (positive) or too little paid. */
function differenceOre({ amount_ore, invoice }: SampleRow): number | null {
	const audited = invoice?.audited_ore ?? null;
	return audited === null ? null : amount_ore - audited;
}

const AFTER: readonly Column<SampleRow>[] = [
	{ key: "comments", label: "Kommentarer", type: "text", width: 44, value: commentText },
	{
		key: "together",
		label: "Svar givna samlat",
		type: "count",
		value: (row) => [...row.answers.values()].filter((one) => one.together === 1).length,
	},
	{ key: "causes", label: "Orsakskoder", type: "text", width: 24, value: causeText },
	{
		key: "run_status",
		label: "Kontrolltillfällets status",
		type: "text",
		value: (row) => RUN_STATUSES[row.run_status],
	},
	{
		key: "run_result",
		label: "Resultat",
		type: "text",
		width: 20,
		value: (row) => row.run_result && RUN_RESULTS[row.run_result],
	},
	{ key: "performer", label: "Signerad av", type: "text", width: 22, value: (row) => row.performer },
	{ key: "signed_at", label: "Signerad", type: "instant", width: 17, value: (row) => row.signed_at },
	{ key: "reviewer", label: "Granskad av", type: "text", width: 22, value: (row) => row.reviewer },
	{ key: "reviewed_at", label: "Granskad", type: "instant", width: 17, value: (row) => row.reviewed_at },
];

/** "3: För dyrt", one line per question that has a comment; the number is the question's in its checklist. */
function commentText(row: SampleRow): string {
	const told = [...row.answers.values()].filter((answer) => answer.comment !== "");
	return told.map((answer) => `${answer.position}: ${answer.comment}`).join("\n");
}

function causeText(row: SampleRow): string {
	const causes = [...row.answers.values()].flatMap((answer) =>
		answer.cause_code ? [CAUSE_CODES[answer.cause_code]] : [],
	);
	return [...new Set(causes)].join(", ");
}
