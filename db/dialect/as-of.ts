import { rmSync } from "node:fs";
import SqliteDriverLibrary from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { runMigrations } from "../migrations/run.ts";
import type { Cell } from "./index.ts";
import { OUTSIDE_THE_REGISTER } from "./row-history.ts";

type Sqlite = SqliteDriverLibrary.Database;

/** How the rows of a table show when they were added. */
export type Arrival = "event" | "id" | "created_at" | "parents";

export interface TableShape {
	name: string;
	columns: string[];
	key: string[];
	arrival: Arrival;
	/**
	 * Used for a table without a time of its own: its rows came together with these parents (the references in its key, or else
	 * all its mandatory ones).
	 */
	parents: Parent[];
}

interface Parent {
	table: string;
	from: string;
	to: string | null;
}

export interface Change {
	table_name: string;
	change: "update" | "delete";
	was: string;
}

/** The database that is copied: one unchanging view of it. `changes` come newest first. */
export interface AsOfSource {
	/** Adds the table's rows; `condition` is SQL over its columns, true for those that had come. */
	load(table: TableShape, condition: string): Promise<void>;
	changes(cut: string): AsyncIterable<Change> | Iterable<Change>;
}

/**
 * Lists every change whose event came at or after the instant, that is, everything to undo. `row-history.ts` explains
 * `after_seq` and `end`.
 */
export function changesSince(schema: string, cut: string): string {
	return `select h.table_name, h.change, h.was from ${schema}row_history h
		left join ${schema}row_history m on m.after_seq = h.after_seq and m.change = 'end' and m.seq > h.seq
		left join ${schema}events e on e.seq = case when m.seq is null then h.after_seq + 1 else h.after_seq end
		where h.change <> 'end' and (e.at is null or e.at >= '${cut}') order by h.seq desc`;
}

/**
 * Writes a SQLite file with the register as it was just before an instant: rows that came later are left out, later changes are
 * undone newest first. The file holds no session, secret of sign-in or history.
 */
export async function writeAsOf(file: string, cut: string, sourceOf: (target: Sqlite) => AsOfSource): Promise<void> {
	if (Number.isNaN(Date.parse(cut))) throw new RangeError(`Not an instant: ${cut}`);
	rmSync(file, { force: true });
	const target = new SqliteDriverLibrary(file);
	try {
		target.pragma("journal_mode = OFF");
		target.pragma("synchronous = OFF");
		target.pragma("foreign_keys = OFF");
		target.pragma("cache_size = -131072");
		const tables = await emptyRegister(target);
		const indexes = takeIndexes(target);
		const source = sourceOf(target);
		target.exec("begin");
		for (const table of tables) await source.load(table, hadCome(table, cut));
		const restored = await undo(target, tables, cut, source);
		removeLater(target, tables, cut, restored);
		target.exec("commit");
		for (const index of indexes) target.exec(index);
	} finally {
		target.close();
	}
}

/** The product's own schema without rows and without triggers. Returns the tables of the register. */
async function emptyRegister(target: Sqlite): Promise<TableShape[]> {
	// not destroyed: that would close the connection
	await runMigrations(new Kysely({ dialect: new SqliteDialect({ database: target }) }));
	const named = (type: string) =>
		target
			.prepare("select name from sqlite_master where type = ? and name not like 'sqlite_%'")
			.pluck()
			.all(type) as string[];
	for (const trigger of named("trigger")) target.exec(`drop trigger ${trigger}`);
	const tables = named("table").filter((name) => !OUTSIDE_THE_REGISTER.includes(name));
	for (const table of tables) target.exec(`delete from ${table}`);
	return tables.map((name) => shapeOf(target, name));
}

/**
 * Removes the indexes of the tables and returns the statements that build them again. They are built when all rows are in: that
 * is faster, and a row already undone cannot collide with one that is not undone yet.
 */
function takeIndexes(target: Sqlite): string[] {
	const indexes = target
		.prepare("select name, sql from sqlite_master where type = 'index' and sql is not null")
		.all() as { name: string; sql: string }[];
	for (const { name } of indexes) target.exec(`drop index ${name}`);
	return indexes.map(({ sql }) => sql);
}

/** A row of the ledger came with its file, and into a frame with the population; while the file is on its way it refers to neither. */
const PARENTS_OF_ROWS: Parent[] = [
	{ table: "ledger_files", from: "file_no", to: "no" },
	{ table: "ledger_populations", from: "population_no", to: "no" },
];

