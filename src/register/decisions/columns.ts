import type { Column } from "../../ground/tables/column.ts";
import { ROW_KINDS } from "../plans/columns.ts";
import type { PlanChange, RowKind } from "../plans/plan-version.ts";

/** One field that differs from what the board decided; a row that is new or gone is one line. */
export interface ChangeRow {
	kind: RowKind;
	id: string;
	title: string;
	/** Null for a verksamhet, which has no page of its own, and for what is gone. */
	href: string | null;
	what: PlanChange["what"];
	field: string | null;
	before: string | null;
	after: string | null;
}

const WHAT: Record<PlanChange["what"], string> = { changed: "Ändrad", added: "Tillagd", dropped: "Borttagen" };

export const changeColumns: readonly Column<ChangeRow>[] = [
	{ key: "title", label: "Rad", type: "text", width: 50, value: (row) => row.title },
	{ key: "kind", label: "Slag", type: "text", words: ROW_KINDS, value: (row) => ROW_KINDS[row.kind] },
	{ key: "what", label: "Efter beslut", type: "text", words: WHAT, value: (row) => WHAT[row.what] },
	{ key: "field", label: "Fält", type: "text", width: 26, value: (row) => row.field },
	{ key: "before", label: "Beslutat", type: "text", width: 50, value: (row) => row.before },
	{ key: "after", label: "Nu", type: "text", width: 50, value: (row) => row.after },
];
