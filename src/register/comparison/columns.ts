import type { ChangeRow } from "../decisions/columns.ts";
import type { Column } from "../../ground/tables/column.ts";
import { ROW_KINDS } from "../plans/columns.ts";
import type { Piece } from "./word-diff.ts";

/** What became of a row from one version to the other. */
export const OUTCOMES = { kept: "Oförändrad", changed: "Ändrad", added: "Ny", dropped: "Utgår" } as const;
export type Outcome = keyof typeof OUTCOMES;

export interface ComparisonRow extends Omit<ChangeRow, "what"> {
	what: Outcome;
	/** Why the row is gone. */
	reason: string | null;
}

/** With before and after in runs of words, those that differ marked: for the rows of a page, not for its files. */
export interface ShownRow extends ComparisonRow {
	words: { before: Piece[]; after: Piece[] };
}

export const comparisonColumns: readonly Column<ComparisonRow>[] = [
	{ key: "title", label: "Rad", type: "text", width: 44, value: (row) => row.title },
	{ key: "kind", label: "Slag", type: "text", words: ROW_KINDS, value: (row) => ROW_KINDS[row.kind] },
	{ key: "what", label: "Utfall", type: "text", words: OUTCOMES, value: (row) => OUTCOMES[row.what] },
	{ key: "field", label: "Fält", type: "text", width: 22, value: (row) => row.field },
	{ key: "before", label: "Före", type: "text", width: 46, value: (row) => row.before },
	{ key: "after", label: "Efter", type: "text", width: 46, value: (row) => row.after },
	{ key: "reason", label: "Skäl", type: "text", width: 30, value: (row) => row.reason },
];
