import type { UnitKind } from "../vocabulary.ts";

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

/** A unit and each unit of its branch, itself among them. Triggers keep it from the tree; nothing writes to it. */
export interface UnitBranchTable {
	root_id: string;
	unit_id: string;
}
