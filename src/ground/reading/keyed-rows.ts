import type { RefusedItem, RowSink } from "./split-rows.ts";

/** The number of rows that are looked at before the columns are decided. */
const LEARNING = 1_000;

type Waiting =
	| { line: number; values: ReadonlyMap<string, string> }
	| { line: number; reason: string; item?: RefusedItem };

/**
 * Turns rows that name their own values into a heading and cells. The names in the first thousand rows become the columns; a
 * later row with a new name is refused, since its value would otherwise be lost in silence.
 */
export class KeyedRows {
	readonly #sink: RowSink;
	#columns: Map<string, number> | undefined;
	#waiting: Waiting[] = [];

	constructor(sink: RowSink) {
		this.#sink = sink;
	}

	add(values: ReadonlyMap<string, string>, line: number): void {
		this.#take({ line, values });
	}

	flawed(line: number, reason: string, item?: RefusedItem): void {
		this.#take(item ? { line, reason, item } : { line, reason });
	}

	/** To be called after the last row. */
	finish(): void {
		if (!this.#columns) this.#decide();
	}

	#take(row: Waiting): void {
		if (this.#columns) this.#give(row, this.#columns);
		else if (this.#waiting.push(row) >= LEARNING) this.#decide();
	}

	#decide(): void {
		const names = new Set(this.#waiting.flatMap((row) => ("values" in row ? [...row.values.keys()] : [])));
		const columns = new Map([...names].map((name, index) => [name, index]));
		this.#columns = columns;
		if (names.size > 0) this.#sink.record([...names], 1);
		for (const row of this.#waiting) this.#give(row, columns);
		this.#waiting = [];
	}

	#give(row: Waiting, columns: ReadonlyMap<string, number>): void {
		if ("reason" in row) {
			this.#sink.flawed(row.line, row.reason, row.item);
			return;
		}
		const cells = new Array<string>(columns.size).fill("");
		for (const [name, value] of row.values) {
			const index = columns.get(name);
			if (index === undefined) {
				this.#sink.flawed(row.line, `Raden har uppgiften ”${name.slice(0, 40)}”, som filens första rader saknar.`);
				return;
			}
			cells[index] = value;
		}
		this.#sink.record(cells, row.line);
	}
}
