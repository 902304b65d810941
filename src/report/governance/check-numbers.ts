import type { BudgetElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { NUMBER_KEYS, NUMBERS, type NumberKey, numberNow } from "../../../db/schema/report/governance-numbers.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { amountFaults } from "./same-amounts.ts";
import { sumFaults } from "./sums.ts";

/** What is about to be written for one row. A key that is left out stays as it is; null empties it. */
export interface NumbersOf {
	item_id: string;
	values: Partial<Record<NumberKey, number | null>>;
	/** Other figures that the plan prints beside the row, in its unit unless they say another. */
	figures?: readonly { label: string; year: number; value: number; unit?: string }[];
}

export interface NumberFault {
	item_id: string;
	key: NumberKey;
	text: string;
}

const wordOf = (key: NumberKey) => NUMBERS[key].toLowerCase();

/** Which numbers a row has: a budget and a forecast only in the economy. */
export function numberKeysOf({ kind }: Pick<GovernanceRow, "kind">): readonly NumberKey[] {
	if (kind === "economy") return NUMBER_KEYS;
	return kind === "indicator" ? ["outcome_ore"] : [];
}

/** What numbers are held against beside their own rows. */
export interface Checked {
	period: Pick<Period, "name" | "first_day">;
	today: string;
	/** The rows of economy in other boards' plans of the year. */
	elsewhere: readonly BudgetElsewhere[];
}

/**
 * Everything that is wrong with the rows as they would be: signs, a period that has not begun, sums in every column, and budgets that
 * stand in two tables.
 */
export function numberFaults(
	rows: readonly GovernanceRow[],
	written: readonly NumbersOf[],
	{ period, today, elsewhere }: Checked,
): NumberFault[] {
	const byId = new Map(written.map((one) => [one.item_id, one]));
	const valueIn = (row: GovernanceRow, key: NumberKey) => {
		const value = byId.get(row.id)?.values[key];
		return value === undefined ? numberNow(row, key) : value;
	};
	const alone = rows.flatMap((row) =>
		NUMBER_KEYS.flatMap((key) => {
			const value = byId.get(row.id)?.values[key];
			if (value === undefined || value === null || value === numberNow(row, key)) return [];
			const text = faultOf({ row, key, value }, { period, today });
			return text === null ? [] : [{ item_id: row.id, key, text }];
		}),
	);
	const sums = NUMBER_KEYS.flatMap((key) =>
		sumFaults(rows, { column: wordOf(key), valueIn: (row) => valueIn(row, key) }).map((fault) => ({ ...fault, key })),
	);
	const same = amountFaults(rows, (row) => valueIn(row, "budget_ore"), elsewhere);
	return [
		...alone,
		...sums,
		...same.map((fault) => ({ ...fault, key: "budget_ore" as const })),
		...figureFaults(rows, byId),
	];
}

function faultOf(
	{ row, key, value }: { row: GovernanceRow; key: NumberKey; value: number },
	{ period, today }: Omit<Checked, "elsewhere">,
): string | null {
	if (!numberKeysOf(row).includes(key)) return `${row.title} har inget ${wordOf(key)}.`;
	if (value < 0 && row.signed === 0) return `${row.title}, ${wordOf(key)}: talet kan inte vara mindre än noll.`;
	if (key === "outcome_ore" && today < period.first_day)
		return `${row.title}: ${period.name} börjar ${formatDate(period.first_day)} och har inget utfall än.`;
	return null;
}

/** The sums of the earlier years' figures, heading by heading. */
function figureFaults(rows: readonly GovernanceRow[], written: ReadonlyMap<string, NumbersOf>): NumberFault[] {
	const figuresOf = (row: GovernanceRow) =>
		new Map([...row.figures, ...(written.get(row.id)?.figures ?? [])].map(({ label, value }) => [label, value]));
	const all = new Map(rows.map((row) => [row.id, figuresOf(row)]));
	const labels = new Set([...all.values()].flatMap((figures) => [...figures.keys()]));
	return [...labels].flatMap((label) =>
		sumFaults(rows, { column: label, valueIn: (row) => all.get(row.id)!.get(label) ?? null }).map((fault) => ({
			...fault,
			key: "budget_ore" as const,
		})),
	);
}
