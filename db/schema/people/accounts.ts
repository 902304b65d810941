import { SYSTEM_PERSON } from "./people.ts";

/** A local account, for installations without an identity provider. */
export interface AccountTable {
	person_id: string;
	user_name: string;
	/** The user name in lower case: two people never differ by case alone. */
	user_key: string;
	/** argon2id in PHC form. */
	password_hash: string;
	password_changed_at: string;
	/** The seed of the one-time codes, sealed with the server's key; null without a second factor. */
	totp_secret: string | null;
	/** A sealed seed that has been shown but not yet proven. */
	totp_pending: string | null;
	/** The last time step whose code was accepted: an older or equal one is never accepted again. */
	totp_counter: number;
}

export interface RecoveryCodeTable {
	/** SHA-256 of the code. */
	id: string;
	person_id: string;
	created_at: string;
	used_at: string | null;
}

/** Who somebody is at an identity provider. The pair never changes hands; an e-mail address is never asked. */
export interface PersonIdentityTable {
	id: string;
	person_id: string;
	issuer: string;
	subject: string;
	linked_at: string;
}

export interface OneTimeLinkTable {
	/** SHA-256 of the token in the address. */
	id: string;
	purpose: "invitation" | "set_up";
	person_id: string | null;
	created_at: string;
	created_by: string | null;
	expires_at: string;
	/** When it was used, withdrawn, or replaced by a newer one. */
	used_at: string | null;
	/** Who said yes to it, where one administrator's word is not enough: a second one, or the person. */
	confirmed_by: string | null;
	confirmed_at: string | null;
	/** When somebody came in by it; null for one that was replaced or withdrawn. */
	accepted_at: string | null;
}

/** Through whom an invitation came: an administrator by name, or whoever runs commands on the server. */
export function throughOf(link: { created_by: string | null; through: string | null }): string {
	return link.created_by === SYSTEM_PERSON ? "kommandoraden på servern" : (link.through ?? "okänd");
}
