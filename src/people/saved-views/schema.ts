import { z } from "zod";
import { line, reference } from "../../ground/write/fields.ts";

/** Longer than any choice of filters, order and columns of ours. */
const LONGEST_QUERY = 2_000;

export const SaveView = z.object({
	name: line(60),
	path: z.string().max(300),
	query: z.string().max(LONGEST_QUERY, "Urvalet är för långt för att sparas som en vy."),
});
export type SaveView = z.output<typeof SaveView>;

export const RemoveView = z.object({ view: reference() });
