import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { SwapTable } from "../../schema/checks/samples-swaps.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertSwap(trx: Trx, swap: Insertable<SwapTable>): Promise<void> {
	await trx.insertInto("swaps").values(swap).execute();
}

export function updateSwap(trx: Trx, id: string, version: number, values: Partial<Updateable<SwapTable>>) {
	return updateVersioned(trx, "swaps", id, version, values);
}
