import type { PlanListRow, PlanRow } from "../../../db/queries/register/plans.ts";
import { PLAN_STATUSES } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";
import { MEASURE_FIELDS } from "../measures/fields.ts";
import { RISK_FIELDS } from "../risks/fields.ts";

export const planListColumns: Column<PlanListRow>[] = [
	{ key: "year", label: "År", type: "year", width: 8, value: (plan) => plan.year },
	{ key: "board", label: "Nämnd", type: "text", width: 36, value: (plan) => plan.board_name },
	{ key: "status", label: "Status", type: "text", value: (plan) => PLAN_STATUSES[plan.status] },
	{ key: "risks", label: "Risker", type: "count", width: 10, value: (plan) => plan.risks },
	{ key: "decided_on", label: "Beslutad", type: "date", value: (plan) => plan.decided_on },
	{ key: "paragraph", label: "§", type: "text", width: 8, value: (plan) => plan.decision_paragraph },
	{ key: "registry_no", label: "Diarienummer", type: "text", width: 18, value: (plan) => plan.registry_no },
];

/** The published plan: three columns, a row per åtgärd. */
export const planColumns: Column<PlanRow>[] = [
	{ key: "area", label: RISK_FIELDS.area_id.label, type: "text", width: 24, value: (row) => row.area },
	{ key: "risk", label: RISK_FIELDS.title.short, type: "text", width: 60, value: (row) => row.risk_title },
	{
		key: "measure",
		label: MEASURE_FIELDS.title.label,
		type: "text",
		width: 70,
		value: (row) => row.step?.title ?? null,
	},
];
