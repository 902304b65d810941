import { z } from "zod";
import { line, optional } from "../../ground/write/fields.ts";

export const DrawSample = z.object({
	/** A value published after the freeze, for example the result of a lottery that had not been drawn then. */
	public_value: optional(line(200)),
});
