/** The unit whose numbers are whole öre; every other unit's are whole hundredths of itself. */
export const MONEY = "mnkr";

/** What amounts may be written in, and how many decimals it takes to say an öre. */
export const WRITTEN_IN = { mnkr: "Miljoner kronor (mnkr)", tkr: "Tusen kronor (tkr)", kr: "Kronor" } as const;
export type WrittenIn = keyof typeof WRITTEN_IN;
export const DECIMALS: Record<WrittenIn, number> = { mnkr: 8, tkr: 5, kr: 2 };

/** The numbers that are written for a row: the plan's own, and what a report says. */
export const NUMBERS = { budget_ore: "Budget", outcome_ore: "Utfall", forecast_ore: "Prognos" } as const;
export type NumberKey = keyof typeof NUMBERS;
export const NUMBER_KEYS = Object.keys(NUMBERS) as NumberKey[];

/** The form's field of one number of one row. */
export const numberField = (key: NumberKey, itemId: string) => `${key}-${itemId}`;

interface Numbered {
	budget_ore: number | null;
	reported: { outcome_ore: number | null; forecast_ore: number | null } | null;
}

export const numberNow = (row: Numbered, key: NumberKey): number | null =>
	key === "budget_ore" ? row.budget_ore : (row.reported?.[key] ?? null);

/** A number as a form holds it, with every decimal that was stored. */
export function typedNumber(value: number | null, unit: string): string {
	if (value === null) return "";
	const places = unit === MONEY ? DECIMALS.mnkr : 2;
	const digits = String(Math.abs(value)).padStart(places + 1, "0");
	const decimals = digits.slice(-places).replace(/0+$/, "");
	return `${value < 0 ? "-" : ""}${digits.slice(0, -places)}${decimals && `,${decimals}`}`;
}
