import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type * as sam from "../../schema/sam/sam.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertSamAction(trx: Trx, action: Insertable<sam.SamActionTable>): Promise<void> {
	await trx.insertInto("sam_actions").values(action).execute();
}

export function updateSamAction(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<sam.SamActionTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "sam_actions", id, version, values);
}

export async function insertSamReturn(trx: Trx, one: Insertable<sam.SamReturnTable>): Promise<void> {
	await trx.insertInto("sam_returns").values(one).execute();
}

export function updateSamReturn(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<sam.SamReturnTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "sam_returns", id, version, values);
}

export async function insertSamAllocation(trx: Trx, allocation: Insertable<sam.SamAllocationTable>): Promise<void> {
	await trx.insertInto("sam_allocations").values(allocation).execute();
}

export function updateSamAllocation(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<sam.SamAllocationTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "sam_allocations", id, version, values);
}
