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

/** The message of the error for a row that would replace a row that may not be deleted; `isUniqueViolation` recognises it. */
export const KEPT = "replace is not allowed here";

/** Makes the database itself refuse UPDATE and DELETE on a table: rows there are only ever added. */
export async function makeAppendOnly(db: AnyDb, table: string): Promise<void> {
	await refuse(db, table, "update", "1 = 1");
	await refuse(db, table, "delete", "1 = 1");
}

/**
 * Creates a trigger that stops `operation` on rows for which `condition` (over `old`/`new`) holds. A table whose rows may not
 * be deleted may not have them replaced or be emptied either. The table's unique indexes must exist already.
 */
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
		if (operation === "delete") await refuseTruncate(db, table, name);
		return;
	}
	await sql
		.raw(
			`create trigger ${name} before ${operation} on ${table} when ${condition} begin select raise(abort, '${message}'); end`,
		)
		.execute(db);
	if (operation === "delete") await refuseReplace(db, table, condition, name);
}

/** Creates a trigger that runs `statements` (over `old`/`new`) after each row: what is derived from the table follows it, whoever writes. */
export async function follow(
	db: AnyDb,
	table: string,
	operation: "insert" | `update of ${string}`,
	name: string,
	statements: readonly string[],
): Promise<void> {
	const body = statements.map((statement) => `${statement};`).join(" ");
	if (!isPostgres(db)) {
		await sql.raw(`create trigger ${name} after ${operation} on ${table} begin ${body} end`).execute(db);
		return;
	}
	await sql
		.raw(`create function ${name}() returns trigger language plpgsql as $$ begin ${body} return null; end $$`)
		.execute(db);
	await sql
		.raw(`create trigger ${name} after ${operation} on ${table} for each row execute function ${name}()`)
		.execute(db);
}

/** PostgreSQL's TRUNCATE fires no row trigger, so it needs a trigger of its own. */
async function refuseTruncate(db: AnyDb, table: string, name: string): Promise<void> {
	await sql
		.raw(
			`create function ${name}_truncate() returns trigger language plpgsql as $$ begin raise exception '${table}: truncate is not allowed here'; end $$`,
		)
		.execute(db);
	await sql
		.raw(`create trigger ${name}_truncate before truncate on ${table} execute function ${name}_truncate()`)
		.execute(db);
}

/**
 * SQLite's INSERT OR REPLACE and UPDATE OR REPLACE delete the row that has the key, and ask no delete trigger unless the connection
 * wants it (`recursive_triggers`): another connection would not. A row that takes the key, or the hidden rowid, of one that may not
 * be deleted is therefore refused itself (T56).
 */
async function refuseReplace(db: AnyDb, table: string, condition: string, name: string): Promise<void> {
	const { rows } = await sql<{ columns: string; part: string | null }>`
		select group_concat(c.name) as columns, case when i.partial = 1 then substr(m.sql, instr(lower(m.sql), ' where ') + 7) end as part
		from pragma_index_list(${table}) i join pragma_index_info(i.name) c left join sqlite_master m on m.name = i.name
		where i."unique" = 1 group by i.name`.execute(db);
	const keys = [{ columns: "rowid", part: null }, ...rows].map(({ columns, part }) => ({
		columns: columns.split(","),
		part: part === null ? "" : ` and (${part})`,
	}));
	const same = keys
		.map(({ columns, part }) => `(${columns.map((name) => `kept.${name} = new.${name}`).join(" and ")}${part})`)
		.join(" or ");
	const kept = `select 1 from ${table} kept where (${same}) and (${condition.replaceAll(/\bold\./g, "kept.")})`;
	const moved = [...new Set(keys.flatMap(({ columns }) => columns))]
		.map((column) => `new.${column} is not old.${column}`)
		.join(" or ");
	for (const [operation, when] of [
		["insert", `exists (${kept})`],
		["update", `(${moved}) and exists (${kept} and kept.rowid <> old.rowid)`],
	]) {
		await sql
			.raw(
				`create trigger ${name}_replace_${operation} before ${operation} on ${table} when ${when} begin select raise(abort, '${table}: ${KEPT}'); end`,
			)
			.execute(db);
	}
}
