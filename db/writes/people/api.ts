import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ApiTokenTable } from "../../schema/people/api.ts";

export async function insertApiToken(trx: Trx, token: Insertable<ApiTokenTable>): Promise<void> {
	await trx.insertInto("api_tokens").values(token).execute();
}

export async function touchApiToken(trx: Trx, id: string, now: string): Promise<void> {
	await trx.updateTable("api_tokens").set({ last_used_at: now }).where("id", "=", id).execute();
}

export async function endApiToken(trx: Trx, id: string, now: string): Promise<void> {
	await trx.updateTable("api_tokens").set({ ended_at: now }).where("id", "=", id).execute();
}
