import type { Db } from "../../../../db/open.ts";
import { scaleOf } from "../../../../db/schema/register/risks-scale.ts";
import {
	controlMonthColumns,
	deviationColumns,
	evidenceColumns,
	planColumns,
	summaryColumns,
} from "../../workbook/columns.ts";
import type { ReportContent } from "../../workbook/report-content.ts";
import { writtenAssessments } from "../../workbook/report-content.ts";
import { sampleColumns, sampleRows } from "../../workbook/sample-sheet.ts";
import { governanceColumns } from "../../governance/columns.ts";
import { scopeOf } from "../../periods/scope.ts";
import { followUpSheetColumns, partColumns, partRows, samColumns } from "../../workbook/section-columns.ts";
import { summaryRows } from "../../workbook/summary.ts";
import { csvText } from "../../../ground/tables/csv.ts";

export interface Table {
	name: string;
	lines: AsyncIterable<string>;
}

/** The tables of the report, the same as the sheets of its workbook. */
export async function archiveTables(db: Db, content: ReportContent): Promise<Table[]> {
	const { period, numbers, plan, plan_rows, plan_marks, deviations, follow_ups, governance, evidence, sam } = content;
	const scope = scopeOf(period);
	return [
		{ name: "sammanfattning", lines: csvText(summaryColumns, summaryRows(period, numbers)) },
		{ name: "bedomning", lines: csvText(partColumns, partRows(writtenAssessments(content))) },
		{ name: "uppfoljning", lines: csvText(followUpSheetColumns, follow_ups) },
		{
			name: "internkontrollplan",
			lines: csvText(planColumns(plan ? scaleOf(plan.scale) : null, plan_marks), plan_rows),
		},
		{ name: "kontroller", lines: csvText(controlMonthColumns, numbers.control_months) },
		{ name: "stickprov", lines: csvText(await sampleColumns(db, scope), sampleRows(db, scope)) },
		{ name: "avvikelser", lines: csvText(deviationColumns, deviations) },
		{ name: "sam", lines: csvText(samColumns, sam) },
		{ name: "styrning", lines: csvText(governanceColumns, governance) },
		{ name: "underlag", lines: csvText(evidenceColumns, evidence) },
	];
}
