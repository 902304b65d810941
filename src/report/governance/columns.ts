import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import { GOVERNANCE_KINDS, GOVERNANCE_STATUSES } from "../../../db/schema/report/words.ts";
import type { Column } from "../../ground/tables/column.ts";

export const governanceColumns: readonly Column<GovernanceRow>[] = [
	{ key: "kind", label: "Slag", type: "text", width: 12, value: (row) => GOVERNANCE_KINDS[row.kind] },
	{ key: "number", label: "Nummer", type: "text", width: 9, value: (row) => row.number },
	{ key: "title", label: "Mål, uppdrag eller ekonomisk ram", type: "text", width: 48, value: (row) => row.title },
	{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
	{
		key: "status",
		label: "Status",
		type: "text",
		width: 16,
		value: (row) => row.reported && GOVERNANCE_STATUSES[row.reported.status],
	},
	{ key: "comment", label: "Kommentar", type: "text", width: 48, value: (row) => row.reported?.comment ?? "" },
	{ key: "budget", label: "Budget", type: "mnkr", width: 18, value: (row) => row.budget_ore },
	{ key: "outcome", label: "Utfall", type: "mnkr", width: 18, value: (row) => row.reported?.outcome_ore ?? null },
];

export const STATUS_FIELDS = {
	status: { label: "Status", kind: "word", words: GOVERNANCE_STATUSES },
	comment: { label: "Kommentar", kind: "text" },
	outcome: { label: "Utfall i hela kronor", kind: "text" },
} as const;
