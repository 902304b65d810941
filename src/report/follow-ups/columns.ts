import type { Delivery } from "../../../db/queries/report/follow-ups-deliveries.ts";
import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import {
	FOLLOW_UP_KINDS,
	FOLLOW_UP_STATUSES,
	type FollowUpStatus,
	type Grade,
} from "../../../db/schema/report/words.ts";
import { EFFECT_TESTED, MEASURE_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import type { Column } from "../../ground/tables/column.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { controlEffect } from "../periods/control-effect.ts";
import { FOLLOW_UP_FIELDS } from "./fields.ts";

/** One thing the register says; `worse` where it is not as it should be. */
export interface Fact {
	text: string;
	worse?: boolean;
}

/** What the register says in numbers: what it counts, and last what it says besides. */
export function factsOf({ kind, numbers }: Pick<FollowUpRow, "kind" | "numbers">): Fact[] {
	const found = { text: deviationText(numbers), worse: numbers.open_deviations > 0 };
	if (kind === "risk") {
		const score = (value: number | null) => value ?? "ej bedömd";
		const residual = `kvarstående ${score(numbers.residual_score)}`;
		return [{ text: `Inneboende ${score(numbers.inherent_score)}` }, { text: residual }, found];
	}
	if (kind === "measure") {
		const tested = numbers.effect_tested ? EFFECT_TESTED[numbers.effect_tested].toLowerCase() : "";
		const status = numbers.measure_status ? MEASURE_STATUSES[numbers.measure_status] : "";
		return [{ text: status, worse: numbers.overdue === 1 }, { text: `Effekt prövad: ${tested}` }];
	}
	const { planned, due, performed, not_done, deviating } = numbers;
	return [
		{ text: `${planned} planerade` },
		{ text: `${due} förfallna` },
		{ text: `${performed} utförda`, worse: numbers.done < numbers.asked },
		{ text: `${not_done} ej genomförda`, worse: not_done > 0 },
		{ text: `${deviating} med avvikelse`, worse: deviating > 0 },
		found,
	];
}

/** The same as one line of text. */
export function numbersText(row: Pick<FollowUpRow, "kind" | "numbers">): string {
	const facts = factsOf(row).map(({ text }) => text);
	return `${facts.slice(0, -1).join(", ")}. ${facts.at(-1)}`;
}

function deviationText({ deviations, open_deviations, deviating }: FollowUpRow["numbers"]): string {
	if (deviations === 0) return deviating === 0 ? "Inga avvikelser" : "Ingen avvikelse är registrerad";
	return `Avvikelser ${deviations}, varav ej avslutade ${open_deviations}`;
}

type Row = Pick<FollowUpRow, "kind" | "numbers"> & { follow_up: { status: FollowUpStatus | null } | null };

const SAID: Record<Grade, FollowUpStatus> = {
	sufficient: "as_planned",
	needs_improvement: "partly",
	insufficient: "not_as_planned",
};

/** The status that the numbers give; null where they say nothing either way. */
export function computedStatus({ kind, numbers }: Pick<Row, "kind" | "numbers">): FollowUpStatus | null {
	if (kind === "risk") return null;
	if (kind === "control") {
		const effect = controlEffect(numbers);
		return effect && SAID[effect];
	}
	if (numbers.overdue === 1) return "not_as_planned";
	return numbers.measure_status === "done" && numbers.effect_tested === "yes" ? "as_planned" : null;
}

/** Returns the remark on a row where the status that people wrote contradicts the computed one; empty where they agree. */
export function remarkOf(row: Row): string {
	const computed = computedStatus(row);
	const written = row.follow_up?.status ?? null;
	const remarks = [measureRemark(row)];
	if (computed !== null && written !== null && computed !== written) {
		const [says, wrote] = [FOLLOW_UP_STATUSES[computed], FOLLOW_UP_STATUSES[written]];
		remarks.push(`Talen säger ”${says.toLowerCase()}”, skriven status är ”${wrote.toLowerCase()}”.`);
	}
	return remarks.filter((one) => one !== "").join(" ");
}

function measureRemark({ kind, numbers }: Row): string {
	const { overdue, measure_status, due_on } = numbers;
	if (kind !== "measure" || measure_status === null) return "";
	const late = measure_status === "late";
	if (overdue === 1 && !late)
		return `Dagen har passerat (${formatDate(due_on!)}), men åtgärdens status är ”${MEASURE_STATUSES[measure_status].toLowerCase()}”.`;
	if (overdue !== 1 && late) return "Åtgärdens status är ”försenad”, men dess dag hade inte passerat.";
	return "";
}

export const followUpColumns = columnsOf<FollowUpRow, keyof typeof FOLLOW_UP_FIELDS>(FOLLOW_UP_FIELDS, {
	risk_number: { label: "Risk", type: "count", width: 7, value: (row) => row.risk_number },
	kind: { label: "Slag", type: "text", width: 15, words: FOLLOW_UP_KINDS, value: (row) => FOLLOW_UP_KINDS[row.kind] },
	title: { label: "Rubrik", type: "text", width: 48, value: (row) => row.title },
	owner: { label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
	numbers: { label: "Beräknat", type: "text", width: 44, value: numbersText },
	status: { width: 18 },
	remark: { label: "Anmärkning", type: "text", width: 36, value: remarkOf },
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
		words: FOLLOW_UP_STATUSES,
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
