import { inCodeOrder } from "../code-order.ts";
import { detached } from "./detached.ts";
import type { EncodingName } from "./encoding-names.ts";
import { FileRefused } from "./file-refused.ts";
import type { FileWarning } from "./file-warning.ts";
import type { Field } from "./fields.ts";
import type { SeenHeading, SheetsSeen } from "./heading-search.ts";
import type { LetterDamage } from "./letter-damage.ts";
import type { PurchaseLine } from "./purchase-line.ts";
import type { FileForm } from "./row-file.ts";

/** A row that was not understood: physical line from 1 and one Swedish sentence. */
export interface RefusedRow {
	line: number;
	reason: string;
}

/** One unit of the file; `unit_code` is null when the file has no unit column. `sumOre` in integer öre. */
export interface UnitTotal {
	unit_code: string | null;
	unit_name: string | null;
	rows: number;
	sumOre: number;
}

/** What a purchases file turned out to hold. Sums are integer öre over the understood rows, those above the limit included. */
export interface PurchasesSummary {
	encoding: EncodingName;
	/** How the rows are told apart: the delimiter of a text, or `xlsx`, `json`, `sie`. */
	delimiter: FileForm;
	/** The physical line of the heading; null for a form whose rows name their own values. */
	heading_line: number | null;
	/** The columns with values of each, and the first rows. */
	seen: SeenHeading;
	/** The column whose number joins rows into one item. */
	number_field: Field;
	/** The file has no column for dates: every row belongs to the period. */
	is_undated: boolean;
	/** Letters that look damaged: nothing of the file is stored without a yes. */
	damage: LetterDamage | null;
	/** The sheets of a workbook and the one that is read; null for other forms. */
	sheets: SheetsSeen | null;
	/** Rows that are no purchases: titles, repeated headings, sums that agree, the other side of a purchase. */
	named_count: number;
	/** Field → heading as it stands in the file. */
	columns: Partial<Record<Field, string>>;
	unrecognised: string[];
	/** Rows understood. */
	rows: number;
	/** The first refused rows by line, at most `MAX_REFUSED_KEPT`; `refused_count` has them all. */
	refused: RefusedRow[];
	refused_count: number;
	sumOre: number;
	/** By unit code. */
	units: UnitTotal[];
	/** The first five understood rows by line. */
	first_lines: PurchaseLine[];
	/** What the controller shall see before confirming, by line; those of the file as a whole last. */
	warnings: FileWarning[];
	/** Lowercase hex of the file's bytes. */
	sha256: string;
	bytes: number;
}

export const MAX_REFUSED_KEPT = 1_000;
const FIRST_LINES = 5;
const MAX_UNITS = 10_000;

/** Counts and sums while rows pass; keeps no row but the first five. */
export class Tally {
	rows = 0;
	sumOre = 0;
	refusedCount = 0;
	#absoluteOre = 0;
	#refused: RefusedRow[] = [];
	#firstLines: PurchaseLine[] = [];
	readonly #units = new Map<string | null, UnitTotal>();

	/** @throws FileRefused when sums would no longer be exact, or when there are more units than any region has. */
	understood(line: PurchaseLine): void {
		this.rows += 1;
		this.sumOre += line.amount_ore;
		// While the sum of sizes is exact, so is every sum of some of the rows.
		this.#absoluteOre += Math.abs(line.amount_ore);
		if (!Number.isSafeInteger(this.#absoluteOre)) {
			throw new FileRefused(`Beloppen till och med rad ${line.line_no_in_file} är för stora för att summeras exakt.`);
		}
		const unit = this.#unitOf(line);
		unit.rows += 1;
		unit.sumOre += line.amount_ore;
		this.#keepFirst(line);
	}

	refused(line: number, reason: string): void {
		this.refusedCount += 1;
		const kept = this.#refused;
		if (kept.length >= MAX_REFUSED_KEPT && line > kept[kept.length - 1]!.line) return;
		// Rows whose amount was settled late arrive out of order.
		let at = kept.length;
		while (at > 0 && kept[at - 1]!.line > line) at -= 1;
		kept.splice(at, 0, { line, reason: detached(reason) });
		if (kept.length > MAX_REFUSED_KEPT) kept.pop();
	}

	get refusedRows(): RefusedRow[] {
		return this.#refused;
	}

	get firstLines(): PurchaseLine[] {
		return this.#firstLines;
	}

	get units(): UnitTotal[] {
		return [...this.#units.values()].sort((a, b) => inCodeOrder(a.unit_code ?? "", b.unit_code ?? ""));
	}

	#unitOf(line: PurchaseLine): UnitTotal {
		let unit = this.#units.get(line.unit_code);
		if (!unit) {
			if (this.#units.size >= MAX_UNITS) {
				throw new FileRefused(`Filen har fler än ${MAX_UNITS} enheter. Kontrollera vilken kolumn som anger enhet.`);
			}
			const unit_code = line.unit_code === null ? null : detached(line.unit_code);
			const unit_name = line.unit_name === null ? null : detached(line.unit_name);
			unit = { unit_code, unit_name, rows: 0, sumOre: 0 };
			this.#units.set(unit_code, unit);
		}
		return unit;
	}

	#keepFirst(line: PurchaseLine): void {
		const first = this.#firstLines;
		if (first.length === FIRST_LINES && line.line_no_in_file > first[FIRST_LINES - 1]!.line_no_in_file) return;
		// as the file says it: whoever takes the line may change it
		this.#firstLines = [...first, { ...line }]
			.sort((a, b) => a.line_no_in_file - b.line_no_in_file)
			.slice(0, FIRST_LINES);
	}
}
