import type { Insertable } from "kysely";
import type { Trx } from "../open.ts";
import type { SessionTable } from "../schema/organisation.ts";

export async function insertSession(trx: Trx, session: Insertable<SessionTable>): Promise<void> {
	await trx.insertInto("sessions").values(session).execute();
}

export async function endSession(trx: Trx, id: string, at: string): Promise<void> {
	await trx.updateTable("sessions").set({ ended_at: at }).where("id", "=", id).where("ended_at", "is", null).execute();
}

export async function endSessionsOf(trx: Trx, personId: string, at: string): Promise<void> {
	await trx
		.updateTable("sessions")
		.set({ ended_at: at })
		.where("person_id", "=", personId)
		.where("ended_at", "is", null)
		.execute();
}
