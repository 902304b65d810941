import type { SignInWay } from "./session.ts";

/** What a program may read in, by a key that says so. */
export const IMPORTS = {
	purchases: "Inköp",
	balances: "Saldon för materialkostnader",
	plan: "Internkontrollplan",
	people: "Personer och enheter",
} as const;
export type ImportKind = keyof typeof IMPORTS;

/** Whether a key reads every list its owner sees, or those that are chosen. */
export const READS = { all: "Alla listor", chosen: "Bara de listor som väljs nedan" } as const;

/** What a key opens, within what its owner may do. */
export interface TokenScope {
	/** Addresses of lists, or all that the owner sees. */
	lists: "all" | readonly string[];
	imports: readonly ImportKind[];
}

/**
 * A key for a program: a person's own, or that of an integration which somebody who administers the installation answers for. It never
 * changes but for its last use and its end.
 */
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
	/** The integration's name; "" where the key is a person's own. */
	integration: string;
	/** JSON: `TokenScope`. */
	scope: string;
	/** The one unit, with what is below it, that the key is narrowed to. */
	unit_id: string | null;
	/** JSON: the owner's roles when the key was made. It is never worth more, whatever roles they get. */
	roles: string;
}
