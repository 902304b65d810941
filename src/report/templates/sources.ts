import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import { ASSESSED, ASSESSMENT_LEVELS, ASSESSMENT_STATES, GRADES } from "../../../db/schema/report/words.ts";
import { recommendationColumns } from "../recommendations/columns.ts";
import {
	controlMonthColumns,
	deviationColumns,
	evidenceColumns,
	planColumns,
	type SummaryRow,
	summaryColumns,
} from "../workbook/columns.ts";
import type { ReportContent, ReportHead } from "../workbook/report-content.ts";
import { governanceColumns } from "../governance/columns.ts";
import { followUpSheetColumns, partColumns, partRows } from "../workbook/section-columns.ts";
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

/** The tables that a template can ask for. */
export const TABLES = {
	plan: "Internkontrollplan",
	follow_ups: "IK-plan uppföljning",
	parts: "Bedömning a–e",
	controls: "Kontroller",
	deviations: "Avvikelser",
	recommendations: "Rekommendationer",
	governance: "Styrning (a–b)",
	evidence: "Underlag",
	summary: "Sammanfattning",
} as const;

/** Everything of a report that a template can ask for. */
export function sourcesOf(content: ReportContent): Sources {
	const { period, plan, plan_rows, plan_marks, numbers, deviations, follow_ups, assessments, governance, evidence } =
		content;
	const { recommendations } = content;
	return {
		values: valuesOf(content),
		tables: [
			table("plan", planColumns(plan ? scaleOf(plan.scale) : null, plan_marks), plan_rows),
			table("follow_ups", followUpSheetColumns, follow_ups),
			table("parts", partColumns, partRows(assessments)),
			table("controls", controlMonthColumns, numbers.control_months),
			table("deviations", deviationColumns, deviations),
			table("recommendations", recommendationColumns, recommendations),
			table("governance", governanceColumns, governance),
			table("evidence", evidenceColumns, evidence),
			table("summary", summaryColumns, summaryRows(period, numbers)),
		],
	};
}

/** The numbers and words of a report that stand for themselves. */
export function valuesOf({ period, numbers, assessments }: ReportHead): ValueSource[] {
	return [...summaryRows(period, numbers).map(summaryValue), ...judgementValues(assessments)];
}

function summaryValue(row: SummaryRow): ValueSource {
	return { key: summaryName(row), label: `${row.section}: ${row.label}`, type: row.type, value: row.value };
}

/** The two judgements a report has one each of, by the word their places begin with. */
const JUDGED = { administration: "forvaltning", board: "namnd" } as const;

/** What is judged, by whom it is approved and how it is decided; the places are there before anything is written. */
function judgementValues(assessments: ReportHead["assessments"]): ValueSource[] {
	return (Object.keys(JUDGED) as (keyof typeof JUDGED)[]).flatMap((level) => {
		const head = assessments.find((one) => one.level === level);
		const value = (name: string, label: string, type: CellType, found: string | null | undefined): ValueSource => ({
			key: `bedomning_${JUDGED[level]}_${name}`,
			label: `Bedömning, ${ASSESSMENT_LEVELS[level]}: ${label}`,
			type,
			value: found ?? null,
		});
		const parts = (Object.keys(ASSESSED) as (keyof typeof ASSESSED)[]).flatMap((assessed) => {
			const part = head?.parts.find(({ requirement }) => requirement === assessed);
			const name = assessed === "total" ? "totalt" : `krav_${assessed}`;
			return [
				value(name, ASSESSED[assessed], "text", part && GRADES[part.grade]),
				value(`${name}_skal`, `${ASSESSED[assessed]}, skäl`, "text", part?.reasons),
				value(`${name}_brister`, `${ASSESSED[assessed]}, brister`, "text", part?.deficiencies),
			];
		});
		return [
			...parts,
			value("lage", "Status", "text", head && ASSESSMENT_STATES[head.state]),
			value("godkand_av", "Godkänd av", "text", head?.approver),
			value("beslutad", "Beslutad", "date", head?.decided_on),
			value("paragraf", "Paragraf", "text", head?.decision_paragraph),
			value("diarienummer", "Diarienummer", "text", head?.registry_no),
		];
	});
}

function table<Row>(key: keyof typeof TABLES, columns: readonly Column<Row>[], rows: readonly Row[]): TableSource {
	return {
		key,
		label: TABLES[key],
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
