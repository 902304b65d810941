import { z } from "zod";
import { MATTER_KINDS, MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { date, oneOf, optional, reference, requiredText, version } from "../../ground/write/fields.ts";

const days = { kind: oneOf(MEETING_KINDS), held_on: date(), papers_due_on: date() };
const inTime = ({ held_on, papers_due_on }: { held_on: string; papers_due_on: string }) => papers_due_on <= held_on;
const LATE = { path: ["papers_due_on"], error: "Sista dag för handlingar kan inte ligga efter sammanträdet." };

/** The nämnd may be left out where there is one. */
export const NewMeeting = z.object({ board_id: optional(reference()), ...days }).refine(inTime, LATE);
export type NewMeeting = z.output<typeof NewMeeting>;

export const EditMeeting = z.object({ ...days, version }).refine(inTime, LATE);
export type EditMeeting = z.output<typeof EditMeeting>;

export const CancelMeeting = z.object({ reason: requiredText(300), version });
export type CancelMeeting = z.output<typeof CancelMeeting>;

const ID = z.string().regex(/^\P{Cc}{1,64}$/u);

/** "plan:id" or "period:id". */
export const AddMatter = z.object({
	subject: z
		.preprocess((value) => (typeof value === "string" ? value.split(":") : []), z.array(z.string()))
		.pipe(z.tuple([z.enum(Object.keys(MATTER_KINDS) as ["plan", "period"]), ID], "Välj ett ärende.")),
});
export type AddMatter = z.output<typeof AddMatter>;

export const DeliverPapers = z.object({ version });
export type DeliverPapers = z.output<typeof DeliverPapers>;

export const RemoveMatter = z.object({ reason: requiredText(300), version });
export type RemoveMatter = z.output<typeof RemoveMatter>;
