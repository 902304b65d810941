import { createHash } from "node:crypto";
import type SqliteDriverLibrary from "better-sqlite3";
import { DatabaseDiffers } from "../errors.ts";
import type { Cell } from "./index.ts";

type Sqlite = SqliteDriverLibrary.Database;

/** A table as both databases have it: the same migrations made them. */
export interface TransferTable {
	name: string;
	columns: string[];
	/** What orders the rows alike on both sides. */
	key: { name: string; isText: boolean }[];
}

export interface Reading {
	/** Every row in the order of the key, a batch at a time. */
	rows(table: TransferTable): AsyncIterable<Cell[][]> | Iterable<Cell[][]>;
}

export interface Writing extends Reading {
	add(table: TransferTable, rows: Cell[][]): Promise<void>;
}

export interface TransferFacts {
	tables: number;
	rows: number;
}

/** The migrations' own tables: each side keeps its own. */
const OF_THE_MIGRATIONS = ["kysely_migration", "kysely_migration_lock"];

/** The tables of a database that has been migrated, by name. Every one has a key: the rows have an order of their own. */
export function transferTables(database: Sqlite): TransferTable[] {
	const names = database
		.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")
		.pluck()
		.all() as string[];
	return names
		.filter((name) => !OF_THE_MIGRATIONS.includes(name))
		.map((name) => {
			const info = database.pragma(`table_info(${name})`) as { name: string; type: string; pk: number }[];
			const key = info.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
			return {
				name,
				columns: info.map((column) => column.name),
				key: key.map((column) => ({ name: column.name, isText: column.type.toLowerCase() === "text" })),
			};
		});
}

/**
 * Copies every row of every table, and reads the copy back: as many rows, and the same ones, or `DatabaseDiffers` is thrown. The
 * caller holds the transactions: one unchanging view of the source, and a target that is undone when this throws.
 */
export async function transfer(tables: readonly TransferTable[], from: Reading, to: Writing): Promise<TransferFacts> {
	const written = new Map<string, Print>();
	for (const table of tables) {
		const print = new Print();
		for await (const rows of from.rows(table)) {
			print.add(rows);
			await to.add(table, rows);
		}
		written.set(table.name, print);
	}
	let rows = 0;
	for (const table of tables) {
		const print = new Print();
		for await (const lot of to.rows(table)) print.add(lot);
		if (!print.equals(written.get(table.name)!)) throw new DatabaseDiffers(table.name);
		rows += print.rows;
	}
	return { tables: tables.length, rows };
}

/** How many rows went by, and what they said. */
class Print {
	readonly #hash = createHash("sha256");
	#digest: string | undefined;
	rows = 0;

	add(rows: readonly Cell[][]): void {
		this.rows += rows.length;
		for (const row of rows) this.#hash.update(`${JSON.stringify(row)}\n`);
	}

	equals(other: Print): boolean {
		return this.rows === other.rows && this.#value() === other.#value();
	}

	#value(): string {
		this.#digest ??= this.#hash.digest("hex");
		return this.#digest;
	}
}

const BATCH = 2_000;

/** The rows of an open SQLite database, which orders texts by their bytes. */
export function* sqliteRows(database: Sqlite, { name, columns, key }: TransferTable): Generator<Cell[][]> {
	const order = key.map((column) => column.name).join(", ");
	const all = database.prepare(`select ${columns.join(", ")} from ${name} order by ${order}`).raw();
	let waiting: Cell[][] = [];
	for (const row of all.iterate() as Iterable<Cell[]>) {
		waiting.push(row);
		if (waiting.length < BATCH) continue;
		yield waiting;
		waiting = [];
	}
	if (waiting.length > 0) yield waiting;
}
