import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { LedgerHitTable, LedgerRuleRunTable } from "../../schema/checks/ledger.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertRuleRun(trx: Trx, run: Insertable<LedgerRuleRunTable>): Promise<void> {
	await trx.insertInto("ledger_rule_runs").values(run).execute();
}

export async function updateRuleRun(trx: Trx, id: string, values: Updateable<LedgerRuleRunTable>): Promise<void> {
	await trx.updateTable("ledger_rule_runs").set(values).where("id", "=", id).execute();
}

/** Runs that never ended: the server stopped meanwhile. */
export async function endUnfinishedRuns(trx: Trx, at: string, problem: string): Promise<void> {
	await trx
		.updateTable("ledger_rule_runs")
		.set({ finished_at: at, problem })
		.where("finished_at", "is", null)
		.execute();
}

export function updateHit(trx: Trx, id: string, version: number, values: Partial<Updateable<LedgerHitTable>>) {
	return updateVersioned(trx, "ledger_hits", id, version, values);
}

type Found = Pick<
	Updateable<LedgerHitTable>,
	"title" | "first_date" | "last_date" | "line_count" | "sum_ore" | "unit_id" | "card_key" | "surprise"
>;

/** A hit that has got more lines or kronor since it was found: what was judged is a question again. */
export async function growHit(trx: Trx, id: string, values: Found): Promise<void> {
	await trx
		.updateTable("ledger_hits")
		.set((eb) => ({ ...values, status: "open" as const, hidden_by: null, version: eb("version", "+", 1) }))
		.where("id", "=", id)
		.execute();
}

/** A hit that stands elsewhere in the order, because more is known about what to expect. Nothing else of it changes. */
export async function moveHit(
	trx: Trx,
	id: string,
	values: Pick<Found, "title" | "card_key" | "surprise">,
): Promise<void> {
	await trx.updateTable("ledger_hits").set(values).where("id", "=", id).execute();
}

/** What explained hits have hidden is a question again. */
export async function showHidden(trx: Trx, explained: readonly string[]): Promise<void> {
	await trx
		.updateTable("ledger_hits")
		.set((eb) => ({ status: "open" as const, reason: "", hidden_by: null, version: eb("version", "+", 1) }))
		.where("hidden_by", "in", [...explained])
		.execute();
}

/** As many as a statement is given at a time. */
const LINES = 500;

/** Adds lines to hits; those they have already are left alone. */
export async function addHitLines(trx: Trx, lines: readonly { hit_id: string; line_id: number }[]): Promise<void> {
	for (let from = 0; from < lines.length; from += LINES) {
		await trx
			.insertInto("ledger_hit_lines")
			.values(lines.slice(from, from + LINES))
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}
