import type { Db } from "../open.ts";
import type { GovernanceKind, GovernanceStatus } from "../schema/assessment-words.ts";

/** A goal, assignment or economic frame with what one report says of it. */
export interface ReportGovernanceRow {
	id: string;
	kind: GovernanceKind;
	number: string;
	title: string;
	details: string;
	owner: string | null;
	budget_ore: number | null;
	outcome_ore: number | null;
	status: GovernanceStatus | null;
	comment: string | null;
}

/** What the report says of krav a–b: the items of the board's year, in the plan's order. */
export function listReportGovernance(
	db: Db,
	period: { id: string; board_id: string; year: number },
): Promise<ReportGovernanceRow[]> {
	return db
		.selectFrom("governance_items as item")
		.leftJoin("people as owner", "owner.id", "item.owner_id")
		.leftJoin("governance_statuses as said", (join) =>
			join.onRef("said.item_id", "=", "item.id").on("said.period_id", "=", period.id),
		)
		.select(["item.id", "item.kind", "item.number", "item.title", "item.details", "owner.name as owner"])
		.select(["item.budget_ore", "said.outcome_ore", "said.status", "said.comment"])
		.where("item.board_id", "=", period.board_id)
		.where("item.year", "=", period.year)
		.orderBy("item.kind", "desc")
		.orderBy("item.position")
		.orderBy("item.id")
		.execute();
}
