import type { Role } from "../vocabulary.ts";

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

/** What an administrator has said of two accounts: that they are one human's, or two humans'. `person_id` is the lesser id. */
export interface AccountPairTable {
	id: string;
	person_id: string;
	other_id: string;
	same_human: number;
	reason: string;
	decided_at: string;
	decided_by: string;
	version: number;
}

/** The person row that stands for acts of the command line, timers and integrations; it can never sign in. */
export const SYSTEM_PERSON = "system";

/** The roles that perform no control of their own but review, decide, revise or administer: nobody takes their place on one word (T55). */
export const CONTROL_ROLES: readonly Role[] = [
	"manager",
	"allocating_manager",
	"controller",
	"approver",
	"auditor",
	"administrator",
];

/** The roles whose holder signs in with a second factor, where the region asks for it. */
export const SECOND_FACTOR_ROLES: readonly Role[] = ["administrator", "controller", "approver"];
