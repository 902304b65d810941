import type { BudgetElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import { shownNumber } from "./columns.ts";
import { differenceText } from "./sums.ts";

type Own = Pick<GovernanceRow, "id" | "title" | "chapter" | "unit" | "same_as_id">;

/** A budget that is not the one it is said to be the same as. */
interface AmountFault {
	item_id: string;
	text: string;
}

/**
 * The budgets that stand in two tables, and are not the same in both: within the board's plan, and against the plans of other boards,
 * whichever of the two names the other. Where either is empty there is nothing to hold against the other.
 */
export function amountFaults<Row extends Own>(
	rows: readonly Row[],
	budgetOf: (row: Row) => number | null,
	elsewhere: readonly BudgetElsewhere[],
): AmountFault[] {
	const [own, other] = [new Map(rows.map((row) => [row.id, row])), new Map(elsewhere.map((row) => [row.id, row]))];
	const within = rows.flatMap((row) => {
		const same = own.get(row.same_as_id ?? "");
		return same ? faultOf(row, budgetOf(row), { ...same, board: null, budget_ore: budgetOf(same) }) : [];
	});
	const out = rows.flatMap((row) => {
		const same = other.get(row.same_as_id ?? "");
		return same ? faultOf(row, budgetOf(row), same) : [];
	});
	const into = elsewhere.flatMap((one) => {
		const row = own.get(one.same_as_id ?? "");
		return row ? faultOf(row, budgetOf(row), one) : [];
	});
	return [...within, ...out, ...into];
}

function faultOf(
	row: Own,
	budget: number | null,
	same: Pick<BudgetElsewhere, "title" | "chapter" | "budget_ore" | "unit"> & { board: string | null },
): AmountFault[] {
	if (budget === null || same.budget_ore === null || same.unit !== row.unit || budget === same.budget_ore) return [];
	const whose = same.board === null ? "" : `${same.board}: `;
	const text = `${nameOf(row)}, budget: beloppet är ${shownNumber(budget, row.unit)} men ${whose}${nameOf(same)} har ${shownNumber(same.budget_ore, row.unit)}. Skillnaden är ${differenceText(budget - same.budget_ore, row.unit)}.`;
	return [{ item_id: row.id, text }];
}

const nameOf = ({ title, chapter }: { title: string; chapter: string }) => `${title}${chapter && ` (${chapter})`}`;
