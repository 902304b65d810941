import { sql } from "kysely";
import { type AnyDb, isPostgres, makeAppendOnly } from "./ddl.ts";

/**
 * Tables of sign-in, limits, mail and the directory's own bookkeeping. How a person signs in, and what a mail server answered, is
 * no part of the register, so no history is kept of these tables and no copy of the register holds them.
 */
export const OUTSIDE_THE_REGISTER: readonly string[] = [
	"sessions",
	"sign_in_steps",
	"kept_forms",
	"tap_keys",
	"rate_limits",
	"node_notes",
	"accounts",
	"recovery_codes",
	"people_identities",
	"one_time_links",
	"integration_tokens",
	"api_tokens",
	"scim_users",
	"scim_groups",
	"scim_members",
	"notices",
	"letters",
	"notice_choices",
	"calendar_feeds",
	"ledger_arrivals",
	"row_history",
	"kysely_migration",
	"kysely_migration_lock",
];

/** Tables whose rows never change: what is deleted there had been seen by nobody. */
export const WITHOUT_HISTORY: readonly string[] = [...OUTSIDE_THE_REGISTER, "ledger_rows"];

/**
 * Creates the table in which the database itself keeps what a row was before it changed: `was` has the key and the changed
 * columns (all columns for a deleted row), `after_seq` the newest event at that moment. A write records its events after its
 * changes, so the change belongs to the next event; a row with `end` says that the changes before it belong to the event named.
 */
export async function createRowHistory(db: AnyDb): Promise<void> {
	const key = isPostgres(db) ? "bigint generated always as identity primary key" : "integer primary key";
	const whole = isPostgres(db) ? "bigint" : "integer";
	const table = `create table row_history (seq ${key}, after_seq ${whole} not null, table_name text not null, change text not null, was text not null)`;
	await sql.raw(isPostgres(db) ? table : `${table} strict`).execute(db);
	await sql.raw("create index row_history_end on row_history (after_seq, seq) where change = 'end'").execute(db);
	await makeAppendOnly(db, "row_history");
	if (isPostgres(db)) await sql.raw(POSTGRES_FUNCTION).execute(db);
}

/**
 * Puts the triggers on every table of the register, also on those of newer migrations. Changes nothing when the triggers are
 * right already.
 */
export async function keepRowHistory(db: AnyDb): Promise<void> {
	const wanted = isPostgres(db) ? await postgresTriggers(db) : await sqliteTriggers(db);
	const missing = wanted.filter(({ text, found }) => text !== found);
	if (missing.length === 0) return;
	await db.transaction().execute(async (trx) => {
		for (const { drop, text } of missing) {
			await sql.raw(drop).execute(trx);
			await sql.raw(text).execute(trx);
		}
	});
}

interface Trigger {
	text: string;
	/** The trigger's text as the database has it now. */
	found: string | undefined;
	drop: string;
}

async function sqliteTriggers(db: AnyDb): Promise<Trigger[]> {
	const columns = await sql<{ table_name: string; name: string; pk: number }>`
		select m.name as table_name, c.name, c.pk from sqlite_master m, pragma_table_info(m.name) c
		where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, c.cid`.execute(db);
	const triggers = await sql<{ name: string; text: string }>`
		select name, sql as text from sqlite_master where type = 'trigger'`.execute(db);
	const found = new Map(triggers.rows.map(({ name, text }) => [name, text]));
	return [...grouped(columns.rows)].flatMap(([table, own]) =>
		[sqliteUpdate(table, own), sqliteDelete(table, own)].map(({ name, text }) => ({
			text,
			found: found.get(name),
			drop: `drop trigger if exists ${name}`,
		})),
	);
}

const NEWEST_EVENT = "(select coalesce(max(seq), 0) from events)";

type Columns = { name: string; pk: number }[];

/** Keeps only the changed columns and the key. `is not` compares null and a value as different, which `<>` would not. */
function sqliteUpdate(table: string, columns: Columns): { name: string; text: string } {
	const name = `${table}_history_update`;
	const changed = ({ name }: { name: string }) => `old.${name} is not new.${name}`;
	const fields = columns.map(
		(column) =>
			`select '${column.name}' as k, old.${column.name} as v${column.pk > 0 ? "" : ` where ${changed(column)}`}`,
	);
	const was = `(select json_group_object(k, v) from (${fields.join(" union all ")}))`;
	const into = `insert into row_history (after_seq, table_name, change, was) values (${NEWEST_EVENT}, '${table}', 'update', ${was})`;
	return {
		name,
		text: `CREATE TRIGGER ${name} after update on ${table} when ${columns.map(changed).join(" or ")} begin ${into}; end`,
	};
}

function sqliteDelete(table: string, columns: Columns): { name: string; text: string } {
	const name = `${table}_history_delete`;
	const was = `json_object(${columns.map((column) => `'${column.name}', old.${column.name}`).join(", ")})`;
	const into = `insert into row_history (after_seq, table_name, change, was) values (${NEWEST_EVENT}, '${table}', 'delete', ${was})`;
	return { name, text: `CREATE TRIGGER ${name} after delete on ${table} begin ${into}; end` };
}

const POSTGRES_FUNCTION = `
create function keep_row_history() returns trigger language plpgsql as $$
declare was jsonb;
begin
	if tg_op = 'DELETE' then
		was := to_jsonb(old);
	elsif old is not distinct from new then
		return null;
	else
		select jsonb_object_agg(o.key, o.value) into was from jsonb_each(to_jsonb(old)) o
		where o.key = any (tg_argv) or o.value is distinct from to_jsonb(new) -> o.key;
	end if;
	insert into row_history (after_seq, table_name, change, was)
	values (${NEWEST_EVENT}, tg_table_name, lower(tg_op), was::text);
	return null;
end $$`;

async function postgresTriggers(db: AnyDb): Promise<Trigger[]> {
	const columns = await sql<{ table_name: string; name: string; pk: number }>`
		select c.relname as table_name, a.attname as name, 1 as pk
		from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
		join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
		where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by c.relname, a.attnum`.execute(db);
	const triggers = await sql<{ name: string }>`
		select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
		where c.relnamespace = current_schema()::regnamespace and not tgisinternal`.execute(db);
	const found = new Set(triggers.rows.map(({ name }) => name));
	return [...grouped(columns.rows)].map(([table, key]) => {
		const name = `${table}_history`;
		const text = `create trigger ${name} after update or delete on ${table} for each row execute function keep_row_history(${key.map((column) => `'${column.name}'`).join(", ")})`;
		return { text, found: found.has(name) ? text : undefined, drop: `drop trigger if exists ${name} on ${table}` };
	});
}

function grouped<Row extends { table_name: string }>(rows: readonly Row[]): Map<string, Row[]> {
	const tables = new Map<string, Row[]>();
	for (const row of rows) {
		if (WITHOUT_HISTORY.includes(row.table_name)) continue;
		const own = tables.get(row.table_name);
		if (own) own.push(row);
		else tables.set(row.table_name, [row]);
	}
	return tables;
}
