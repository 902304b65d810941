import { z } from "zod";
import { MEETING_KINDS, type MeetingKind } from "../../../../db/schema/report/meetings.ts";
import { MEETING_FIELDS } from "../../../report/meetings/fields.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const held = z.object({ board: z.string(), held_on: z.string() });
const matter = z.object({ title: z.string(), held_on: z.string() });
const MEETING = trailWords(MEETING_FIELDS);

/** The calendar of each nämnd, and what goes to which meeting. */
export const meetingEvents = {
	"meeting.added": eventType(
		held.extend({
			kind: z.enum(Object.keys(MEETING_KINDS) as [MeetingKind, ...MeetingKind[]]),
			papers_due_on: z.string(),
		}),
		(d) =>
			`lade in ett sammanträde för ${d.board}: ${MEETING_KINDS[d.kind].toLowerCase()} ${d.held_on}, handlingar senast ${d.papers_due_on}`,
	),
	"meeting.edited": eventType(
		held.extend({ changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, MEETING)} för sammanträdet ${d.held_on} i ${d.board}`,
	),
	"meeting.cancelled": eventType(
		held.extend({ reason: z.string() }),
		(d) => `ställde in sammanträdet ${d.held_on} i ${d.board}. Skäl: ${d.reason}`,
	),
	"meeting.matter_added": eventType(matter, (d) => `anmälde ${d.title} till sammanträdet ${d.held_on}`),
	"meeting.papers_delivered": eventType(
		matter.extend({ is_late: z.boolean() }),
		(d) =>
			`registrerade att handlingarna till ${d.title} är lämnade inför sammanträdet ${d.held_on}${d.is_late ? " (sent)" : ""}`,
	),
	"meeting.matter_removed": eventType(
		matter.extend({ reason: z.string() }),
		(d) => `tog bort ${d.title} från sammanträdet ${d.held_on}. Skäl: ${d.reason}`,
	),
};
