import { detached } from "./detached.ts";

const SAMPLES = 3;
const MAX_LENGTH = 40;
/** Rows that are looked at; a column that is empty in all of them has no samples. */
const MAX_ROWS = 500;

/** The first different values of each column, for showing beside its heading. */
export class ColumnSamples {
	readonly #values: string[][] = [];
	#rows = 0;

	add(cells: readonly string[]): void {
		if (this.#rows >= MAX_ROWS) return;
		this.#rows += 1;
		cells.forEach((cell, column) => {
			this.#values[column] ??= [];
			const values = this.#values[column];
			const text = cell.replace(/\s+/g, " ").trim();
			const shown = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
			if (values.length < SAMPLES && shown !== "" && !values.includes(shown)) values.push(detached(shown));
		});
	}

	of(column: number): string[] {
		return this.#values[column] ?? [];
	}
}
