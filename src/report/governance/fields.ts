import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import { typedNumber } from "../../../db/schema/report/governance-numbers.ts";
import { COMPARISONS, GOVERNANCE_STATUSES } from "../../../db/schema/report/words.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { EditGovernanceItem, ReportGovernance } from "./schema.ts";

const typed = (key: "target" | "target_upper" | "baseline") => (row: GovernanceRow) => typedNumber(row[key], "");

/** What a row of the plan is. Budget, outcome and forecast are written in the economy's table. */
export const ITEM_FIELDS = {
	title: { label: "Rubrik", kind: "text" },
	number: { label: "Nummer", kind: "text" },
	parent_id: { label: "Hör till", kind: "reference", name: (row) => row.parent },
	same_as_id: { label: "Samma belopp som", kind: "reference", name: (row) => row.same_as },
	details: { label: "Beskrivning", kind: "text" },
	chapter: { label: "Perspektiv eller tabell", kind: "text" },
	source: { label: "Plats i planen", kind: "text" },
	unit: { label: "Enhet", kind: "text" },
	comparison: { label: "Målet är", kind: "word", words: COMPARISONS },
	target: { label: "Målvärde", kind: "text", read: typed("target") },
	target_upper: { label: "Övre målvärde", kind: "text", read: typed("target_upper") },
	baseline: { label: "Utgångsvärde", kind: "text", read: typed("baseline") },
	baseline_year: { label: "Utgångsvärdets år", kind: "count" },
	signed: { label: "Talet kan vara mindre än noll", short: "Kan vara mindre än noll", kind: "yes" },
	receiver: { label: "Mottagare", kind: "text" },
	report_back_to: { label: "Återrapporteras till", kind: "text" },
	report_back_on: { label: "Återrapporteras senast", kind: "date" },
	org_unit_id: { label: "Område", kind: "reference", name: (row) => row.org_unit },
	owner_id: { label: "Ansvarig", kind: "reference", name: (row) => row.owner },
} as const satisfies FieldsOf<EditGovernanceItem, GovernanceRow>;

/** What a report says of a row. */
export const STATUS_FIELDS = {
	status: { label: "Status", kind: "word", words: GOVERNANCE_STATUSES, read: (row) => row.reported?.status ?? null },
	comment: { label: "Kommentar", kind: "text", read: (row) => row.reported?.comment ?? "" },
	outcome_ore: {
		label: "Utfall",
		kind: "text",
		read: (row) => typedNumber(row.reported?.outcome_ore ?? null, row.unit),
	},
	reported_back_on: {
		label: "Återrapporterat",
		kind: "date",
		read: (row) => row.reported?.reported_back_on ?? null,
	},
} as const satisfies FieldsOf<ReportGovernance, GovernanceRow>;
