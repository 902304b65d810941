import type { Db } from "../../open.ts";
import type { FollowUpKind } from "../../schema/report/words.ts";
import { type FollowUpRow, listFollowUpRows } from "./follow-ups.ts";
import type { Period } from "./periods.ts";
import type { JudgedScope } from "./periods-membership.ts";

/** One subject of the period's plan as the list shows it, or undefined when it is in another plan. */
export async function findFollowUpRow(
	db: Db,
	period: Pick<Period, "id" | "board_id">,
	scope: JudgedScope,
	kind: FollowUpKind,
	id: string,
): Promise<FollowUpRow | undefined> {
	const risk_id = kind === "risk" ? id : await findRiskOf(db, kind === "measure" ? "measures" : "controls", id);
	if (risk_id === undefined) return undefined;
	const rows = await listFollowUpRows(db, period, scope, [risk_id]);
	return rows.find((row) => row.kind === kind && row.id === id);
}

async function findRiskOf(db: Db, table: "measures" | "controls", id: string): Promise<string | undefined> {
	return (await db.selectFrom(table).select("risk_id").where("id", "=", id).executeTakeFirst())?.risk_id;
}
