import SqliteDriverLibrary from "better-sqlite3";
import type { Cell } from "./index.ts";
import { insertRows } from "./insert-rows.ts";

/**
 * A file of its own where rows wait on their way into a table. One thread writes the file, another copies it into the table,
 * and then the file is deleted.
 */
export interface Staging {
	add(rows: Iterable<readonly Cell[]>): void;
	close(): void;
}

/**
 * Creates the staging file without syncs. A power cut loses its rows, which is safe because nothing has been answered as saved
 * yet.
 */
export function createStaging(file: string, columns: readonly string[]): Staging {
	const database = new SqliteDriverLibrary(file);
	database.pragma("journal_mode = OFF");
	database.pragma("synchronous = OFF");
	database.exec(`create table staged (n integer primary key, ${columns.join(", ")}); begin`);
	return {
		add: (rows) => void insertRows(database, "staged", columns, rows),
		close: () => {
			database.exec("commit");
			database.close();
		},
	};
}

/** The rows in the order they were added, in lots. */
export function* stagedLots(file: string, columns: readonly string[], size: number): Generator<Cell[][]> {
	const database = new SqliteDriverLibrary(file, { readonly: true });
	try {
		const select = database.prepare(`select ${columns.join(", ")} from staged where n > ? order by n limit ?`).raw();
		for (let after = 0; ; after += size) {
			const lot = select.all(after, size) as Cell[][];
			if (lot.length > 0) yield lot;
			if (lot.length < size) return;
		}
	} finally {
		database.close();
	}
}
