import { z } from "zod";
import { line, optional } from "../../ground/write/fields.ts";

export const DrawSample = z.object({
	/** For example the published result of a lottery that had not been drawn when the population was frozen. */
	public_value: optional(line(200)),
});
