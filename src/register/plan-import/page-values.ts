import { lineOf } from "./cell-texts.ts";
import type { PlanField } from "./columns.ts";
import type { DraftArea, DraftRisk } from "./plan-model.ts";
import type { ReadingState } from "./reading-state.ts";
import { MAPPED_COLUMNS } from "./schema.ts";

/** A column to map: what stands over it, what it is taken for, and three values from it. */
export interface MappedColumn {
	column: number;
	heading: string;
	field: PlanField | null;
	values: string[];
}

export interface Mapping {
	sheet: string | null;
	heading_row: number | null;
	columns: MappedColumn[];
}

/** The first sheet that is read, or the first with anything in it, column by column. */
export function mappingOf({ reading, tables }: Pick<ReadingState, "reading" | "tables">): Mapping {
	const shown =
		reading.sheets.find((sheet) => sheet.chosen) ?? reading.sheets.find(({ headings }) => headings.length > 0);
	const rows = tables.sheets.find((sheet) => sheet.name === shown?.name)?.rows ?? [];
	const heading_row = shown?.heading_row ?? shown?.seen_row ?? null;
	const valuesIn = (column: number) =>
		rows
			.filter(({ number }) => heading_row !== null && number > heading_row)
			.flatMap(({ cells }) => lineOf(cells.get(column) ?? "") || [])
			.slice(0, 3)
			.map((text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text));
	return {
		sheet: shown?.name ?? null,
		heading_row,
		columns: (shown?.headings ?? [])
			.filter(({ column }) => column < MAPPED_COLUMNS)
			.map(({ column, text, field }) => ({ column, heading: text, field, values: valuesIn(column) })),
	};
}

const text = (value: string | number | null) => String(value ?? "");

/** A risk of a reading as its form holds it. */
export function draftValues(area: DraftArea, risk: DraftRisk): Record<string, string | string[]> {
	return {
		area: area.name,
		title: risk.title,
		description: risk.description,
		scope: risk.scope,
		requirements: risk.requirements,
		origin: risk.origin,
		owner_id: text(risk.owner.id),
		inherent_likelihood: text(risk.inherent.likelihood),
		inherent_impact: text(risk.inherent.impact),
		residual_likelihood: text(risk.residual.likelihood),
		residual_impact: text(risk.residual.impact),
		treatment: text(risk.treatment),
		left_out: "",
		measure_title: risk.measures.map((measure) => measure.title),
		measure_kind: risk.measures.map((measure) => measure.kind),
		measure_owner_id: risk.measures.map((measure) => text(measure.owner.id)),
		measure_due_on: risk.measures.map((measure) => text(measure.due_on)),
		measure_frequency: risk.measures.map((measure) => text(measure.controls[0]?.frequency ?? null)),
	};
}
