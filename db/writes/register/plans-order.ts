import type { Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";
import type { AreaTable } from "../../schema/register/plans.ts";

export async function updateArea(trx: Trx, id: string, values: Updateable<AreaTable>): Promise<void> {
	await trx.updateTable("areas").set(values).where("id", "=", id).execute();
}

/** Changes rows whose plan is locked by its version. Their own version is raised, so that a form opened before is told. */
export async function updatePlanRows<T extends "risks" | "measures" | "controls">(
	trx: Trx,
	table: T,
	ids: readonly string[],
	values: Partial<Updateable<Schema[T]>>,
): Promise<void> {
	if (ids.length === 0) return;
	await trx
		// the union of tables is too wide for Kysely's types; the signature above is what callers are held to
		.updateTable(table as "risks")
		.set((eb) => ({ ...(values as Updateable<Schema["risks"]>), version: eb("version", "+", 1) }))
		.where("id", "in", [...ids])
		.execute();
}
