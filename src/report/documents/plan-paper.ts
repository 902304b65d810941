import type { Plan, PlanRow } from "../../../db/queries/register/plans.ts";
import { PLAN_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { planColumns } from "../../register/plans/columns.ts";
import { planNotices } from "../../register/plans/notices.ts";
import { shown } from "../../ground/tables/column.ts";
import { factsTable, type Paper } from "./paper.ts";

const SHARES = [2, 5, 6];

/** The plan as the nämnd adopts it: three columns. A draft says that it is one, and is dated the day it was taken out. */
export function planPaper(plan: Plan, rows: readonly PlanRow[], today: string): Paper {
	return {
		title: `Internkontrollplan ${plan.year}`,
		lead: plan.board_name,
		dated: plan.decided_on ?? today,
		landscape: true,
		blocks: [
			factsTable("Planens beslut", [
				["Status", PLAN_STATUSES[plan.status]],
				["Beslutad", plan.decided_on && formatDate(plan.decided_on)],
				["Paragraf", plan.decision_paragraph && `§ ${plan.decision_paragraph}`],
				["Diarienummer", plan.registry_no],
			]),
			...planNotices(plan, today)
				.filter((notice) => notice.tone === "warn")
				.map((notice) => ({ kind: "text" as const, text: notice.text })),
			{ kind: "heading", level: 2, text: "Risker och åtgärder" },
			{
				kind: "table",
				label: "Verksamhet, risk och åtgärd",
				columns: planColumns.map(({ label }, index) => ({ label, share: SHARES[index]! })),
				rows: rows.map((row) => planColumns.map((column) => shown(column, row))),
			},
		],
	};
}
