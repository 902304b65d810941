import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Db } from "../../../db/open.ts";
import { listRunsNotDone } from "../../../db/queries/report/workbook-not-done.ts";
import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { addPrintedSheet, type Paper } from "../../ground/tables/printed-sheet.ts";
import { startWorkbook, type Workbook } from "../../ground/tables/xlsx.ts";
import { type Conclusion, readConclusions } from "../assessments/conclusions.ts";
import { addControlsPage, controlPlaces } from "./controls-page.ts";
import { coverageSheet } from "./coverage-sheet.ts";
import { guideSheet, type Making } from "./guide.ts";
import { judgementCounts } from "./judgement-counts.ts";
import { addJudgementSheet, JUDGEMENT_SHEET } from "./judgement-sheet.ts";
import { judgementOf } from "./judgement.ts";
import { readEarlier } from "./last-report.ts";
import type { ReportContent } from "./report-content.ts";
import { scopeOf } from "../periods/scope.ts";
import {
	deviationSheet,
	followUpSheet,
	governanceSheet,
	type PrintedSheet,
	planSheet,
	recommendationSheet,
	samSheet,
} from "./printed-sheets.ts";
import { readRegionName } from "./region-name.ts";
import { regionSheet } from "./region-sheet.ts";
import { countedSheet } from "./summary-marks.ts";
import {
	conclusionSheet,
	controlMonthSheet,
	evidenceSheet,
	itemSheet,
	partSheet,
	summarySheet,
} from "./technical-sheets.ts";
import { titlesOf } from "./titles.ts";
import { planFileSheet } from "./plan-file-sheet.ts";
import { traceOf } from "./trace.ts";

/**
 * Writes the whole workbook of a period to a stream, sheet by sheet: what it judges, what that rests on, and last what a reader
 * seldom opens. `db` is one snapshot, so that the sheets agree. A sheet that has nothing to say yet is left out, except those every
 * report has.
 */
export async function writeWorkbook(db: Db, out: Writable, content: ReportContent, making: Making): Promise<void> {
	const { period } = content;
	const workbook = startWorkbook(out, { title: `${period.name}, ${period.board}`, created: new Date(making.made_at) });
	const today = stockholmDate(making.made_at);
	const judgement = judgementOf(content, await readEarlier(db, period, content.seal?.sealed_at ?? null));
	const titles = titlesOf(content, { ...making, region: await readRegionName(db, period.unit_id) });
	const book = new Book(workbook, titles);
	const trace = await traceOf(db, scopeOf(period), content);
	const [plan, deviations, sam] = [planSheet(content), deviationSheet(content, trace), samSheet(content)];

	const counts = judgementCounts({
		plan: countedSheet(plan.name, plan.columns, content.plan_rows.length),
		deviations: countedSheet(deviations.name, deviations.columns, content.deviations.length),
		sam: sam.at === undefined ? null : { ...countedSheet(sam.name, sam.columns, sam.rows.length), row: sam.at },
		controls: controlPlaces(content.numbers.control_months),
		deviationRow: trace.deviationRow,
		scale: content.plan ? scaleOf(content.plan.scale) : null,
	});
	addJudgementSheet(workbook, { ...titles, told: titles.made, judgement, counts });
	book.names.push(JUDGEMENT_SHEET);
	await book.addIfAny(followUpSheet(content));
	const not_done = await listRunsNotDone(db, scopeOf(period));
	addControlsPage(workbook, { months: content.numbers.control_months, not_done, year: period.year, ...titles });
	book.names.push("Kontroller");
	await book.add(deviations);
	await book.addIfAny(recommendationSheet(content));
	await book.addIfAny(regionSheet(content));
	await book.addIfAny(sam);
	await book.addIfAny(governanceSheet(content));
	await book.addIfAny(coverageSheet(content));
	await book.add(plan);

	const whole = await readConclusions(db, period, { level: "whole", today });
	const concluded = await readConclusions(db, period, { level: "division", today });
	await book.addIfAny(partSheet(content));
	await book.add(await summarySheet(db, { content, trace, plan, deviations }));
	await book.add(controlMonthSheet(content, trace, whole));
	await book.addIfAny(conclusionSheet(concluded));
	await book.add(await itemSheet(db, content, trace));
	await book.add(evidenceSheet(content, trace));
	await book.addIfAny(await planFileSheet(db, content));
	await book.add(guideSheet(content, making, book.names, confidencesOf(concluded)));
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
	readonly #titles: Pick<Paper<never>, "told" | "foot">;

	constructor(workbook: Workbook, { told, foot }: Pick<Paper<never>, "told" | "foot">) {
		this.#workbook = workbook;
		this.#titles = { told, foot };
	}

	async add<Row>({ paper, ...sheet }: PrintedSheet<Row>): Promise<void> {
		this.names.push(sheet.name);
		await addPrintedSheet(this.#workbook, sheet, { ...this.#titles, ...paper });
	}

	async addIfAny<Row>(sheet: PrintedSheet<Row> & { rows: readonly Row[] }): Promise<void> {
		if (sheet.rows.length > 0) await this.add(sheet);
	}
}
