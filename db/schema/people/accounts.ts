import type { Role } from "../vocabulary.ts";

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
	/** When it was used, or replaced by a newer one. */
	used_at: string | null;
}

/** A sign-in that is half done: waits for a code, or for the identity provider's answer. */
export interface SignInStepTable {
	/** SHA-256 of the token in the browser's cookie. */
	id: string;
	kind: "code" | "oidc";
	/** JSON, sealed with the server's key. */
	data: string;
	created_at: string;
	expires_at: string;
	used_at: string | null;
}

export interface RateLimitTable {
	/** SHA-256 of what is limited. */
	id: string;
	count: number;
	ends_at: string;
}

/** What an integration signs in with. */
export interface IntegrationTokenTable {
	id: string;
	/** SHA-256 of the token. */
	hash: string;
	name: string;
	created_at: string;
	created_by: string;
	expires_at: string;
	ended_at: string | null;
	last_used_at: string | null;
}

/** What the directory calls a person. */
export interface ScimUserTable {
	person_id: string;
	user_name: string;
	user_key: string;
	external_id: string | null;
	given_name: string;
	family_name: string;
	created_at: string;
	updated_at: string;
}

/** A group of the directory. It gives its members a role only when an administrator has coupled it to one. */
export interface ScimGroupTable {
	id: string;
	display_name: string;
	display_key: string;
	external_id: string | null;
	role: Role | null;
	unit_id: string | null;
	created_at: string;
	updated_at: string;
	version: number;
}

export interface ScimMemberTable {
	group_id: string;
	person_id: string;
}

/** The employee number by which the HR file knows a person. */
export interface HrPersonTable {
	employee_no: string;
	person_id: string;
	created_at: string;
}
