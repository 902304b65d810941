import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Db } from "../../../db/open.ts";
import { FOLLOW_UP_STATUSES } from "../../../db/schema/report/words.ts";
import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { evaluationColumns, evaluationRows } from "../../checks/evaluation/columns.ts";
import { recommendationColumns } from "../recommendations/columns.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { Picture } from "../../ground/tables/sheet-pictures.ts";
import { columnLetter } from "../../ground/tables/sheet-rules.ts";
import { addSheet, type Sheet, startWorkbook, type Workbook } from "../../ground/tables/xlsx.ts";
import { deviationColumns, evidenceColumns, planColumns, scheduleColumns, summaryColumns } from "./columns.ts";
import { type Conclusion, readConclusions } from "../assessments/conclusions.ts";
import { controlSheetColumns, controlSheetRows } from "./control-sheet.ts";
import { guideColumns, guideRows, type Making } from "./guide.ts";
import { reportPictures } from "./pictures.ts";
import { type ReportContent, writtenAssessments } from "./report-content.ts";
import { sampleColumns, sampleRows } from "./sample-sheet.ts";
import { governanceColumns } from "../governance/columns.ts";
import { scopeOf } from "../periods/scope.ts";
import { reportedColumns } from "../region/columns.ts";
import { FOLLOW_UP_SHEET, followUpSheetColumns, partColumns, partRows, samColumns } from "./section-columns.ts";
import { summaryRows } from "./summary.ts";
import { countedSheet, summaryMarks } from "./summary-marks.ts";
import { EFFECT_TONES, GRADE_TONES, RESULT_TONES, SEVERITY_TONES, STATUS_TONES } from "./tones.ts";
import { type Trace, traceOf } from "./trace.ts";

/**
 * Writes the whole workbook of a period to a stream, sheet by sheet. `db` is one snapshot, so that the sheets agree. A sheet that
 * has nothing to say yet is left out, except those every report has.
 */
export async function writeWorkbook(db: Db, out: Writable, content: ReportContent, making: Making): Promise<void> {
	const { period } = content;
	const workbook = startWorkbook(out, { title: `${period.name}, ${period.board}`, created: new Date(making.made_at) });
	const today = stockholmDate(making.made_at);
	const book = new Book(workbook);
	const trace = await traceOf(db, scopeOf(period), content);
	await book.add(await summarySheet(db, content, trace));
	await book.addIfAny(pictureSheet(content));
	await book.addIfAny(assessmentSheet(content));
	await book.addIfAny(followUpSheet(content));
	await book.add(planSheet(content));
	await book.add(controlSheet(content, trace, await readConclusions(db, period, { level: "whole", today })));
	const concluded = await readConclusions(db, period, { level: "division", today });
	const conclusions = concluded.flatMap(evaluationRows).filter((row) => row.N > 0);
	await book.addIfAny({ name: "Slutsatser", columns: evaluationColumns, rows: conclusions, repeated: 2 });
	await book.add(await itemSheet(db, content, trace));
	await book.add(deviationSheet(content, trace));
	await book.addIfAny({ name: "SAM", columns: samColumns, rows: content.sam, marks: samMarks });
	await book.addIfAny({
		name: "Rekommendationer",
		columns: recommendationColumns,
		rows: content.recommendations,
		repeated: 2,
	});
	await book.addIfAny({ name: "Regiongemensamt", columns: reportedColumns, rows: content.region, repeated: 3 });
	await book.addIfAny(governanceSheet(content));
	await book.add(evidenceSheet(content, trace));
	await book.add({
		name: "Läsanvisning",
		columns: guideColumns,
		rows: guideRows(content, making, book.names, confidencesOf(concluded)),
	});
	// The library never answers when its stream has been closed, but `finished` then rejects.
	await Promise.race([workbook.commit(), finished(out)]);
}

/** Every confidence that a conclusion has, the highest first. */
function confidencesOf(concluded: readonly Conclusion[]): number[] {
	const all = concluded.map(({ evaluation, money }) =>
		evaluation ? evaluation.confidence_permille : money.confidence_permille,
	);
	return [...new Set(all)].sort((a, b) => b - a);
}

class Book {
	readonly names: string[] = [];
	readonly #workbook: Workbook;

	constructor(workbook: Workbook) {
		this.#workbook = workbook;
	}

