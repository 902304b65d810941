import { z } from "zod";
import { IMPORTS, READS } from "../../../db/schema/people/api.ts";
import { integer, line, listOf, manyOf, oneOf, optional, reference } from "../../ground/write/fields.ts";

export const MOST_DAYS = 365;
const MOST_LISTS = 200;

export const AddApiToken = z.object({
	name: line(80),
	days: integer(1, MOST_DAYS),
	reads: z.preprocess((value) => value ?? "all", oneOf(READS)),
	lists: listOf(z.string().max(200), MOST_LISTS),
	imports: z.preprocess((value) => value ?? [], manyOf(IMPORTS, 0)),
	unit_id: optional(reference()),
});
export type AddApiToken = z.infer<typeof AddApiToken>;

/** An integration's key has the integration's name beside its own. */
export const AddServiceToken = AddApiToken.extend({ integration: line(80) });
export type AddServiceToken = z.infer<typeof AddServiceToken>;
