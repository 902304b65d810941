import type { Generated } from "kysely";

/** What rows were before they changed. The database writes here by itself; see `dialect/row-history.ts`. */
export interface RowHistoryTable {
	seq: Generated<number>;
	/** The newest event when it changed; 0 before the first. */
	after_seq: number;
	table_name: string;
	/** `end` closes a write: what changed after its last event belongs to that event. */
	change: "update" | "delete" | "end";
	/** The key and the changed columns as JSON; every column of a row that went away. */
	was: string;
}
