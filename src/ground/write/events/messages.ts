import { z } from "zod";
import { MESSAGE_PARTS, type MessagePart } from "../../../../db/schema/ground/messages.ts";
import { eventType } from "./event-type.ts";

const parts = Object.keys(MESSAGE_PARTS) as [MessagePart, ...MessagePart[]];

/** `digest` is of the text: what was asked and answered is held to the event, without its words in the log. */
export const messageEvents = {
	"message.written": eventType(
		z.object({
			about: z.string(),
			number: z.number(),
			to: z.enum(parts).nullable(),
			answers: z.number().nullable(),
			digest: z.string(),
		}),
		(d) =>
			d.to === null
				? `svarade på fråga ${d.answers} om ${d.about}`
				: `ställde fråga ${d.number} om ${d.about} till ${MESSAGE_PARTS[d.to].toLowerCase()}`,
	),
};
