import { z } from "zod";
import { REGION_ANSWERS, REGION_ITEM_KINDS } from "../../../db/schema/report/words.ts";
import { integer, line, oneOf, reference, requiredText, version } from "../../ground/write/fields.ts";

export const PushItem = z.object({
	year: integer(2000, 2100),
	kind: oneOf(REGION_ITEM_KINDS),
	title: line(300),
	text: requiredText(4000),
});
export type PushItem = z.output<typeof PushItem>;

/** `version` is the wording that the new one follows. */
export const RewordItem = z.object({ text: requiredText(4000), version });
export type RewordItem = z.output<typeof RewordItem>;

/** `version` is the wording that was read when it was taken back. */
export const WithdrawItem = z.object({ reason: line(500), version });
export type WithdrawItem = z.output<typeof WithdrawItem>;

/** `wording` is what the person read, `version` how many times the board had answered in the year when the form was fetched. */
export const AnswerItem = z.object({
	period_id: reference(),
	status: oneOf(REGION_ANSWERS),
	answer: requiredText(4000),
	wording: version,
	version: integer(0, 1_000_000),
});
export type AnswerItem = z.output<typeof AnswerItem>;
