import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import { recommendationColumns } from "../recommendations/columns.ts";
import {
	controlMonthColumns,
	deviationColumns,
	evidenceColumns,
	planColumns,
	type SummaryRow,
	summaryColumns,
} from "../workbook/columns.ts";
import type { ReportContent } from "../workbook/report-content.ts";
import { scopeOf } from "../periods/scope.ts";
import { followUpSheetColumns, governanceSheetColumns, partColumns, partRows } from "../workbook/section-columns.ts";
import { summaryRows } from "../workbook/summary.ts";
import { summaryName } from "../workbook/summary-marks.ts";
import type { CellType, Column } from "../../ground/tables/column.ts";

/** A table of the report, as text and numbers by the label of each column. */
export interface TableSource {
	key: string;
	label: string;
	labels: readonly string[];
	rows(): Iterable<ReadonlyMap<string, SourceValue>>;
}

export interface SourceValue {
	type: CellType;
	value: string | number | null;
}

/** One number or word of the report's summary. */
export interface ValueSource extends SourceValue {
	key: string;
	label: string;
}

export interface Sources {
	values: readonly ValueSource[];
	tables: readonly TableSource[];
}

/** Everything of a report that a template can ask for. */
export function sourcesOf(content: ReportContent): Sources {
	const { period, plan, plan_rows, numbers, deviations, follow_ups, assessments, governance, evidence } = content;
	const { recommendations } = content;
	return {
		values: summaryRows(period, numbers).map((row: SummaryRow) => ({
			key: summaryName(row),
			label: `${row.section}: ${row.label}`,
			type: row.type,
			value: row.value,
		})),
		tables: [
			table("plan", "Internkontrollplan", planColumns(plan ? scaleOf(plan.scale) : null), plan_rows),
			table("follow_ups", "IK-plan uppföljning", followUpSheetColumns, follow_ups),
			table("parts", "Bedömning a–e", partColumns, partRows(assessments)),
			table("controls", "Kontroller", controlMonthColumns, numbers.control_months),
			table("deviations", "Avvikelser", deviationColumns(scopeOf(period).found_from), deviations),
			table("recommendations", "Rekommendationer", recommendationColumns, recommendations),
			table("governance", "Styrning (a–b)", governanceSheetColumns, governance),
			table("evidence", "Underlag", evidenceColumns, evidence),
			table("summary", "Sammanfattning", summaryColumns, summaryRows(period, numbers)),
		],
	};
}

function table<Row>(key: string, label: string, columns: readonly Column<Row>[], rows: readonly Row[]): TableSource {
	return {
		key,
		label,
		labels: columns.map((column) => column.label),
		*rows() {
			for (const row of rows)
				yield new Map(
					columns.map((column) => [
						column.label,
						{ type: column.typeOf?.(row) ?? column.type, value: column.value(row) },
					]),
				);
		},
	};
}
