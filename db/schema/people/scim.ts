import type { Role } from "../vocabulary.ts";

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

/** What a directory wants said of somebody who has had a role of the control, until an administrator has said yes or no (T55). */
export interface DirectoryProposalTable {
	id: string;
	person_id: string;
	/** Other words for the person, or to take charge of somebody whom people have added by hand. */
	kind: "change" | "link";
	/** JSON: `DirectoryWords`. */
	wanted: string;
	/** The integration that asked. */
	integration: string;
	proposed_at: string;
	decided_by: string | null;
	decided_at: string | null;
	accepted: number | null;
	version: number;
}

/** The directory's words for a person. */
export interface DirectoryWords {
	user_name: string;
	user_key: string;
	external_id: string | null;
	given_name: string;
	family_name: string;
	name: string;
	email: string | null;
}
