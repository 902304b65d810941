import type { OutboxRow } from "../../../db/queries/office/notices-outbox.ts";
import { DROP_REASONS, LETTER_STATES, NOTICE_KINDS } from "../../../db/schema/office/notices.ts";
import type { Column } from "../../ground/tables/column.ts";

/** Where a notice stands, in one word. */
export function noticeState({ dropped, state }: Pick<OutboxRow, "dropped" | "state">): string {
	if (dropped !== null) return DROP_REASONS[dropped];
	return LETTER_STATES[state ?? "waiting"];
}

export const outboxColumns: readonly Column<OutboxRow>[] = [
	{ key: "created_at", first: true, label: "Påmind", type: "instant", width: 18, value: (row) => row.created_at },
	{ key: "person", first: true, phone: true, label: "Till", type: "text", width: 24, value: (row) => row.person_name },
	{ key: "kind", first: true, label: "Vad", type: "text", width: 26, value: (row) => NOTICE_KINDS[row.kind].label },
	{ key: "title", first: true, label: "Om", type: "text", width: 44, value: (row) => row.words.title },
	{
		key: "unit",
		first: true,
		label: "Enhet",
		type: "text",
		width: 28,
		value: (row) => row.words.unit || row.unit_name,
	},
	{ key: "state", first: true, phone: true, label: "Läge", type: "text", width: 26, value: noticeState },
	{ key: "settled_at", first: true, label: "Besked", type: "instant", width: 18, value: (row) => row.settled_at },
	{ key: "attempts", label: "Försök", type: "count", width: 8, value: (row) => row.attempts },
	{ key: "address", label: "Adress", type: "text", width: 30, value: (row) => row.address },
	{ key: "answer", label: "E-postserverns svar", type: "text", width: 44, value: (row) => row.answer },
];
