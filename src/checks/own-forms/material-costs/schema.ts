import { z } from "zod";
import { integer, line, reference, text } from "../../../ground/write/fields.ts";

/** Whose balances the file holds, for which month, and when a row has to be explained. */
export const ImportBalances = z.object({
	unit_id: reference(),
	period_key: line(7),
	mark_percent: integer(0, 1000),
	mark_kr: integer(0, 100_000_000),
});
export type ImportBalancesInput = z.output<typeof ImportBalances>;

const listOf = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(schema).max(2_000));

/** Three lists side by side: the row, the version that was seen, and the comment as it is now. */
export const CommentCosts = z.object({
	row: listOf(reference()),
	seen: listOf(integer(1, 1_000_000)),
	comment: listOf(text(2000)),
});
export type CommentCostsInput = z.output<typeof CommentCosts>;
