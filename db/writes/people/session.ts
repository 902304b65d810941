import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { SignInStepTable } from "../../schema/people/session.ts";
import type { SessionTable } from "../../schema/people/session.ts";

export async function insertSession(trx: Trx, session: Insertable<SessionTable>): Promise<void> {
	await trx.insertInto("sessions").values(session).execute();
}

/** False when there is no such session, or it has already ended. */
export async function endSession(trx: Trx, id: string, at: string): Promise<boolean> {
	const result = await trx
		.updateTable("sessions")
		.set({ ended_at: at })
		.where("id", "=", id)
		.where("ended_at", "is", null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** Ends every session of a person, or every one but `except`. Returns how many. */
export async function endSessionsOf(trx: Trx, personId: string, at: string, except?: string): Promise<number> {
	const result = await trx
		.updateTable("sessions")
		.set({ ended_at: at })
		.where("person_id", "=", personId)
		.where("ended_at", "is", null)
		.$if(except !== undefined, (q) => q.where("id", "!=", except!))
		.executeTakeFirst();
	return Number(result.numUpdatedRows);
}

export async function touchSession(trx: Trx, id: string, at: string): Promise<void> {
	await trx.updateTable("sessions").set({ last_seen_at: at }).where("id", "=", id).execute();
}

export async function insertStep(trx: Trx, step: Insertable<SignInStepTable>): Promise<void> {
	await trx.insertInto("sign_in_steps").values(step).execute();
}

/** Takes a half-done sign-in, once: null for whoever comes second, or too late. */
export async function takeStep(
	trx: Trx,
	id: string,
	kind: SignInStepTable["kind"],
	now: string,
): Promise<string | null> {
	const taken = await trx
		.updateTable("sign_in_steps")
		.set({ used_at: now })
		.where("id", "=", id)
		.where("kind", "=", kind)
		.where("used_at", "is", null)
		.where("expires_at", ">", now)
		.returning("data")
		.executeTakeFirst();
	return taken?.data ?? null;
}

export async function deleteStepsBefore(trx: Trx, now: string): Promise<void> {
	await trx.deleteFrom("sign_in_steps").where("expires_at", "<", now).execute();
}

/** Counts one attempt in the running window, or in a new one when it has passed. Returns how many there are and when it ends. */
export async function countAttempt(
	trx: Trx,
	id: string,
	now: string,
	ends_at: string,
): Promise<{ count: number; ends_at: string }> {
	await trx.deleteFrom("rate_limits").where("ends_at", "<=", now).execute();
	return trx
		.insertInto("rate_limits")
		.values({ id, count: 1, ends_at })
		.onConflict((conflict) => conflict.column("id").doUpdateSet((eb) => ({ count: eb("rate_limits.count", "+", 1) })))
		.returning(["count", "ends_at"])
		.executeTakeFirstOrThrow();
}

export async function forgetAttempts(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom("rate_limits").where("id", "=", id).execute();
}

/** Takes one attempt back. */
export async function returnAttempt(trx: Trx, id: string): Promise<void> {
	await trx
		.updateTable("rate_limits")
		.set((eb) => ({ count: eb("count", "-", 1) }))
		.where("id", "=", id)
		.where("count", ">", 0)
		.execute();
}
