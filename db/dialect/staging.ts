import SqliteDriverLibrary from "better-sqlite3";
import type { Arriving, Cell } from "./index.ts";

/**
 * A file of its own where rows wait on their way into a table. One thread writes the file, another copies it into the table,
 * and then the file is deleted.
 */
export interface Staging {
	add(rows: readonly (readonly Cell[])[]): void;
	/** Takes away all that has been added. */
	clear(): void;
	/** How many rows have been added. */
	count(): number;
	/** Lets others read what has been added so far, and tells how many rows that is. Of a file made to be shared. */
	share(): number;
	/** What has been added, chosen and ordered by SQL. No row can be added meanwhile. */
	each<R extends Cell[]>(select: string): IterableIterator<R>;
	close(): void;
}

/** Rows that one statement adds: what is said of a statement is said once for all of them. */
const TOGETHER = 25;
/** Large pages, as rows are only ever added at the end: fewer calls to the system for the same bytes. */
const PAGE_BYTES = 16_384;
/** Negative, as SQLite wants it when it is not a number of pages: what has been added is not asked for until all is. */
const CACHE_KIB = -1_024;

/**
 * Creates the staging file without syncs. A power cut loses its rows, which is safe because nothing has been answered as saved
 * yet. `shared` completes it (see `completeStaging`) for somebody who reads it while it is still written.
 */
export function createStaging(file: string, columns: readonly string[], shared?: readonly string[]): Staging {
	const database = new SqliteDriverLibrary(file);
	database.pragma(`page_size = ${PAGE_BYTES}`);
	database.pragma(`cache_size = ${CACHE_KIB}`);
	// otherwise nobody else opens it before it is closed
	if (!shared) database.pragma("locking_mode = exclusive");
	// what is not yet shared stays in memory: written before its time it would lock out whoever reads
	else database.pragma("cache_spill = off");
	database.pragma("journal_mode = OFF");
	database.pragma("synchronous = OFF");
	database.exec(`create table staged (n integer primary key, ${columns.join(", ")})`);
	for (const statement of shared ?? []) database.exec(statement);
	database.exec("begin");
	const places = `(${columns.map(() => "?").join(", ")})`;
	const inserting = (rows: number) =>
		database.prepare(
			`insert into staged (${columns.join(", ")}) values ${Array.from({ length: rows }, () => places).join(", ")}`,
		);
	const [many, one] = [inserting(TOGETHER), inserting(1)];
	const width = columns.length;
	// one array for every statement: a million rows would leave as many behind for the memory to be cleared of
	const bound = new Array<Cell>(TOGETHER * width).fill(null);
	return {
		add: (rows) => {
			let at = 0;
			for (; at + TOGETHER <= rows.length; at += TOGETHER) {
				for (let row = 0; row < TOGETHER; row += 1) {
					const cells = rows[at + row]!;
					for (let column = 0; column < width; column += 1) bound[row * width + column] = cells[column]!;
				}
				many.run(bound);
			}
			for (; at < rows.length; at += 1) one.run(rows[at]!);
		},
		count: () => countStaged(database),
		share: () => {
			database.exec("commit; begin");
			return countStaged(database);
		},
		clear: () => void database.exec("delete from staged"),
		each: <R extends Cell[]>(select: string) => database.prepare(select).raw().iterate() as IterableIterator<R>,
		close: () => {
			database.exec("commit");
			database.close();
		},
	};
}

/** All rows that wait in a staging file have come. */
export function allOf(file: string): Arriving {
	const rows = stagedRows(file);
	return { beyond: async () => rows };
}

/** The rows of a table or view of a staging file in the order they were added, in lots. */
export async function* stagedLots(
	file: string,
	columns: readonly string[],
	size: number,
	from = "staged",
	arriving = allOf(file),
): AsyncGenerator<Cell[][]> {
	let done = 0;
	let of = await arriving.beyond(done);
	const database = new SqliteDriverLibrary(file, { readonly: true });
	try {
		const select = database
			.prepare(`select ${columns.join(", ")} from ${from} where n > ? and n <= ? order by n`)
			.raw();
		while (of > done) {
			const to = Math.min(done + size, of);
			yield select.all(done, to) as Cell[][];
			done = to;
			if (done >= of) of = await arriving.beyond(done);
		}
	} finally {
		database.close();
	}
}

function stagedRows(file: string): number {
	const database = new SqliteDriverLibrary(file, { readonly: true });
	try {
		return countStaged(database);
	} finally {
		database.close();
	}
}

function countStaged(database: SqliteDriverLibrary.Database): number {
	return Number(database.prepare("select coalesce(max(n), 0) from staged").pluck().get());
}

/** Says what the waiting rows will be, in the staging file itself: SQL that makes the view `landed` with what it reads. */
export function completeStaging(file: string, statements: readonly string[]): void {
	const database = new SqliteDriverLibrary(file);
	try {
		database.pragma("journal_mode = OFF");
		database.pragma("synchronous = OFF");
		for (const statement of statements) database.exec(statement);
	} finally {
		database.close();
	}
}
