import type SqliteDriverLibrary from "better-sqlite3";
import type { Cell } from "./index.ts";

/** Adds rows one by one with one prepared statement, in whatever transaction the connection is in. Returns how many. */
export function insertRows(
	connection: SqliteDriverLibrary.Database,
	table: string,
	columns: readonly string[],
	rows: Iterable<readonly Cell[]>,
): number {
	const insert = connection.prepare(
		`insert into ${table} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
	);
	let count = 0;
	for (const row of rows) {
		insert.run(row);
		count++;
	}
	return count;
}
