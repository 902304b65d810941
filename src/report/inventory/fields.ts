import type { Proposal } from "../../../db/queries/report/inventory.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { ProposeRisk } from "./schema.ts";

/** What is proposed, in the words of the form. */
export const PROPOSAL_FIELDS = {
	title: { label: "Vad kan hända?", short: "Risk", kind: "text" },
	cause: { label: "Varför kan det hända?", short: "Orsak", kind: "text" },
	effect: { label: "Vad skulle det leda till?", short: "Konsekvens", kind: "text" },
	seen_where: { label: "Var har det synts?", short: "Sett", kind: "text" },
	unit_id: { label: "Enhet", kind: "reference", name: (row) => row.unit },
	year: { label: "För planen år", short: "År", kind: "count" },
	source: { label: "Underlag", kind: "text", read: (row) => row.source_title || null },
} as const satisfies FieldsOf<ProposeRisk, Proposal>;