	async add<Row>(sheet: Sheet<Row>): Promise<void> {
		this.names.push(sheet.name);
		await addSheet(this.#workbook, sheet);
	}

	async addIfAny<Row>(sheet: Sheet<Row> & { rows: readonly Row[] }): Promise<void> {
		if (sheet.rows.length > 0) await this.add(sheet);
	}
}

async function summarySheet(db: Db, content: ReportContent, trace: Trace) {
	const { period, numbers, plan_rows, deviations } = content;
	const marks = summaryMarks({
		plan: countedSheet("Internkontrollplan", planColumns(null), plan_rows.length),
		controls: countedSheet("Kontroller", controlSheetColumns, numbers.control_months.length),
		items: countedSheet("Stickprov", await sampleColumns(db, scopeOf(period)), trace.lastItemRow - 1),
		deviations: countedSheet("Avvikelser", deviationColumns, deviations.length),
	});
	return { name: "Sammanfattning", columns: summaryColumns, rows: summaryRows(period, numbers), marks };
}

const pictureColumns: readonly Column<Picture>[] = [
	{ key: "name", label: "Bild", type: "text", width: 60, value: (picture) => picture.name },
	{ key: "description", label: "Vad bilden visar", type: "text", width: 110, value: (picture) => picture.description },
];

/** Makes the sheet of pictures. Words above each picture say what it shows. */
function pictureSheet(content: ReportContent) {
	const pictures = reportPictures(content);
	return { name: "Bilder", columns: pictureColumns, rows: pictures, pictures };
}

function assessmentSheet(content: ReportContent) {
	const rows = partRows(writtenAssessments(content));
	return { name: "Bedömning a–e", columns: partColumns, rows, repeated: 3, rules: { tones: { grade: GRADE_TONES } } };
}

/** The controller may complete it in the workbook; the texts are read back by the key of each row. */
function followUpSheet({ follow_ups }: ReportContent) {
	return {
		name: FOLLOW_UP_SHEET,
		columns: followUpSheetColumns,
		rows: follow_ups,
		repeated: 3,
		rules: {
			choices: { status: Object.values(FOLLOW_UP_STATUSES), next_year: ["Ja", "Nej"] },
			writable: ["status", "result", "analysis", "new_measure", "next_year"],
			tones: { status: STATUS_TONES },
		},
	};
}

function planSheet({ plan, plan_rows, plan_marks, controls }: ReportContent) {
	const scale = plan ? scaleOf(plan.scale) : null;
	const columns = [...planColumns(scale, plan_marks), ...scheduleColumns(controls)];
	return {
		name: "Internkontrollplan",
		columns,
		rows: plan_rows,
		repeated: 3,
		rules: { tones: { effect_tested: EFFECT_TONES } },
	};
}

function controlSheet(content: ReportContent, trace: Trace, conclusions: readonly Conclusion[]) {
	const rows = controlSheetRows(content, trace, conclusions);
	const marks = (row: (typeof rows)[number]) => {
		const at = trace.firstItemRow(row);
		return at ? { title: { link: `Stickprov!A${at}` } } : undefined;
	};
	return { name: "Kontroller", columns: controlSheetColumns, rows, marks };
}

async function itemSheet(db: Db, { period }: ReportContent, trace: Trace) {
	const scope = scopeOf(period);
	const marks = (row: { id: string; run: { id: string; control_id: string; month: string } }, at: number) => {
		const control = trace.isFirstOfRun(row.run.id, at) ? trace.controlRow(row.run) : undefined;
		const evidence = trace.evidenceRow(row.id);
		if (!control && !evidence) return undefined;
		return {
			...(control ? { control: { link: `Kontroller!A${control}` } } : {}),
			...(evidence ? { item_key: { link: `Underlag!A${evidence}` } } : {}),
		};
	};
	const columns = await sampleColumns(db, scope);
	const rules = { tones: { run_result: RESULT_TONES } };
	return { name: "Stickprov", columns, rows: sampleRows(db, scope), repeated: 4, marks, rules };
}

function deviationSheet({ deviations }: ReportContent, trace: Trace) {
	const marks = (row: ReportContent["deviations"][number]) => {
		const at = trace.itemRow(row.item_id);
		const evidence = trace.evidenceRow(row.id);
		return {
			...(at ? { item_key: { link: `Stickprov!A${at}` } } : {}),
			...(evidence ? { title: { link: `Underlag!A${evidence}` } } : {}),
		};
	};
	return {
		name: "Avvikelser",
		columns: deviationColumns,
		rows: deviations,
		repeated: 2,
		marks,
		rules: { tones: { severity: SEVERITY_TONES } },
	};
}

function governanceSheet({ governance }: ReportContent) {
	const letter = (key: string) => columnLetter(governanceColumns.findIndex((column) => column.key === key) + 1);
	const marks = (row: ReportContent["governance"][number], at: number) =>
		row.budget_ore === null || (row.reported?.outcome_ore ?? null) === null
			? undefined
			: { difference: { formula: `${letter("budget")}${at}-${letter("outcome")}${at}` } };
	return { name: "Styrning (a–b)", columns: governanceColumns, rows: governance, repeated: 3, marks };
}

function evidenceSheet({ evidence }: ReportContent, trace: Trace) {
	const marks = (row: ReportContent["evidence"][number]) => {
		const item = trace.itemRow(row.parent_id);
		const deviation = trace.deviationRow(row.parent_id);
		if (item) return { parent: { link: `Stickprov!A${item}` } };
		return deviation ? { parent: { link: `Avvikelser!A${deviation}` } } : undefined;
	};
	return { name: "Underlag", columns: evidenceColumns, rows: evidence, marks };
}

function samMarks(_row: unknown, at: number) {
	return { left: { formula: `C${at}-B${at}` } };
}
