import type { PlanDecision } from "../../../db/queries/register/plans-decisions.ts";
import type { PlanListRow, PlanRow, PlanStep } from "../../../db/queries/register/plans.ts";
import type { PlanStage } from "../../../db/schema/register/plans.ts";
import { isOverdue } from "../../../db/schema/register/measures.ts";
import { FINISHED_MEASURES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import { lineMark, type Marks, type RowKind } from "./plan-version.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import type { Column } from "../../ground/tables/column.ts";
import { MEASURE_FIELDS } from "../measures/fields.ts";
import { RISK_FIELDS } from "../risks/fields.ts";

/** A plan of the list, and what it is today. */
export type StagedPlan = PlanListRow & { stage: PlanStage };

export const planListColumns: Column<StagedPlan>[] = [
	{ key: "year", label: "År", type: "year", width: 8, value: (plan) => plan.year },
	{ key: "board", label: "Nämnd", type: "text", width: 36, value: (plan) => plan.board_name },
	{ key: "status", label: "Status", type: "text", width: 36, value: (plan) => plan.stage.label },
	{ key: "risks", label: "Risker", type: "count", width: 10, value: (plan) => plan.risks },
	{ key: "decided_on", label: "Beslutad", type: "date", value: (plan) => plan.decided_on },
	{ key: "paragraph", label: "§", type: "text", width: 8, value: (plan) => plan.decision_paragraph },
	{ key: "registry_no", label: "Diarienummer", type: "text", width: 18, value: (plan) => plan.registry_no },
];

/**
 * A line of the plan, and what it says of changes that no decision has taken in: of the whole line, as files have it, and of each
 * of its cells, so that an åtgärd is not called changed when its risk is.
 */
export type MarkedRow = PlanRow & {
	mark: string | null;
	marks: Record<"area" | "risk" | "measure", string | null>;
};

export function markedRows(rows: readonly PlanRow[], marks: Marks): MarkedRow[] {
	return rows.map((row) => {
		const step = row.step?.id ?? null;
		return {
			...row,
			mark: lineMark(marks, [row.area_id, row.risk_id, step]),
			marks: {
				area: lineMark(marks, [row.area_id]),
				risk: lineMark(marks, [row.risk_id]),
				measure: lineMark(marks, [step]),
			},
		};
	});
}

/** What the published plan says beside a risk: that it is the whole region's, and that it came from a revisionsrapport. */
export function riskMarks({ scope, origin }: Pick<PlanRow, "scope" | "origin">): string[] {
	return [
		...(scope === "region" ? [RISK_SCOPES.region] : []),
		...(/^revisionsrapport/i.test(origin.trim()) ? ["Revisionsrapport"] : []),
	];
}

/** An åtgärd has a scope of its own: the region's may stand under a nämnd's risk, and the other way round. */
export function stepMarks({ scope }: Pick<PlanRow, "scope">, step: Pick<PlanStep, "scope">): string[] {
	return (step.scope ?? scope) === "region" ? [RISK_SCOPES.region] : [];
}

function marked(title: string, marks: readonly string[]): string {
	return marks.length > 0 ? `${title} (${marks.join(", ")})` : title;
}

/** The published plan: three columns, a row per åtgärd. */
export const publishedColumns: Column<PlanRow>[] = [
	{ key: "area", label: RISK_FIELDS.area_id.label, type: "text", width: 24, value: (row) => row.area },
	{
		key: "risk",
		label: RISK_FIELDS.title.short,
		type: "text",
		width: 60,
		value: (row) => marked(row.risk_title, riskMarks(row)),
	},
	{
		key: "measure",
		label: MEASURE_FIELDS.title.label,
		type: "text",
		width: 70,
		value: (row) => row.step && marked(row.step.title, stepMarks(row, row.step)),
	},
];

export const ROW_KINDS: Record<RowKind, string> = {
	area: "Verksamhet",
	risk: "Risk",
	measure: "Åtgärd",
	control: "Kontrollmoment",
};

/** What can be done with the place of a row in a draft. */
export const ORDER_ACTS = {
	up: "Flytta upp",
	down: "Flytta ned",
	move: "Flytta till en annan plats",
	rename: "Byt namn",
	drop: "Stryk ur utkastet",
	restore: "Ta tillbaka",
};

/** "12 mars 2026, § 20, 26RS77" */
export function decisionText(decision: PlanDecision): string {
	return `${formatDate(decision.decided_on)}, § ${decision.decision_paragraph}, ${decision.registry_no}`;
}

/** How a risk's åtgärder go, worst first: one that is late is what the reader must see. */
export const RISK_PROGRESS = {
	late: "Försenad",
	ongoing: "Enligt plan",
	not_started: "Ej påbörjad",
	done: "Genomförd",
	none: "Ingen åtgärd",
} as const;
export type RiskProgress = keyof typeof RISK_PROGRESS;

/** What the measures of a risk say together; a control that carries out no measure is not reported on here. */
export function riskProgress(
	steps: readonly (PlanStep | null)[],
	today: string,
): { progress: RiskProgress; late: number } {
	const statuses = steps.flatMap((step) => (step?.status ? [{ status: step.status, due_on: step.due_on }] : []));
	const late = statuses.filter((one) => isOverdue(one, today)).length;
	if (statuses.length === 0) return { progress: "none", late };
	if (late > 0) return { progress: "late", late };
	if (statuses.every(({ status }) => FINISHED_MEASURES.includes(status))) return { progress: "done", late };
	return { progress: statuses.some(({ status }) => status !== "not_started") ? "ongoing" : "not_started", late };
}
