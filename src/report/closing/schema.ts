import { z } from "zod";
import { requiredText } from "../../ground/write/fields.ts";

/** Closing is one button; it needs a yes. */
export const ClosePeriod = z.object({
	confirmed: z.literal("yes", { error: "Bekräfta att rapporten ska stängas." }),
});
export type ClosePeriod = z.output<typeof ClosePeriod>;

export const OpenCorrection = z.object({ reason: requiredText(1000) });
export type OpenCorrection = z.output<typeof OpenCorrection>;
