import SqliteDriverLibrary from "better-sqlite3";
import type { Cell } from "./index.ts";
import { insertRows } from "./insert-rows.ts";

/** Rows on their way into a table wait in a file of their own: one thread writes it, another copies it, and it is thrown away. */
export interface Staging {
	add(rows: Iterable<readonly Cell[]>): void;
	close(): void;
}

/** Makes the file. What it holds is not kept through a power cut: nothing has been promised yet. */
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
