import { z } from "zod";
import { reference } from "../../ground/write/fields.ts";

export const Remind = z.object({ person_id: reference() });
export type Remind = z.output<typeof Remind>;

/** An act that asks nothing: the report stands in the address. */
export const RemindEverybody = z.object({});
