import { type Kysely, PostgresAdapter, sql } from "kysely";

/** A database whose tables no schema type knows: in a migration, and where triggers are made over whatever tables there are. */
// biome-ignore lint/suspicious/noExplicitAny: DDL runs before any schema type holds
export type AnyDb = Kysely<any>;

export function isPostgres(db: AnyDb): boolean {
	return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Runs DDL written once for both dialects: `integer` is 64 bits wide on both, and SQLite tables are STRICT.
 * Statements are separated by `;` at a line's end.
 */
export async function runDdl(db: AnyDb, text: string): Promise<void> {
	for (const statement of text.split(/;\s*$/m)) {
		const trimmed = statement.trim();
		if (trimmed === "") continue;
		if (isPostgres(db)) await sql.raw(trimmed.replace(/\binteger\b/g, "bigint")).execute(db);
		else await sql.raw(/^create table/i.test(trimmed) ? `${trimmed} strict` : trimmed).execute(db);
	}
}

/** Makes the database itself refuse UPDATE and DELETE on a table: rows there are only ever added. */
export async function makeAppendOnly(db: AnyDb, table: string): Promise<void> {
	await refuse(db, table, "update", "1 = 1");
	await refuse(db, table, "delete", "1 = 1");
}

/** A trigger that stops `operation` on rows for which `condition` (over `old`/`new`) holds. */
export async function refuse(
	db: AnyDb,
	table: string,
	operation: "insert" | "update" | "delete",
	condition: string,
	name = `${table}_refuse_${operation}`,
	because = "",
): Promise<void> {
	const message = `${table}: ${operation} is not allowed here${because && `, ${because}`}`;
	if (isPostgres(db)) {
		const result = operation === "delete" ? "old" : "new";
		await sql
			.raw(
				`create function ${name}() returns trigger language plpgsql as $$ begin if ${condition} then raise exception '${message}'; end if; return ${result}; end $$`,
			)
			.execute(db);
		await sql
			.raw(`create trigger ${name} before ${operation} on ${table} for each row execute function ${name}()`)
			.execute(db);
		return;
	}
	await sql
		.raw(
			`create trigger ${name} before ${operation} on ${table} when ${condition} begin select raise(abort, '${message}'); end`,
		)
		.execute(db);
}
