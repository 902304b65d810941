export type SignInWay = "password" | "provider" | "demo";

export interface SessionTable {
	/** SHA-256 of the cookie's token, so that a copy of the database signs nobody in. */
	id: string;
	person_id: string;
	created_at: string;
	expires_at: string;
	ended_at: string | null;
	/** When it was last used, within five minutes: an idle session ends by itself. */
	last_seen_at: string;
	/** How the person signed in, in words: "lösenord och engångskod". */
	method: string;
	/** Whose word the person came in on: a password of this product, the identity provider's, or a click in the demo. */
	way: SignInWay;
	/** "Firefox på Windows": how the owner knows it. */
	client: string;
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

/** A form that came with a session that had ended: it waits for the same person to sign in again in the same browser. */
export interface KeptFormTable {
	id: string;
	/** The session it came with, and after sign-in the one that took its place. */
	session_id: string;
	person_id: string;
	path: string;
	/** A `KeptBody` as JSON, sealed with the server's key. */
	data: string;
	created_at: string;
	expires_at: string;
}

/** A form as it arrived. */
export interface KeptBody {
	type: string;
	/** Base64: a file may be part of it. */
	body: string;
}

export interface RateLimitTable {
	/** SHA-256 of what is limited. */
	id: string;
	count: number;
	ends_at: string;
}
