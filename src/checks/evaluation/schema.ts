import { z } from "zod";
import { requiredText, version } from "../../ground/write/fields.ts";

/** The planned second look: only why; how many and which the plan and the draw have decided. */
export const LookAgain = z.object({ reason: requiredText(1000) });

/** Late lines join a period: why it has to be completed. */
export const CompletePeriod = z.object({ version, reason: requiredText(1000) });
