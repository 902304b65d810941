import { z } from "zod";
import { date, integer, line, listOf, optional, reference, requiredText } from "../../ground/write/fields.ts";
import { FIELDS } from "../../ground/reading/fields.ts";

export const UploadPurchases = z.object({
	period_key: line(20),
	/** Left out when the year's plan has only one control of purchases. */
	control_id: optional(reference()),
	/** The frozen population that the file is a corrected one for. */
	corrects: optional(reference()),
});
export type UploadPurchasesInput = z.output<typeof UploadPurchases>;

const MAX_HEADINGS = 200;

/** Three lists side by side: the heading, the field it meant when the form was shown, and the field it means now ("" for none). */
export const AdjustPreview = z.object({
	heading: listOf(z.string().max(500), MAX_HEADINGS),
	was: listOf(z.enum(["", ...FIELDS]), MAX_HEADINGS),
	field: listOf(z.enum(["", ...FIELDS]), MAX_HEADINGS),
	unit_id: optional(reference()),
});
export type AdjustPreviewInput = z.output<typeof AdjustPreview>;

export const ConfirmPurchases = z.object({
	accept_refused: z.preprocess((value) => value === "1", z.boolean()),
	/** Control totals from the source system; what is given must agree with the file. */
	control_rows: optional(integer(0, 1_000_000_000)),
	control_sum: optional(line(40)),
	/** Why the file is corrected. */
	reason: optional(requiredText(1000)),
	/** "nyckel: skäl", a line for each purchase that leaves the frame. */
	removed_reasons: optional(requiredText(20_000)),
	/** Why the population is frozen before its cut-off day is past. */
	early_reason: optional(requiredText(1000)),
	/** Where a public value will be found, and on which day. */
	public_source: optional(line(200)),
	public_day: optional(date()),
});
export type ConfirmPurchasesInput = z.output<typeof ConfirmPurchases>;
