import type { Delivery } from "../../../db/queries/report/follow-ups-deliveries.ts";
import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import { FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES } from "../../../db/schema/report/words.ts";
import { EFFECT_TESTED, MEASURE_STATUSES } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { FOLLOW_UP_FIELDS } from "./fields.ts";

/** What the register says in numbers, as one line of text. */
export function numbersText({ kind, numbers }: Pick<FollowUpRow, "kind" | "numbers">): string {
	if (kind === "risk") {
		const scores = `Inneboende ${numbers.inherent_score ?? "ej bedömd"}, kvarstående ${numbers.residual_score ?? "ej bedömd"}`;
		return `${scores}. ${deviationText(numbers)}`;
	}
	if (kind === "measure") {
		const status = numbers.measure_status ? MEASURE_STATUSES[numbers.measure_status] : "";
		return `${status}. Effekt prövad: ${(numbers.effect_tested ? EFFECT_TESTED[numbers.effect_tested] : "").toLowerCase()}`;
	}
	const runs = `Utförda ${numbers.performed} av ${numbers.planned}, ej genomförda ${numbers.not_done}, med avvikelse ${numbers.deviating}`;
	return `${runs}. ${deviationText(numbers)}`;
}

function deviationText({ deviations, open_deviations }: FollowUpRow["numbers"]): string {
	return deviations === 0 ? "Inga avvikelser" : `Avvikelser ${deviations}, varav ej avslutade ${open_deviations}`;
}

export const followUpColumns = columnsOf<FollowUpRow, keyof typeof FOLLOW_UP_FIELDS>(FOLLOW_UP_FIELDS, {
	risk_number: { label: "Risk", type: "count", width: 7, value: (row) => row.risk_number },
	kind: { label: "Slag", type: "text", width: 15, value: (row) => FOLLOW_UP_KINDS[row.kind] },
	title: { label: "Rubrik", type: "text", width: 48, value: (row) => row.title },
	owner: { label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
	numbers: { label: "Beräknat", type: "text", width: 44, value: numbersText },
	status: { width: 18 },
	result: { width: 48 },
	analysis: { width: 48 },
	new_measure: { width: 36 },
	next_year: { width: 12 },
	writer: { label: "Skriven av", type: "text", width: 20, value: (row) => row.follow_up?.writer ?? null },
	completed_at: {
		label: "Färdigställd",
		type: "instant",
		width: 17,
		value: (row) => row.follow_up?.completed_at ?? null,
	},
	previous_status: {
		label: "Förra rapportens status",
		type: "text",
		width: 18,
		value: ({ previous }) => (previous?.status ? FOLLOW_UP_STATUSES[previous.status] : null),
	},
	previous_result: {
		label: "Förra rapportens resultat",
		type: "text",
		width: 48,
		value: (row) => row.previous?.result ?? "",
	},
});

export const deliveryColumns: readonly Column<Delivery>[] = [
	{ key: "what", label: "Del av rapporten", type: "text", width: 40, value: (row) => row.what },
	{ key: "person", label: "Lämnas av", type: "text", width: 24, value: (row) => row.person },
	{ key: "due_on", label: "Senast", type: "date", width: 14, value: (row) => row.due_on },
	{ key: "delivered_at", label: "Lämnad", type: "instant", width: 18, value: (row) => row.delivered_at },
];
