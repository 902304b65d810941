import { expressionBuilder, sql } from "kysely";
import type { DeviationTable } from "../../schema/checks/deviations.ts";
import type { Schema } from "../../schema/index.ts";
import { CAUSE_CODES, DEVIATION_STATUSES, SEVERITY_LADDER } from "../../schema/vocabulary.ts";
import { byFilled, byLadder, byText, byValue, type Orders, wordsIn } from "../ground/tables-orders.ts";

/** What each column of the list is ordered by. */
export const DEVIATION_ORDERS: Orders = {
	number: byFilled("deviation.number"),
	title: byText("deviation.title"),
	severity: byLadder("deviation.severity", SEVERITY_LADDER),
	status: byLadder("deviation.status", Object.keys(DEVIATION_STATUSES)),
	unit: byFilled("unit.sort_name"),
	owner: byValue("owner.sort_name"),
	due_on: byValue("deviation.due_on"),
	description: byText("deviation.description"),
	cause: byLadder("deviation.cause_code", Object.keys(CAUSE_CODES)),
	direct_fix: byText("deviation.direct_fix"),
	root_cause: byText("deviation.root_cause"),
	plan: byText("deviation.plan"),
	effect_check: byText("deviation.effect_check"),
	risk: byFilled("risk.number"),
	period: byValue("run.period_key"),
	question: byText("question.text"),
	voucher: byText("line.voucher_no"),
	supplier: byText("line.supplier_name"),
	amount: byValue("line.amount_ore"),
	found_at: byFilled("deviation.found_at"),
	found_by: byFilled("finder.sort_name"),
	closed_at: byValue("deviation.closed_at"),
	closed_by: byValue("closer.sort_name"),
};

/** Each word somewhere in the deviation's own text, its unit, its owner or the supplier of the purchase. */
export function hasWords(text: string) {
	const eb = expressionBuilder<Schema & { deviation: DeviationTable }, "deviation">();
	return eb.and(
		text.split(/\s+/).map((word) =>
			eb.or([
				wordsIn(word, { texts: ["deviation.title", "deviation.description"] }),
				sql<boolean>`cast(${sql.ref("deviation.number")} as text) = ${word}`,
				eb("deviation.unit_id", "in", (q) =>
					q
						.selectFrom("org_units")
						.select("id")
						.where(wordsIn(word, { names: ["org_units.sort_name"] })),
				),
				eb("deviation.owner_id", "in", (q) =>
					q
						.selectFrom("people")
						.select("id")
						.where(wordsIn(word, { names: ["people.sort_name"] })),
				),
				eb.exists((q) =>
					q
						.selectFrom("sample_items as found_item")
						.innerJoin("ledger_rows as found_line", "found_line.id", "found_item.line_id")
						.select("found_item.id")
						.whereRef("found_item.id", "=", "deviation.item_id")
						.where(wordsIn(word, { texts: ["found_line.supplier_name", "found_line.voucher_no"] })),
				),
			]),
		),
	);
}
