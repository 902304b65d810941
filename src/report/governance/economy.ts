import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import {
	NUMBER_KEYS,
	NUMBERS,
	numberField,
	numberNow,
	typedNumber,
} from "../../../db/schema/report/governance-numbers.ts";
import { Invalid } from "../../ground/errors.ts";
import type { NumbersOf } from "./check-numbers.ts";
import { readNumber } from "./numbers.ts";

type Typed = Readonly<Record<string, unknown>>;

const nameOf = (row: GovernanceRow, key: keyof typeof NUMBERS) => `${row.title}, ${NUMBERS[key].toLowerCase()}`;

/** The saved numbers as the table's form holds them. */
export function economyValues(rows: readonly GovernanceRow[]): Record<string, string> {
	return Object.fromEntries(
		rows.flatMap((row) =>
			NUMBER_KEYS.map((key) => [numberField(key, row.id), typedNumber(numberNow(row, key), row.unit)]),
		),
	);
}

/** What each field of the table is called, for whoever is shown newer values. */
export function economyFields(rows: readonly GovernanceRow[]) {
	return Object.fromEntries(
		rows.flatMap((row) =>
			NUMBER_KEYS.map((key) => [numberField(key, row.id), { label: nameOf(row, key), kind: "text" as const }]),
		),
	);
}

/** The numbers that were typed, row by row. A field that did not come stays as it is; an empty one is emptied. */
export function typedNumbers(rows: readonly GovernanceRow[], typed: Typed): NumbersOf[] {
	const errors: Record<string, string> = {};
	const numbers = rows.map((row): NumbersOf => {
		const values: NumbersOf["values"] = {};
		for (const key of NUMBER_KEYS) {
			const field = numberField(key, row.id);
			const text = typed[field];
			if (typeof text !== "string") continue;
			const reading = text.trim() === "" ? { value: null } : readNumber(text, row.unit);
			if ("value" in reading) values[key] = reading.value;
			else errors[field] = `${nameOf(row, key)}: ${reading.reason}`;
		}
		return { item_id: row.id, values };
	});
	if (Object.keys(errors).length > 0) throw new Invalid(errors);
	return numbers;
}
