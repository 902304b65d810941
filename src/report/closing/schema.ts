import { z } from "zod";
import { requiredText } from "../../ground/write/fields.ts";

/** The form of the closing button: it needs an explicit yes. */
export const ClosePeriod = z.object({
	confirmed: z.literal("yes", { error: "Bekräfta att rapporten ska stängas." }),
});
export type ClosePeriod = z.output<typeof ClosePeriod>;

export const OpenCorrection = z.object({ reason: requiredText(1000) });
export type OpenCorrection = z.output<typeof OpenCorrection>;
