import type { Ownerless, OwnerlessKind } from "../../../db/queries/people/ownership.ts";
import type { Column } from "../../ground/tables/column.ts";

const KINDS: Record<OwnerlessKind, string> = {
	risk: "Riskägare",
	measure: "Ansvarig för åtgärd",
	control: "Kontrollansvarig",
	performer: "Utförare",
	reviewer: "Granskare",
	run: "Utförare av kontrolltillfälle",
	run_review: "Granskare av kontrolltillfälle",
	deviation: "Ansvarig för avvikelse",
	recommendation: "Ansvarig för rekommendation",
};

export const ownerlessColumns: Column<Ownerless>[] = [
	{ key: "title", label: "Gäller", type: "text", width: 50, value: (row) => row.title },
	{ key: "kind", label: "Saknar", type: "text", width: 28, words: KINDS, value: (row) => KINDS[row.kind] },
	{ key: "unit", label: "Enhet", type: "text", width: 32, value: (row) => row.unit_name },
	{ key: "person", label: "Hade ansvaret", type: "text", width: 24, value: (row) => row.person_name },
];
