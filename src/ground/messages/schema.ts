import { z } from "zod";
import { MESSAGE_PARTS } from "../../../db/schema/ground/messages.ts";
import { oneOf, optional, reference, requiredText } from "../write/fields.ts";

/** A question has somebody it is for, an answer its question. */
export const WriteMessage = z
	.object({ text: requiredText(2000), to: optional(oneOf(MESSAGE_PARTS)), answers: optional(reference()) })
	.superRefine(({ to, answers }, issues) => {
		if ((to === null) === (answers === null))
			issues.addIssue({ code: "custom", path: ["to"], message: "Välj vem frågan är till." });
	});
export type WriteMessage = z.output<typeof WriteMessage>;
