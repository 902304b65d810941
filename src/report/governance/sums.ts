import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import { MONEY } from "../../../db/schema/report/governance-numbers.ts";
import { formatAmountOre } from "../../ground/calendar/stockholm.ts";
import { shownNumber } from "./columns.ts";

/** A sum that its parts do not make. */
export interface SumFault {
	item_id: string;
	text: string;
}

type Summed = Pick<GovernanceRow, "id" | "parent_id" | "title" | "chapter" | "unit">;

/** Half of what the one decimal of an amount can show. */
const SHOWN_ORE = 5_000_000;

/**
 * The sums of one column that are not what their parts make. A part whose cell is empty adds nothing, as in the printed plan; a sum
 * with no part filled in has nothing to be held against, and neither has a part whose sum is empty.
 */
export function sumFaults<Row extends Summed>(
	rows: readonly Row[],
	{ column, valueIn }: { column: string; valueIn: (row: Row) => number | null },
): SumFault[] {
	return rows.flatMap((sum) => {
		const stated = valueIn(sum);
		const parts = rows
			.filter((row) => row.parent_id === sum.id && row.unit === sum.unit)
			.map(valueIn)
			.filter((value) => value !== null);
		if (stated === null || parts.length === 0) return [];
		const made = parts.reduce((total, value) => total + value, 0);
		if (made === stated) return [];
		const said = `${sum.title}${sum.chapter && ` (${sum.chapter})`}, ${column}`;
		const difference = differenceText(stated - made, sum.unit);
		const text = `${said}: summan är ${shownNumber(stated, sum.unit)} men delarna ger ${shownNumber(made, sum.unit)}. Skillnaden är ${difference}.`;
		return [{ item_id: sum.id, text }];
	});
}

export function differenceText(difference: number, unit: string): string {
	const small = unit === MONEY && Math.abs(difference) < SHOWN_ORE;
	return small ? formatAmountOre(difference) : shownNumber(difference, unit);
}
