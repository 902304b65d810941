import { z } from "zod";
import { optional, reference, text } from "../../ground/write/fields.ts";

/** What comes along with a file. */
export const AddEvidence = z
	.object({ serie: optional(reference()), anteckning: text(500) })
	.transform(({ serie, anteckning }) => ({ series_id: serie, note: anteckning }));
