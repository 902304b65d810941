import type { RefusedItem, RowSink } from "./split-rows.ts";

/** The number of rows that are looked at before the columns are decided. */
const LEARNING = 1_000;
const NOTHING: ReadonlyMap<string, string> = new Map();

interface Waiting {
	line: number;
	values: ReadonlyMap<string, string>;
	/** Why it is refused. */
	reason?: string;
	item?: RefusedItem | undefined;
}

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

	/** `values`: what can be read of it, which tells what item it belongs to. */
	flawed(line: number, reason: string, item?: RefusedItem, values: ReadonlyMap<string, string> = NOTHING): void {
		this.#take({ line, values, reason, item });
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
		const names = new Set(this.#waiting.flatMap((row) => (row.reason === undefined ? [...row.values.keys()] : [])));
		const columns = new Map([...names].map((name, index) => [name, index]));
		this.#columns = columns;
		if (names.size > 0) this.#sink.record([...names], 1);
		for (const row of this.#waiting) this.#give(row, columns);
		this.#waiting = [];
	}

	#give(row: Waiting, columns: ReadonlyMap<string, number>): void {
		const cells = new Array<string>(columns.size).fill("");
		let { reason } = row;
		for (const [name, value] of row.values) {
			const index = columns.get(name);
			if (index === undefined) reason ??= `Raden har uppgiften ”${name.slice(0, 40)}”, som filens första rader saknar.`;
			else cells[index] = value;
		}
		if (reason === undefined) this.#sink.record(cells, row.line);
		else this.#sink.flawed(row.line, reason, row.item, cells);
	}
}