/** @throws Error for a table whose rows do not tell when they came: give it an id, `created_at`, or a parent. */
function shapeOf(database: Sqlite, name: string): TableShape {
	const info = database.pragma(`table_info(${name})`) as { name: string; pk: number; notnull: number }[];
	const columns = info.map((column) => column.name);
	const key = info.filter(({ pk }) => pk > 0).map((column) => column.name);
	const always = info.filter(({ notnull, pk }) => notnull === 1 || pk > 0).map((column) => column.name);
	const references = (database.pragma(`foreign_key_list(${name})`) as Parent[]).filter(({ from }) =>
		always.includes(from),
	);
	const inKey = references.filter(({ from }) => key.includes(from));
	const parents = inKey.length > 0 ? inKey : references;
	const shape = { name, columns, key, parents };
	if (name === "events") return { ...shape, arrival: "event" };
	if (name === "ledger_rows") return { ...shape, parents: PARENTS_OF_ROWS, arrival: "parents" };
	if (key.length === 1 && key[0] === "id") return { ...shape, arrival: "id" };
	if (columns.includes("created_at")) return { ...shape, arrival: "created_at" };
	if (parents.length > 0) return { ...shape, arrival: "parents" };
	throw new Error(`${name}: its rows do not tell when they came`);
}

/**
 * The SQL condition for rows that had been added by the instant. Ids are UUIDv7: their first 48 bits are the millisecond they
 * were made; rows with other ids came with the installation. Where the time stands in a column that can change, every row is
 * let through here and removed after the undoing.
 */
function hadCome({ arrival }: TableShape, cut: string): string {
	if (arrival === "event") return `at < '${cut}'`;
	if (arrival !== "id") return "1 = 1";
	const ms = Date.parse(cut).toString(16).padStart(12, "0");
	return `(length(id) <> 36 or substr(id, 15, 1) <> '7' or id < '${ms.slice(0, 8)}-${ms.slice(8)}')`;
}

/** Undoes the changes. Returns the tables in which deleted rows came back. */
async function undo(target: Sqlite, tables: TableShape[], cut: string, source: AsOfSource): Promise<Set<string>> {
	const restored = new Set<string>();
	const byName = new Map(tables.map((table) => [table.name, table]));
	const statements = new Map<string, SqliteDriverLibrary.Statement>();
	const run = (sql: string, values: Cell[]) => {
		const statement = statements.get(sql) ?? target.prepare(sql);
		statements.set(sql, statement);
		statement.run(values);
	};
	for await (const { table_name, change, was } of source.changes(cut)) {
		const table = byName.get(table_name);
		if (!table) continue;
		const row = JSON.parse(was) as Record<string, Cell>;
		const names = Object.keys(row).filter((name) => table.columns.includes(name));
		const values = (of: string[]) => of.map((name) => row[name] ?? null);
		if (change === "delete") {
			restored.add(table_name);
			const places = names.map(() => "?").join(", ");
			run(`insert or replace into ${table_name} (${names.join(", ")}) values (${places})`, values(names));
			continue;
		}
		const changed = names.filter((name) => !table.key.includes(name));
		if (changed.length === 0) continue;
		const set = changed.map((name) => `${name} = ?`).join(", ");
		const where = table.key.map((name) => `${name} = ?`).join(" and ");
		run(`update or replace ${table_name} set ${set} where ${where}`, [...values(changed), ...values(table.key)]);
	}
	return restored;
}

/**
 * Removes rows that were added later but could be recognised only after the undoing, and then rows whose parents are missing.
 */
function removeLater(target: Sqlite, tables: TableShape[], cut: string, restored: Set<string>): void {
	for (const table of tables) {
		if (table.arrival === "created_at") target.prepare(`delete from ${table.name} where created_at >= ?`).run(cut);
		else if (table.arrival === "id" && restored.has(table.name))
			target.exec(`delete from ${table.name} where not ${hadCome(table, cut)}`);
	}
	for (const { name, parents } of tables.filter(({ arrival }) => arrival === "parents"))
		for (const { table, from, to } of parents)
			target.exec(
				`delete from ${name} where ${from} is not null and not exists (select 1 from ${table} p where p.${to ?? "id"} = ${name}.${from})`,
			);
}
