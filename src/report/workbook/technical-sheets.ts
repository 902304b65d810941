import type { Db } from "../../../db/open.ts";
import { evaluationColumns, evaluationRows } from "../../checks/evaluation/columns.ts";
import type { Paper } from "../../ground/tables/printed-sheet.ts";
import type { Conclusion } from "../assessments/conclusions.ts";
import { scopeOf } from "../periods/scope.ts";
import { evidenceColumns, summaryColumns } from "./columns.ts";
import { controlSheetColumns, controlSheetRows } from "./control-sheet.ts";
import type { PrintedSheet } from "./printed-sheets.ts";
import { type ReportContent, writtenAssessments } from "./report-content.ts";
import { type SampleRow, sampleColumns, sampleRows } from "./sample-sheet.ts";
import { partColumns, partRows } from "./section-columns.ts";
import { summaryRows } from "./summary.ts";
import { countedSheet, summaryMarks } from "./summary-marks.ts";
import { GRADE_TONES, RESULT_TONES } from "./tones.ts";
import type { Trace } from "./trace.ts";

/** The sheet with a row per control and month, that the sheet of controls sums. */
export const CONTROL_MONTHS = "Kontroller per månad";

/** A sheet for reading on screen: on paper there is only its title. */
export function unprinted<Row>(
	title: string,
	sentence: string,
	shown: number,
	of = 3,
): Omit<Paper<Row>, "told" | "foot"> {
	return { title, sentence, printed: of, beside: shown - of, unprinted: true };
}

export function partSheet(content: ReportContent) {
	return {
		name: "Bedömning a–e",
		columns: partColumns,
		rows: partRows(writtenAssessments(content)),
		rules: { tones: { grade: GRADE_TONES } },
		paper: unprinted<ReturnType<typeof partRows>[number]>(
			"Bedömning a–e",
			"Skäl och brister i sin helhet.",
			partColumns.length,
		),
	};
}

export async function summarySheet<Plan, Deviation>(
	db: Db,
	of: { content: ReportContent; trace: Trace; plan: PrintedSheet<Plan>; deviations: PrintedSheet<Deviation> },
) {
	const { content, trace, plan, deviations } = of;
	const { period, numbers } = content;
	const marks = summaryMarks({
		plan: countedSheet(plan.name, plan.columns, content.plan_rows.length),
		controls: countedSheet(CONTROL_MONTHS, controlSheetColumns, numbers.control_months.length),
		items: countedSheet("Stickprov", await sampleColumns(db, scopeOf(period)), trace.items),
		deviations: countedSheet(deviations.name, deviations.columns, content.deviations.length),
	});
	return {
		name: "Sammanfattning",
		columns: summaryColumns,
		rows: summaryRows(period, numbers),
		marks,
		paper: unprinted<ReturnType<typeof summaryRows>[number]>(
			"Sammanfattning",
			"Rapportens alla tal, samma som på sidan i Tillräcklig.",
			summaryColumns.length,
			2,
		),
	};
}

export function controlMonthSheet(content: ReportContent, trace: Trace, conclusions: readonly Conclusion[]) {
	const rows = controlSheetRows(content, trace, conclusions);
	const marks = (row: (typeof rows)[number]) => {
		const at = trace.firstItemRow(row);
		return at ? { title: { link: `Stickprov!A${at}` } } : undefined;
	};
	const paper = unprinted<(typeof rows)[number]>(
		CONTROL_MONTHS,
		"En rad per kontrollmoment och månad.",
		controlSheetColumns.length,
	);
	return { name: CONTROL_MONTHS, columns: controlSheetColumns, rows, marks, paper };
}

export function conclusionSheet(concluded: readonly Conclusion[]) {
	const rows = concluded.flatMap(evaluationRows).filter((row) => row.N > 0);
	const paper = unprinted<(typeof rows)[number]>(
		"Slutsatser",
		"Vad stickproven visar, per kontrollpunkt.",
		evaluationColumns.length,
	);
	return { name: "Slutsatser", columns: evaluationColumns, rows, paper };
}

export async function itemSheet(db: Db, { period }: ReportContent, trace: Trace) {
	const scope = scopeOf(period);
	const marks = (row: { id: string; run: { id: string; control_id: string; month: string } }, at: number) => {
		const control = trace.isFirstOfRun(row.run.id, at) ? trace.controlRow(row.run) : undefined;
		const evidence = trace.evidenceRow(row.id);
		if (!control && !evidence) return undefined;
		return {
			...(control ? { control: { link: `'${CONTROL_MONTHS}'!A${control}` } } : {}),
			...(evidence ? { item_key: { link: `Underlag!A${evidence}` } } : {}),
		};
	};
	const columns = await sampleColumns(db, scope);
	const rules = { tones: { run_result: RESULT_TONES } };
	const paper = unprinted<SampleRow>("Stickprov", "Varje dragen post med sina svar.", columns.length);
	return { name: "Stickprov", columns, rows: sampleRows(db, scope), marks, rules, paper };
}

export function evidenceSheet({ evidence }: ReportContent, trace: Trace) {
	const marks = (row: ReportContent["evidence"][number]) => {
		const item = trace.itemRow(row.parent_id);
		const deviation = trace.deviationRow(row.parent_id);
		if (item) return { parent: { link: `Stickprov!A${item}` } };
		return deviation ? { parent: { link: `Avvikelser!A${deviation}` } } : undefined;
	};
	const paper = unprinted<ReportContent["evidence"][number]>(
		"Underlag",
		"Varje fil som hör till rapporten, med sin SHA-256.",
		evidenceColumns.length,
	);
	return { name: "Underlag", columns: evidenceColumns, rows: evidence, marks, paper };
}
