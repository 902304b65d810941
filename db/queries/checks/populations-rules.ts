import type { Db } from "../../open.ts";
import type { RuleEffect, RuleKind } from "../../schema/checks/populations.ts";

/** What a control has decided of accounts, series or suppliers. */
export interface FrameRule {
	kind: RuleKind;
	pattern: string;
	effect: RuleEffect;
	reason: string;
}

/** A control's rules on a day: for each pattern the newest that had begun. */
export async function listFrameRules(db: Db, controlId: string, day: string): Promise<FrameRule[]> {
	const rows = await db
		.selectFrom("frame_rules")
		.select(["kind", "pattern", "effect", "reason"])
		.where("control_id", "=", controlId)
		.where("valid_from", "<=", day)
		.orderBy("valid_from")
		.orderBy("id")
		.execute();
	return [...new Map(rows.map((row) => [`${row.kind} ${row.pattern}`, row])).values()];
}
