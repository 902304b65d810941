import type { PlanListRow, PlanRow, PlanStep } from "../../../db/queries/register/plans.ts";
import { PLAN_STATUSES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

export const planListColumns: Column<PlanListRow>[] = [
	{ key: "year", label: "År", type: "year", width: 8, value: (plan) => plan.year },
	{ key: "board", label: "Nämnd", type: "text", width: 36, value: (plan) => plan.board_name },
	{ key: "status", label: "Status", type: "text", value: (plan) => PLAN_STATUSES[plan.status] },
	{ key: "risks", label: "Risker", type: "count", width: 10, value: (plan) => plan.risks },
	{ key: "decided_on", label: "Beslutad", type: "date", value: (plan) => plan.decided_on },
	{ key: "paragraph", label: "§", type: "text", width: 8, value: (plan) => plan.decision_paragraph },
	{ key: "registry_no", label: "Diarienummer", type: "text", width: 18, value: (plan) => plan.registry_no },
];

/** What the published plan says beside a risk: that it is the whole region's, and that it came from a revisionsrapport. */
export function riskMarks({ scope, origin }: Pick<PlanRow, "scope" | "origin">): string[] {
	return [
		...(scope === "region" ? [RISK_SCOPES.region] : []),
		...(/^revisionsrapport/i.test(origin.trim()) ? ["Revisionsrapport"] : []),
	];
}

/** An åtgärd has a scope of its own: the region's may stand under a nämnd's risk, and the other way round. */
export function stepMarks({ scope }: Pick<PlanRow, "scope">, step: PlanStep): string[] {
	return (step.scope ?? scope) === "region" ? [RISK_SCOPES.region] : [];
}

function marked(title: string, marks: readonly string[]): string {
	return marks.length > 0 ? `${title} (${marks.join(", ")})` : title;
}

/** The published plan: three columns, a row per åtgärd. */
export const planColumns: Column<PlanRow>[] = [
	{ key: "area", label: "Verksamhet", type: "text", width: 24, value: (row) => row.area },
	{ key: "risk", label: "Risk", type: "text", width: 60, value: (row) => marked(row.risk_title, riskMarks(row)) },
	{
		key: "measure",
		label: "Åtgärd",
		type: "text",
		width: 70,
		value: (row) => row.step && marked(row.step.title, stepMarks(row, row.step)),
	},
];
