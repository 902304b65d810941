import { z } from "zod";
import { RULE_EFFECTS, RULE_KINDS } from "../../../db/schema/checks/populations.ts";
import { date, integer, line, listOf, oneOf, optional, reference, requiredText } from "../../ground/write/fields.ts";
import { DELIMITER_WORDS } from "../../ground/reading/delimiter.ts";
import { MAX_HEADING_LINE } from "../../ground/reading/heading-search.ts";
import { CHOSEN_ENCODINGS } from "../../ground/reading/encoding-names.ts";
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
	/** The system that the file comes from: what its headings mean is kept under its name. */
	source: optional(line(60)),
	/** How the file is to be read, where the reader took it wrong; left out for what it finds itself. */
	heading_line: optional(integer(1, MAX_HEADING_LINE)),
	delimiter: optional(oneOf(DELIMITER_WORDS)),
	encoding: optional(z.enum(CHOSEN_ENCODINGS)),
	sheet: optional(line(100)),
});
export type AdjustPreviewInput = z.output<typeof AdjustPreview>;

const MAX_CODES = 500;

/** Codes of the file side by side with the units they are placed on ("" for none yet), for this file or for those to come. */
export const PlaceUnits = z.object({
	code: listOf(z.string().max(200), MAX_CODES),
	unit: listOf(z.union([z.literal(""), reference()]), MAX_CODES),
	/** The unit of the rows that name none. */
	unit_id: optional(reference()),
	keep: z.preprocess((value) => value === "1", z.boolean()),
});
export type PlaceUnitsInput = z.output<typeof PlaceUnits>;

/** A code, range (`11000-11099`) or prefix (`110*`) of the ledger, and the unit it means from a day on. */
export const DecideUnitCode = z.object({
	pattern: line(60),
	/** Left out: from the day on it means no unit. */
	unit_id: optional(reference()),
	valid_from: date(),
});
export type DecideUnitCodeInput = z.output<typeof DecideUnitCode>;

/** What is in or out of the control's frame from the file's period on. */
export const DecideFrameRule = z.object({
	kind: oneOf(RULE_KINDS),
	pattern: line(100),
	effect: oneOf(RULE_EFFECTS),
	reason: requiredText(500),
});
export type DecideFrameRuleInput = z.output<typeof DecideFrameRule>;

const yes = () => z.preprocess((value) => value === "1", z.boolean());

export const ConfirmPurchases = z.object({
	accept_refused: yes(),
	/** The file has no dates: all its rows belong to the period. */
	accept_undated: yes(),
	/** The letters are damaged, and the file is taken as it is. */
	accept_damaged: yes(),
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
