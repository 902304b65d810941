import type { Db } from "../../../db/open.ts";
import { listPlanRows, type Plan } from "../../../db/queries/register/plans.ts";
import { planStage } from "../../../db/schema/register/plans.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { decisionText, type MarkedRow, markedRows, publishedColumns } from "../../register/plans/columns.ts";
import { planNotices } from "../../register/plans/notices.ts";
import { type PlanState, readPlanState } from "../../register/plans/plan-state.ts";
import { shown } from "../../ground/tables/column.ts";
import { factsTable, type Paper } from "./paper.ts";

const SHARES = [2, 5, 6];

export async function readPlanPaper(db: Db, plan: Plan, today: string): Promise<Paper> {
	const state = await readPlanState(db, plan.id);
	return planPaper(plan, markedRows(await listPlanRows(db, plan), state.marks), state, today);
}

/**
 * The plan as the nämnd adopts it: three columns. A draft says that it is one, and is dated the day it was taken out; what has been
 * changed since the decision is marked.
 */
function planPaper(
	plan: Plan,
	rows: readonly MarkedRow[],
	{ decisions, remarks }: Pick<PlanState, "decisions" | "remarks">,
	today: string,
): Paper {
	return {
		title: `Internkontrollplan ${plan.year}`,
		lead: plan.board_name,
		dated: plan.decided_on ?? today,
		landscape: true,
		blocks: [
			factsTable("Planens beslut", [
				["Status", planStage(plan, today).label],
				["Beslutad", plan.decided_on && formatDate(plan.decided_on)],
				["Paragraf", plan.decision_paragraph && `§ ${plan.decision_paragraph}`],
				["Diarienummer", plan.registry_no],
				...decisions
					.filter(({ number }) => number > 0)
					.map((one): [string, string] => [`Ändringsbeslut ${one.number}`, decisionText(one)]),
			]),
			...planNotices(plan, today, remarks)
				.filter((notice) => notice.tone === "warn")
				.map((notice) => ({ kind: "text" as const, text: notice.text })),
			{ kind: "heading", level: 2, text: "Risker och åtgärder" },
			{
				kind: "table",
				label: "Verksamhet, risk och åtgärd",
				columns: publishedColumns.map(({ label }, index) => ({ label, share: SHARES[index]! })),
				rows: rows.map((row) => publishedColumns.map((column) => shown(column, row) + markIn(column.key, row))),
			},
		],
	};
}

function markIn(column: string, { marks }: MarkedRow): string {
	const mark = marks[column as keyof MarkedRow["marks"]];
	return mark === null ? "" : ` (${mark})`;
}
