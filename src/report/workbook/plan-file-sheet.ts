import type { Db } from "../../../db/open.ts";
import type { PlanRow, PlanStep } from "../../../db/queries/register/plans.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { type MarkedRow, markedRows } from "../../register/plans/columns.ts";
import { planColumns } from "../../register/plans/file-columns.ts";
import { fileRows, type PlanFileRow } from "../../register/plans/file-rows.ts";
import type { ReportContent } from "./report-content.ts";
import { PLAN_FILE_SHEET } from "./sheet-names.ts";
import { unprinted } from "./technical-sheets.ts";

type Planned = Pick<ReportContent, "plan_rows" | "plan_marks" | "risks" | "measures" | "controls">;

/** The plan as its own file has it, with all that is needed to read it back as the same plan. */
export async function planFileSheet(db: Db, content: Planned) {
	const contents = { risks: content.risks, measures: content.measures, controls: content.controls };
	const paper = unprinted<PlanFileRow>(PLAN_FILE_SHEET, "Planen som den kan läsas in igen.", planColumns.length);
	return {
		name: PLAN_FILE_SHEET,
		columns: planColumns,
		rows: await fileRows(db, rowsOf(content), contents),
		paper,
	};
}

/** A row for each åtgärd and for each control that carries out none; a risk with neither has one row. */
function rowsOf({ plan_rows, plan_marks, measures, controls }: Planned): MarkedRow[] {
	const scopes = new Map(measures.map((measure) => [measure.id, measure.scope]));
	const alone = grouped(
		controls.filter((control) => control.measure_id === null),
		(control) => control.risk_id,
	);
	const last = new Map(plan_rows.map((row) => [row.risk_id, row]));
	const rows = plan_rows.flatMap((row): PlanRow[] => {
		const of = {
			area_id: row.area_id,
			area: row.area,
			risk_id: row.risk_id,
			risk_number: row.number,
			risk_title: row.risk,
			scope: row.scope,
			origin: row.origin,
			risk_owner: row.risk_owner,
			inherent: null,
			residual: null,
		};
		const own =
			row.measure_id === null ? [] : [stepOf(row.measure_id, "measure", row.measure!, scopes.get(row.measure_id))];
		const more = last.get(row.risk_id) === row ? (alone.get(row.risk_id) ?? []) : [];
		const steps = [...own, ...more.map((control) => stepOf(control.id, "control", control.title))];
		return steps.length === 0 ? [{ ...of, step: null }] : steps.map((step) => ({ ...of, step }));
	});
	return markedRows(rows, plan_marks);
}

/** The line's other cells are read from what is stored of the step. */
function stepOf(
	id: string,
	kind: PlanStep["kind"],
	title: string,
	scope: PlanStep["scope"] | undefined = null,
): PlanStep {
	return {
		...{ id, kind, title, scope, measure_kind: null, performer_text: "" },
		...{ owner_name: null, due_on: null, status: null },
	};
}
