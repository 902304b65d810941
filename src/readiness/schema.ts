import { z } from "zod";
import { reference } from "../write/fields.ts";

export const Remind = z.object({ person_id: reference() });
export type Remind = z.output<typeof Remind>;
