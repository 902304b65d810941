import { readDate } from "../../../ground/reading/date.ts";
import { DecimalMarks, undecidable } from "../../../ground/reading/decimal-marks.ts";
import { isDelimiterStatement } from "../../../ground/reading/delimiter.ts";
import { FileRefused } from "../../../ground/reading/file-refused.ts";
import { columnsNamed } from "../../../ground/reading/headings.ts";
import { openRowFile } from "../../../ground/reading/read-purchase-file.ts";

export interface Balance {
	/** Code or name, as it stands in the file. */
	unit: string;
	account: string;
	account_text: string;
	period_key: string;
	amount_ore: number;
	budget_ore: number | null;
	line_no: number;
}

export interface BalanceReading {
	balances: Balance[];
	refused: { line: number; reason: string }[];
	sha256: string;
}

export const MAX_BYTES = 50_000_000;
const MAX_ROWS = 200_000;
const MAX_REFUSED_KEPT = 100;
const MAX_CELL = 200;

const NAMES = {
	unit: ["enhet", "enhetskod", "kst", "kostnadsstalle", "ansvar", "ansvarskod"],
	account: ["konto", "kontonummer", "kontonr", "kontokod"],
	account_text: ["kontotext", "kontonamn", "kontobenamning", "benamning"],
	period: ["period", "manad", "bokforingsperiod", "redovisningsperiod"],
	amount: ["belopp", "utfall", "saldo", "kostnad", "summa"],
	budget: ["budget", "budgetbelopp", "periodbudget"],
} as const;
type Field = keyof typeof NAMES;
const REQUIRED = { unit: "enhet", account: "konto", period: "period", amount: "belopp" } as const;

/** Reads account balances: a heading line, then unit, account, period, amount and budget. Throws `FileRefused`. */
export async function readBalances(path: string): Promise<BalanceReading> {
	const file = await openRowFile(path, { maxBytes: MAX_BYTES });
	const rows = new BalanceRows();
	for await (const _lot of file.lots(rows));
	rows.requireColumns();
	return { balances: rows.balances, refused: rows.refused, sha256: file.sha256() };
}

class BalanceRows {
	readonly balances: Balance[] = [];
	readonly refused: BalanceReading["refused"] = [];
	readonly #marks = new DecimalMarks(null);
	readonly #lines = new Map<string, number>();
	#columns: Partial<Record<Field, number>> | null = null;

	record(cells: string[], line: number): void {
		if (cells.every((cell) => cell.trim() === "") || (!this.#columns && isDelimiterStatement(cells))) return;
		if (this.#columns === null) {
			this.#columns = columnsNamed(cells, NAMES);
			this.requireColumns();
			return;
		}
		const read = this.#read(cells, line);
		if (typeof read === "string") this.flawed(line, read);
		else if (this.balances.push(read) > MAX_ROWS) throw new FileRefused(`Filen har fler än ${MAX_ROWS} rader.`);
	}

	flawed(line: number, reason: string): void {
		if (this.refused.length < MAX_REFUSED_KEPT) this.refused.push({ line, reason });
	}

	requireColumns(): void {
		const missing = (Object.keys(REQUIRED) as (keyof typeof REQUIRED)[]).filter(
			(field) => this.#columns?.[field] === undefined,
		);
		if (missing.length === 0) return;
		throw new FileRefused(
			`Filens första rad ska ha rubrikerna enhet, konto, period, belopp och budget. Saknas: ${missing.map((field) => REQUIRED[field]).join(", ")}.`,
		);
	}

	#read(cells: readonly string[], line_no: number): Balance | string {
		const cell = (field: Field) =>
			(cells[this.#columns![field] ?? -1] ?? "").normalize("NFC").trim().slice(0, MAX_CELL);
		const [unit, account] = [cell("unit"), cell("account")];
		if (unit === "") return "Enhet saknas.";
		if (account === "") return "Konto saknas.";
		const period_key = periodOf(cell("period"));
		if (period_key === null) return `”${cell("period")}” är ingen månad. Skriv som 2026-10.`;
		const amount_ore = this.#amount(cell("amount"));
		if (typeof amount_ore === "string") return amount_ore;
		const budget_ore = cell("budget") === "" ? null : this.#amount(cell("budget"));
		if (typeof budget_ore === "string") return budget_ore;
		const key = JSON.stringify([unit.toLocaleLowerCase("sv"), account, period_key]);
		const same = this.#lines.get(key);
		if (same !== undefined)
			return `Enhet ${unit}, konto ${account} och period ${period_key} finns redan på rad ${same}.`;
		this.#lines.set(key, line_no);
		return { unit, account, account_text: cell("account_text"), period_key, amount_ore, budget_ore, line_no };
	}

	#amount(text: string): number | string {
		if (text === "") return "Belopp saknas.";
		return this.#marks.read(text) ?? undecidable(text);
	}
}

/** `2026-10`, `202610` or any day of the month. */
function periodOf(text: string): string | null {
	const month = /^(\d{4})-?(\d{2})$/.exec(text);
	const day = month ? readDate(`${month[1]}-${month[2]}-01`) : readDate(text);
	return day?.slice(0, 7) ?? null;
}
