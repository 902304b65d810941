import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { FollowUpTable, PeriodDeliveryTable } from "../../schema/report/follow-ups.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertFollowUp(trx: Trx, followUp: Insertable<FollowUpTable>): Promise<void> {
	await trx.insertInto("follow_ups").values(followUp).execute();
}

export function updateFollowUp(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<FollowUpTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "follow_ups", id, version, values);
}

export async function insertDelivery(trx: Trx, delivery: Insertable<PeriodDeliveryTable>): Promise<void> {
	await trx.insertInto("period_deliveries").values(delivery).execute();
}

export function updateDelivery(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<PeriodDeliveryTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "period_deliveries", id, version, values);
}
