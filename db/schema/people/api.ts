import type { SignInWay } from "./session.ts";

/** A person's own key for programs that read the lists. It never changes but for its last use and its end. */
export interface ApiTokenTable {
	id: string;
	/** SHA-256 of the key, so that a copy of the database opens nothing. */
	hash: string;
	person_id: string;
	name: string;
	/** How its maker had signed in: the key is worth no more than that sign-in would be today. */
	way: SignInWay;
	created_at: string;
	expires_at: string;
	ended_at: string | null;
	last_used_at: string | null;
}
