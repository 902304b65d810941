import type { RunRow } from "../../../db/queries/checks/runs.ts";
import { RUN_STATES, type RunState } from "../../../db/schema/checks/runs-state.ts";
import { RUN_RESULTS } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import type { Column } from "../../ground/tables/column.ts";

/** A run with the state it has on the day of the list. */
export type StatedRun = RunRow & { state: RunState };

export const runColumns: readonly Column<StatedRun>[] = [
	{ key: "control", first: true, label: "Kontrollmoment", type: "text", width: 40, value: (row) => row.control_title },
	{ key: "unit", first: true, phone: true, label: "Enhet", type: "text", width: 30, value: (row) => row.unit_name },
	{
		key: "period",
		first: true,
		phone: true,
		label: "Period",
		type: "text",
		width: 18,
		value: (row) => formatOccurrence(row.period_key),
	},
	{ key: "last_day", label: "Sista dag i perioden", type: "date", width: 14, value: (row) => row.last_day },
	{ key: "due_on", first: true, label: "Förfaller", type: "date", width: 12, value: (row) => row.due_on },
	{
		key: "state",
		first: true,
		phone: true,
		label: "Status",
		type: "text",
		width: 18,
		value: (row) => RUN_STATES[row.state].label,
	},
	{
		key: "result",
		first: true,
		label: "Resultat",
		type: "text",
		width: 20,
		words: RUN_RESULTS,
		value: (row) => row.result && RUN_RESULTS[row.result],
	},
	{ key: "reason", label: "Skäl", type: "text", width: 40, value: (row) => row.result_reason },
	{ key: "performer", first: true, label: "Utförare", type: "text", width: 24, value: (row) => row.performer_name },
	{ key: "reviewer", label: "Granskare", type: "text", width: 24, value: (row) => row.reviewer_name },
	{ key: "signed_at", label: "Signerad", type: "instant", width: 18, value: (row) => row.signed_at },
	{ key: "reviewed_at", label: "Granskad", type: "instant", width: 18, value: (row) => row.reviewed_at },
];
