import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { KeptFormTable, SignInStepTable } from "../../schema/people/session.ts";
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

/** Ends every session of a person, and with them their keys for programs; or every session but `except`. Returns how many ended. */
export async function endSessionsOf(trx: Trx, personId: string, at: string, except?: string): Promise<number> {
	const result = await trx
		.updateTable("sessions")
		.set({ ended_at: at })
		.where("person_id", "=", personId)
		.where("ended_at", "is", null)
		.$if(except !== undefined, (q) => q.where("id", "!=", except!))
		.executeTakeFirst();
	if (except !== undefined) return Number(result.numUpdatedRows);
	const keys = await trx
		.updateTable("api_tokens")
		.set({ ended_at: at })
		.where("person_id", "=", personId)
		.where("ended_at", "is", null)
		.executeTakeFirst();
	return Number(result.numUpdatedRows) + Number(keys.numUpdatedRows);
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

export interface Turn {
	/** How long the one who asks stands in line before being served; null when the line is full and they are not let in. */
	wait_ms: number | null;
	/** True for the first who has to wait since the line was last empty. */
	is_first_to_wait: boolean;
}

/**
 * A place in a line that serves one every `every_ms`, after `burst` at once (the generic cell rate algorithm: `ends_at` is when
 * the line will be empty). The row is locked by the first statement, so that those who come at once stand behind each other.
 */
export async function takeTurn(
	trx: Trx,
	id: string,
	now: Date,
	line: { burst: number; every_ms: number; longest_ms: number },
): Promise<Turn> {
	const at = now.toISOString();
	await trx.deleteFrom("rate_limits").where("ends_at", "<=", at).execute();
	const row = await trx
		.insertInto("rate_limits")
		.values({ id, count: 0, ends_at: at })
		.onConflict((conflict) => conflict.column("id").doUpdateSet((eb) => ({ count: eb.ref("rate_limits.count") })))
		.returning(["count", "ends_at"])
		.executeTakeFirstOrThrow();
	const furthest = now.getTime() + line.burst * line.every_ms + line.longest_ms;
	// a line that reaches further was made before the clock was put back, and says nothing of now
	const empty = Date.parse(row.ends_at) > furthest ? now.getTime() : Date.parse(row.ends_at);
	const wait = Math.max(0, empty - now.getTime() - (line.burst - 1) * line.every_ms);
	const is_full = wait > line.longest_ms;
	const count = wait > 0 ? row.count + 1 : row.count;
	const ends_at = is_full ? row.ends_at : new Date(empty + line.every_ms).toISOString();
	await trx.updateTable("rate_limits").set({ count, ends_at }).where("id", "=", id).execute();
	return { wait_ms: is_full ? null : wait, is_first_to_wait: wait > 0 && count === 1 };
}

export async function forgetAttempts(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom("rate_limits").where("id", "=", id).execute();
}

/** Gives a place in a line back. */
export async function returnTurn(trx: Trx, id: string, every_ms: number): Promise<void> {
	const row = await trx.selectFrom("rate_limits").select("ends_at").where("id", "=", id).executeTakeFirst();
	if (!row) return;
	const ends_at = new Date(Date.parse(row.ends_at) - every_ms).toISOString();
	await trx.updateTable("rate_limits").set({ ends_at }).where("id", "=", id).execute();
}

/** Remembers something for a while among the lines. */
export async function rememberUntil(trx: Trx, id: string, ends_at: string): Promise<void> {
	await trx
		.insertInto("rate_limits")
		.values({ id, count: 0, ends_at })
		.onConflict((conflict) => conflict.column("id").doUpdateSet({ ends_at }))
		.execute();
}

/** Keeps a form for its writer, and no more of a session's than `most`: the oldest give way. */
export async function keepForm(trx: Trx, form: Insertable<KeptFormTable>, most: number): Promise<void> {
	await trx.deleteFrom("kept_forms").where("expires_at", "<", form.created_at).execute();
	await trx.insertInto("kept_forms").values(form).execute();
	const kept = await trx
		.selectFrom("kept_forms")
		.select("id")
		.where("session_id", "=", form.session_id)
		.orderBy("created_at", "desc")
		.orderBy("id", "desc")
		.execute();
	const surplus = kept.slice(most).map(({ id }) => id);
	if (surplus.length > 0) await trx.deleteFrom("kept_forms").where("id", "in", surplus).execute();
}

/** Hands what an ended session left to the session that took its place, if it is the same person's; else it is gone. */
export async function moveKeptForms(
	trx: Trx,
	from: string,
	{ person_id, to }: { person_id: string; to: string },
): Promise<void> {
	await trx
		.updateTable("kept_forms")
		.set({ session_id: to })
		.where("session_id", "=", from)
		.where("person_id", "=", person_id)
		.execute();
	await trx.deleteFrom("kept_forms").where("session_id", "=", from).execute();
}

/** Takes a kept form out, once: undefined for whoever comes second, or too late. */
export function takeKeptForm(trx: Trx, id: string, sessionId: string, now: string) {
	return trx
		.deleteFrom("kept_forms")
		.where("id", "=", id)
		.where("session_id", "=", sessionId)
		.where("expires_at", ">", now)
		.returning(["person_id", "path", "data"])
		.executeTakeFirst();
}
