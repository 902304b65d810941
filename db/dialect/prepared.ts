import type SqliteDriverLibrary from "better-sqlite3";
import type { SqliteDatabase } from "kysely";
import { AS_ARRAYS } from "./read-arrays.ts";

const MAX_STATEMENTS = 500;

/**
 * Keeps the connection's prepared statements, so that the same SQL is compiled once. This is safe because Kysely lends the
 * connection to one reader at a time.
 */
export function keepPrepared(connection: SqliteDriverLibrary.Database): SqliteDatabase {
	const kept = new Map<string, SqliteDriverLibrary.Statement>();
	return {
		close: () => void connection.close(),
		prepare: (sql) => {
			const known = kept.get(sql);
			if (known) return known;
			const statement = connection.prepare(sql);
			if (sql.endsWith(AS_ARRAYS)) statement.raw();
			if (kept.size >= MAX_STATEMENTS) kept.delete(kept.keys().next().value!);
			kept.set(sql, statement);
			return statement;
		},
	};
}
