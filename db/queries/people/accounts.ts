import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { AccountTable, OneTimeLinkTable, PersonIdentityTable } from "../../schema/people/accounts.ts";

export type Account = Selectable<AccountTable>;
export type OneTimeLink = Selectable<OneTimeLinkTable>;

export interface AccountPerson extends Account {
	name: string;
	ended_at: string | null;
}

function accountRows(db: Db) {
	return db
		.selectFrom("accounts")
		.innerJoin("people", "people.id", "accounts.person_id")
		.selectAll("accounts")
		.select(["people.name", "people.ended_at"]);
}

export function findAccountByName(db: Db, userKey: string): Promise<AccountPerson | undefined> {
	return accountRows(db).where("accounts.user_key", "=", userKey).executeTakeFirst();
}

export function findAccount(db: Db, personId: string): Promise<AccountPerson | undefined> {
	return accountRows(db).where("accounts.person_id", "=", personId).executeTakeFirst();
}

export async function countRecoveryCodes(db: Db, personId: string): Promise<number> {
	const row = await db
		.selectFrom("recovery_codes")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("person_id", "=", personId)
		.where("used_at", "is", null)
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findIdentity(
	db: Db,
	issuer: string,
	subject: string,
): Promise<{ person_id: string; name: string; ended_at: string | null } | undefined> {
	return db
		.selectFrom("people_identities")
		.innerJoin("people", "people.id", "people_identities.person_id")
		.select(["people_identities.person_id", "people.name", "people.ended_at"])
		.where("issuer", "=", issuer)
		.where("subject", "=", subject)
		.executeTakeFirst();
}

export function listIdentitiesOf(db: Db, personId: string): Promise<Selectable<PersonIdentityTable>[]> {
	return db
		.selectFrom("people_identities")
		.selectAll()
		.where("person_id", "=", personId)
		.orderBy("linked_at")
		.execute();
}

/** A link that can still be used, with the name of the person it is for. */
export function findOpenLink(
	db: Db,
	id: string,
	purpose: OneTimeLinkTable["purpose"],
	now: string,
): Promise<
	| (OneTimeLink & { name: string | null; email: string | null; through: string | null; confirmer: string | null })
	| undefined
> {
	return db
		.selectFrom("one_time_links")
		.leftJoin("people", "people.id", "one_time_links.person_id")
		.leftJoin("people as inviter", "inviter.id", "one_time_links.created_by")
		.leftJoin("people as confirmer", "confirmer.id", "one_time_links.confirmed_by")
		.selectAll("one_time_links")
		.select(["people.name", "people.email", "inviter.name as through", "confirmer.name as confirmer"])
		.where("one_time_links.id", "=", id)
		.where("one_time_links.purpose", "=", purpose)
		.where("one_time_links.used_at", "is", null)
		.where("one_time_links.expires_at", ">", now)
		.where("people.ended_at", "is", null)
		.executeTakeFirst();
}

/** How a person signs in, for the administrator's page: words and dates, never secrets. */
export interface SignInFacts {
	user_name: string | null;
	has_codes: boolean;
	identities: { issuer: string; linked_at: string }[];
	/** When an unused invitation expires; null without one. */
	invited_until: string | null;
}

export async function findSignInFacts(db: Db, personId: string, now: string): Promise<SignInFacts> {
	const account = await findAccount(db, personId);
	const invitation = await db
		.selectFrom("one_time_links")
		.select("expires_at")
		.where("person_id", "=", personId)
		.where("purpose", "=", "invitation")
		.where("used_at", "is", null)
		.where("expires_at", ">", now)
		.executeTakeFirst();
	return {
		user_name: account?.user_name ?? null,
		has_codes: (account?.totp_secret ?? null) !== null,
		identities: await listIdentitiesOf(db, personId),
		invited_until: invitation?.expires_at ?? null,
	};
}

/** Somebody at work, by e-mail: for whoever runs commands on the server. */
export function findPersonByEmail(db: Db, email: string): Promise<{ id: string } | undefined> {
	return db
		.selectFrom("people")
		.select("id")
		.where("email", "=", email)
		.where("ended_at", "is", null)
		.executeTakeFirst();
}
