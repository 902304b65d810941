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

/** A hit that has got more lines since it was found. `reopen`: what was judged is a question again. */
export async function growHit(
	trx: Trx,
	id: string,
	values: Pick<Updateable<LedgerHitTable>, "title" | "first_date" | "last_date" | "line_count" | "sum_ore" | "unit_id">,
	reopen: boolean,
): Promise<void> {
	await trx
		.updateTable("ledger_hits")
		.set((eb) => ({ ...values, ...(reopen ? { status: "open" as const } : {}), version: eb("version", "+", 1) }))
		.where("id", "=", id)
		.execute();
}

/** Adds lines to a hit; those it has already are left alone. */
export async function addHitLines(trx: Trx, hitId: string, lineIds: readonly string[]): Promise<void> {
	for (const line_id of lineIds) {
		await trx
			.insertInto("ledger_hit_lines")
			.values({ hit_id: hitId, line_id })
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}
