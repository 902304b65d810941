import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";
import { MAX_REFUSED_KEPT, type PurchasesSummary, type RefusedRow } from "../../../ground/reading/purchases-summary.ts";

/** Rows that were understood and are refused with the rest of their item. */
export class MovedRows {
	readonly #before: PurchasesSummary;
	readonly #units: Map<string | null, PurchasesSummary["units"][number]>;
	readonly #refused: RefusedRow[];
	#count = 0;
	#sumOre = 0;

	constructor(summary: PurchasesSummary) {
		this.#before = summary;
		this.#units = new Map(summary.units.map((unit) => [unit.unit_code, { ...unit }]));
		this.#refused = [...summary.refused];
	}

	move({ unit_code, amount_ore, line_no_in_file }: PurchaseLine, reason: string): void {
		this.#count += 1;
		this.#sumOre += amount_ore;
		const unit = this.#units.get(unit_code)!;
		unit.rows -= 1;
		unit.sumOre -= amount_ore;
		this.#refused.push({ line: line_no_in_file, reason });
		if (this.#refused.length >= 2 * MAX_REFUSED_KEPT) firstOf(this.#refused);
	}

	/** What the file holds without them. */
	summary(isLeft: (line: PurchaseLine) => boolean): PurchasesSummary {
		const { refused_count, rows, sumOre, first_lines } = this.#before;
		return {
			...this.#before,
			units: [...this.#units.values()].filter((unit) => unit.rows > 0),
			refused: firstOf(this.#refused),
			refused_count: refused_count + this.#count,
			rows: rows - this.#count,
			sumOre: sumOre - this.#sumOre,
			first_lines: first_lines.filter(isLeft),
		};
	}
}

/** Cuts the list, in place, to the first rows by line. */
function firstOf(rows: RefusedRow[]): RefusedRow[] {
	rows.sort((a, b) => a.line - b.line).splice(MAX_REFUSED_KEPT);
	return rows;
}
