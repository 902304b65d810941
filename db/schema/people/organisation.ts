import type { Role, UnitKind } from "../vocabulary.ts";

export interface OrgUnitTable {
	id: string;
	kind: UnitKind;
	/** The unit's code in the ledger (kostnadsställe, ansvar); null for units without purchases. */
	code: string | null;
	name: string;
	sort_name: string;
	parent_id: string | null;
	valid_from: string;
	/** Last day the unit existed, inclusive; null while it does. */
	valid_to: string | null;
	version: number;
}

export interface BoardTable {
	id: string;
	name: string;
	/** The förvaltning whose tree the board answers for. */
	unit_id: string;
	valid_from: string;
	valid_to: string | null;
	version: number;
}

export interface PersonTable {
	id: string;
	name: string;
	sort_name: string;
	email: string | null;
	/** How the ledger writes this person (user name or signature), where it differs from the name. */
	ledger_name: string | null;
	created_at: string;
	ended_at: string | null;
	version: number;
}

export interface RoleTable {
	id: string;
	person_id: string;
	role: Role;
	unit_id: string;
	valid_from: string;
	/** Last day the role holds, inclusive; null while it does. */
	valid_to: string | null;
	/** The person this one stands in for (vikarie); acts are stamped "för NN". */
	substitute_for: string | null;
	version: number;
}

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
	/** "Firefox på Windows": how the owner knows it. */
	client: string;
}

export interface SettingTable {
	id: string;
	key: string;
	/** JSON. */
	value: string;
	valid_from: string;
	created_at: string;
	created_by: string;
}

/** The person row that stands for acts of the command line, timers and integrations; it can never sign in. */
export const SYSTEM_PERSON = "system";
