import type { Matter, Meeting } from "../../../db/queries/report/meetings.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import type { Column } from "../../ground/tables/column.ts";
import { MEETING_FIELDS } from "./fields.ts";

export const MEETING_STATES = {
	coming: "Kommande",
	late: "Handlingar sena",
	held: "Hållet",
	cancelled: "Inställt",
} as const;
export type MeetingState = keyof typeof MEETING_STATES;

/** With whether the last day for its papers has passed. */
export type DatedMatter = Matter & { is_late: boolean };

export interface MeetingRow extends Meeting {
	matters: readonly DatedMatter[];
	state: MeetingState;
}

/** Where a meeting is on a day. That papers are late is told also after it has been held: they are still missing. */
export function meetingState(meeting: Meeting, matters: readonly DatedMatter[], today: string): MeetingState {
	if (meeting.cancelled_reason !== null) return "cancelled";
	if (matters.some(({ is_late }) => is_late)) return "late";
	return meeting.held_on < today ? "held" : "coming";
}

export const meetingColumns: readonly Column<MeetingRow>[] = [
	{ key: "held_on", label: MEETING_FIELDS.held_on.label, type: "date", width: 18, value: (row) => row.held_on },
	{ key: "board", label: "Nämnd", type: "text", width: 32, value: (row) => row.board },
	{
		key: "kind",
		label: MEETING_FIELDS.kind.label,
		type: "text",
		words: MEETING_KINDS,
		value: (row) => MEETING_KINDS[row.kind],
	},
	{
		key: "papers_due_on",
		label: MEETING_FIELDS.papers_due_on.label,
		type: "date",
		width: 18,
		value: (row) => row.papers_due_on,
	},
	{
		key: "matters",
		label: "Ärenden",
		type: "text",
		width: 40,
		value: (row) => row.matters.map(({ title }) => title).join(", "),
	},
	{ key: "state", label: "Läge", type: "text", words: MEETING_STATES, value: (row) => MEETING_STATES[row.state] },
	{ key: "cancelled_reason", label: "Skäl", type: "text", width: 30, value: (row) => row.cancelled_reason },
];

/** The rings of the year's wheel, outermost first. */
export const WHEEL_RINGS = {
	meeting: "Sammanträden",
	papers: "Sista dag för handlingar",
	inventory: "Riskinventering",
	report: "Rapporter",
	sam: "SAM",
} as const;

/** A day of a nämnd's year. */
export interface WheelDay {
	ring: keyof typeof WHEEL_RINGS;
	day: string;
	text: string;
	href: string;
}

export const wheelColumns: readonly Column<WheelDay>[] = [
	{ key: "day", label: "Dag", type: "date", width: 14, value: (row) => row.day },
	{ key: "ring", label: "Slag", type: "text", width: 24, words: WHEEL_RINGS, value: (row) => WHEEL_RINGS[row.ring] },
	{ key: "text", label: "Vad", type: "text", width: 50, value: (row) => row.text },
];
