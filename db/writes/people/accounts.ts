import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { AccountTable, OneTimeLinkTable, PersonIdentityTable } from "../../schema/people/accounts.ts";

export async function insertAccount(trx: Trx, account: Insertable<AccountTable>): Promise<void> {
	await trx.insertInto("accounts").values(account).execute();
}

export async function deleteAccount(trx: Trx, personId: string): Promise<void> {
	await trx.deleteFrom("accounts").where("person_id", "=", personId).execute();
}

export async function updateAccount(trx: Trx, personId: string, values: Updateable<AccountTable>): Promise<void> {
	await trx.updateTable("accounts").set(values).where("person_id", "=", personId).execute();
}

/** Accepts a time step once: false when this step, or a later one, was accepted before (T32). */
export async function useTotpCounter(trx: Trx, personId: string, counter: number): Promise<boolean> {
	const result = await trx
		.updateTable("accounts")
		.set({ totp_counter: counter })
		.where("person_id", "=", personId)
		.where("totp_counter", "<", counter)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

export async function replaceRecoveryCodes(trx: Trx, personId: string, hashes: string[], at: string): Promise<void> {
	await trx.deleteFrom("recovery_codes").where("person_id", "=", personId).execute();
	if (hashes.length === 0) return;
	await trx
		.insertInto("recovery_codes")
		.values(hashes.map((id) => ({ id, person_id: personId, created_at: at, used_at: null })))
		.execute();
}

/** False for a code that is not the person's, or has been used (T32). */
export async function useRecoveryCode(trx: Trx, personId: string, hash: string, at: string): Promise<boolean> {
	const result = await trx
		.updateTable("recovery_codes")
		.set({ used_at: at })
		.where("id", "=", hash)
		.where("person_id", "=", personId)
		.where("used_at", "is", null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

export async function insertIdentity(trx: Trx, identity: Insertable<PersonIdentityTable>): Promise<void> {
	await trx.insertInto("people_identities").values(identity).execute();
}

export async function deleteIdentitiesOf(trx: Trx, personId: string): Promise<void> {
	await trx.deleteFrom("people_identities").where("person_id", "=", personId).execute();
}

export type NewLink = Omit<Insertable<OneTimeLinkTable>, "used_at" | "confirmed_by" | "confirmed_at" | "accepted_at">;

export async function insertLink(trx: Trx, link: NewLink): Promise<void> {
	const fresh = { used_at: null, confirmed_by: null, confirmed_at: null, accepted_at: null };
	await trx
		.insertInto("one_time_links")
		.values({ ...link, ...fresh })
		.execute();
}

/** Uses a link, once: false for whoever comes second, or too late (T29). */
export async function useLink(trx: Trx, id: string, now: string): Promise<boolean> {
	const result = await trx
		.updateTable("one_time_links")
		.set({ used_at: now, accepted_at: now })
		.where("id", "=", id)
		.where("used_at", "is", null)
		.where("expires_at", ">", now)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** A newer link takes the place of every older one. */
export async function endLinks(trx: Trx, link: Pick<OneTimeLinkTable, "purpose" | "person_id">, now: string) {
	await trx
		.updateTable("one_time_links")
		.set({ used_at: now })
		.where("purpose", "=", link.purpose)
		.where((eb) => (link.person_id === null ? eb("person_id", "is", null) : eb("person_id", "=", link.person_id)))
		.where("used_at", "is", null)
		.execute();
}

/** Somebody's yes to an invitation that is open; false when it has been used, ended or confirmed already. */
export async function confirmLink(trx: Trx, id: string, confirmed_by: string, now: string): Promise<boolean> {
	const result = await trx
		.updateTable("one_time_links")
		.set({ confirmed_by, confirmed_at: now })
		.where("id", "=", id)
		.where("used_at", "is", null)
		.where("confirmed_by", "is", null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
