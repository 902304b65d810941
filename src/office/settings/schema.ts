import { z } from "zod";
import { UNIT_BASES, VAT_BASES } from "../../../db/schema/vocabulary.ts";
import { date, integer, oneOf } from "../../ground/write/fields.ts";

/** The purchase limit as the form gives it: whole kronor. */
export const DecidePurchaseLimit = z.object({
	limit_kr: integer(1, 1_000_000),
	unit_basis: oneOf(UNIT_BASES),
	vat_basis: oneOf(VAT_BASES),
	valid_from: date(),
});
export type DecidePurchaseLimit = z.infer<typeof DecidePurchaseLimit>;

/** The law's limits for direct awards, in whole kronor. */
export const DecideLegalLimits = z.object({
	documentation_kr: integer(1, 100_000_000),
	direct_award_kr: integer(1, 100_000_000),
	valid_from: date(),
});
export type DecideLegalLimits = z.infer<typeof DecideLegalLimits>;

/** The region's routine for SAM: no law says how many days. */
export const DecideSamRoutine = z.object({ acknowledge_days: integer(1, 90), valid_from: date() });
export type DecideSamRoutine = z.infer<typeof DecideSamRoutine>;
