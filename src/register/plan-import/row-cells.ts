import type { ReadRow } from "../../ground/reading/workbook/read-workbook.ts";
import { endOfWhole, lineOf, ownTextOf, textOf } from "./cell-texts.ts";
import { cellName, type PlanTable } from "./find-table.ts";
import type { PlanField } from "./columns.ts";
import type { Named, NotTaken } from "./plan-model.ts";

/** One row of a table, by what its columns say; keeps what could not be taken. */
export class RowCells {
	readonly #table: PlanTable;
	readonly #row: ReadRow;
	readonly #prefix: string;
	readonly #notTaken: NotTaken[];
	readonly #names: Map<string, string>;
	/** Every cell is asked for several times. */
	readonly #lines = new Map<PlanField, string>();
	/** A text that is too long, and what came in of it: all åtgärder of a row may have the same. */
	readonly #cut = new Map<string, string>();

	constructor(
		table: PlanTable,
		row: ReadRow,
		kept: { prefix: string; not_taken: NotTaken[]; names: Map<string, string> },
	) {
		this.#table = table;
		this.#row = row;
		this.#prefix = kept.prefix;
		this.#notTaken = kept.not_taken;
		this.#names = kept.names;
	}

	get is_own(): boolean {
		return this.#table.is_own;
	}

	get number(): number {
		return this.#row.number;
	}

	cellOf(field: PlanField): string {
		return this.#row.cells.get(this.#table.columns.get(field) ?? -1) ?? "";
	}

	line(field: PlanField): string {
		const line = this.#lines.get(field) ?? this.#lineOf(field);
		this.#lines.set(field, line);
		return line;
	}

	#lineOf(field: PlanField): string {
		return this.#table.is_own ? ownTextOf(this.cellOf(field)).replace(/\n/g, " ") : lineOf(this.cellOf(field));
	}

	text(field: PlanField): string {
		return this.#table.is_own ? ownTextOf(this.cellOf(field)) : textOf(this.cellOf(field));
	}

	has(...fields: PlanField[]): boolean {
		return fields.some((field) => this.line(field) !== "");
	}

	/** How many columns of the plan say something here. */
	get filled(): number {
		return [...this.#table.columns.keys()].filter((field) => field !== "derived" && this.has(field)).length;
	}

	at(field: PlanField): string {
		return this.#prefix + cellName(this.#table.columns.get(field) ?? 0, this.number);
	}

	/** The first cell that says anything at all. */
	get first(): { cell: string; text: string } {
		const [column, text] = [...this.#row.cells].sort(([a], [b]) => a - b)[0] ?? [0, ""];
		return { cell: this.#prefix + cellName(column, this.number), text: lineOf(text) };
	}

	refuse(field: PlanField, reason: string): void {
		// a cell of a hundred åtgärder may be refused for each
		const text = this.is_own ? lineOf(this.cellOf(field)) : this.line(field);
		this.#notTaken.push({ cell: this.at(field), text, reason });
	}

	refuseRow(reason: string): void {
		this.#notTaken.push({ ...this.first, reason });
	}

	/** As much of a text as the plan has room for; what does not come in is told. */
	fitting(field: PlanField, text: string, most: number): string {
		if (text.length <= most) return text;
		const known = this.#cut.get(text);
		if (known !== undefined) return known;
		this.refuse(field, `Texten är längre än ${most} tecken. Slutet kommer inte med.`);
		const cut = text.slice(0, endOfWhole(text.slice(0, most)));
		this.#cut.set(text, cut);
		return cut;
	}

	/** What a reader makes of a cell; said as not taken when there is something that it cannot read. */
	read<T>(field: PlanField, reader: (text: string) => T | undefined, reason: string): T | null {
		if (!this.has(field)) return null;
		const value = reader(this.line(field));
		if (value === undefined) this.refuse(field, reason);
		return value ?? null;
	}

	/** A person's name, and where it first stood. */
	person(field: PlanField, text = this.line(field)): Named {
		if (text !== "" && !this.#names.has(text)) this.#names.set(text, this.at(field));
		return { text, id: null };
	}
}
