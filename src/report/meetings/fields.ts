import type { Meeting } from "../../../db/queries/report/meetings.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { EditMeeting } from "./schema.ts";

export const MEETING_FIELDS = {
	kind: { label: "Slag", kind: "word", words: MEETING_KINDS },
	held_on: { label: "Sammanträdesdag", kind: "date" },
	papers_due_on: { label: "Sista dag för handlingar", kind: "date" },
} as const satisfies FieldsOf<EditMeeting, Meeting>;
