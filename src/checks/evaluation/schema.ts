import { z } from "zod";
import { integer, requiredText, version } from "../../ground/write/fields.ts";

/** A second stage: how many more, and why. */
export const ExtendSample = z.object({ version, add: integer(1, 1000), reason: requiredText(1000) });

/** Late lines join a period: why it has to be completed. */
export const CompletePeriod = z.object({ version, reason: requiredText(1000) });
