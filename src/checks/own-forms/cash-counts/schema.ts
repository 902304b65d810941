import { z } from "zod";
import { DENOMINATIONS, pieces } from "../../../../db/schema/checks/own-forms/cash-counts.ts";
import { date, integer, line, optional, reference, text, version } from "../../../ground/write/fields.ts";

export const AddCashFund = z.object({
	unit_id: reference(),
	name: line(100),
	float_kr: integer(0, 1_000_000),
	holder: line(100),
	valid_from: date(),
});
export type AddCashFundInput = z.output<typeof AddCashFund>;

export const EndCashFund = z.object({ version, valid_to: date() });
export type EndCashFundInput = z.output<typeof EndCashFund>;

export const PlanCashOrder = z.object({ control_id: reference(), period_key: line(20) });

/** Öre → number of notes or coins, those that were there. */
type Pieces = Record<string, number>;

export const CountCash = z
	.object({
		fund_id: reference(),
		/** The count's version when the page was shown; empty when there was none. */
		seen: optional(integer(1, 1_000_000)),
		expected: line(40),
		witness_id: reference(),
		note: text(2000),
		...Object.fromEntries(DENOMINATIONS.map((ore) => [pieces(ore), optional(integer(0, 100_000))])),
	})
	.transform((form) => {
		const given = form as typeof form & Record<string, number | null>;
		const denominations: Pieces = {};
		for (const ore of DENOMINATIONS) if (given[pieces(ore)]) denominations[String(ore)] = given[pieces(ore)]!;
		const { fund_id, seen, expected, witness_id, note } = form;
		return { fund_id, seen, expected, witness_id, note, denominations };
	});
export type CountCashInput = z.output<typeof CountCash>;

export const AttestCount = z.object({ version });
