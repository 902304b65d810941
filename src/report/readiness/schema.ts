import { z } from "zod";
import { reference } from "../../ground/write/fields.ts";

export const Remind = z.object({ person_id: reference() });
export type Remind = z.output<typeof Remind>;
