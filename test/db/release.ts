import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Migration, sql } from "kysely";
import { type AnyDb, isPostgres } from "../../db/dialect/ddl.ts";
import { runMigrations } from "../../db/migrations/run.ts";

type Value = string | number | null;

/** A filled database of a release, in a form that either dialect can be filled with. */
export interface Release {
	version: string;
	migrations: string[];
	/** Of the schema its migrations made on SQLite: a migration that is changed after its release shows. */
	schema: string;
	tables: Record<string, { columns: string[]; rows: Value[][] }>;
}

/** Rows of one statement. */
const LOT = 200;
const FOLDER = join(import.meta.dirname, "releases");

/** The releases there are; none before the first one is tagged. */
export function keptReleases(): Release[] {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json.gz"));
	return files.sort().map((name) => JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString()) as Release);
}

/** Everything in a SQLite database, row by row. */
export async function recordRelease(db: AnyDb, version: string): Promise<Release> {
	const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
	const tables: Release["tables"] = {};
	for (const [table, columns] of await shapeOf(db)) {
		const { rows } = await sql<Record<string, Value>>`select * from ${sql.table(table)} order by rowid`.execute(db);
		tables[table] = { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
	}
	return { version, migrations: done.rows.map(({ name }) => name), schema: await schemaDigest(db), tables };
}

/** An empty database as that release would have left it. Throws when a migration it knew is gone. */
export async function openAsReleased(db: AnyDb, release: Release, known: Record<string, Migration>): Promise<void> {
	const then = release.migrations.map((name) => {
		if (!known[name]) throw new Error(`${release.version} ran ${name}, which is no longer there`);
		return [name, known[name]] as const;
	});
	await runMigrations(db, Object.fromEntries(then));
	await withoutGuards(db, async () => {
		for (const table of (await shapeOf(db)).keys()) await sql`delete from ${sql.table(table)}`.execute(db);
		for (const [table, { columns, rows }] of Object.entries(release.tables)) {
			const names = sql.join(columns.map((column) => sql.ref(column)));
			const into = sql`insert into ${sql.table(table)} (${names})${sql.raw(isPostgres(db) && table === "row_history" ? " overriding system value" : "")}`;
			for (let from = 0; from < rows.length; from += LOT) {
				const lot = rows.slice(from, from + LOT).map((row) => sql`(${sql.join(row)})`);
				await sql`${into} values ${sql.join(lot)}`.execute(db);
			}
		}
	});
	if (isPostgres(db))
		await sql`select setval(pg_get_serial_sequence('row_history', 'seq'), coalesce(max(seq), 0) + 1, false) from row_history`.execute(
			db,
		);
}

/** What a migration has lost or changed of a release's rows: sentences, none when it is all there. */
export async function lossesSince(db: AnyDb, release: Release): Promise<string[]> {
	const losses: string[] = [];
	const shape = await shapeOf(db);
	for (const [table, { columns, rows }] of Object.entries(release.tables)) {
		const left = shape.get(table)?.filter((column) => columns.includes(column));
		if (!left) {
			losses.push(`${table} is gone with ${rows.length} rows`);
			continue;
		}
		for (const column of columns) if (!left.includes(column)) losses.push(`${table}.${column} is gone`);
		const names = sql.join(left.map((column) => sql.ref(column)));
		const now = await sql<Record<string, Value>>`select ${names} from ${sql.table(table)}`.execute(db);
		const text = (row: Value[]) => JSON.stringify(row);
		const after = new Set(now.rows.map((row) => text(left.map((column) => row[column] ?? null))));
		const places = left.map((column) => columns.indexOf(column));
		const missing = rows.filter((row) => !after.has(text(places.map((place) => row[place] ?? null))));
		if (now.rows.length < rows.length) losses.push(`${table} had ${rows.length} rows and has ${now.rows.length}`);
		else if (missing.length > 0) losses.push(`${table}: ${missing.length} rows say something else`);
	}
	return losses;
}

export async function schemaDigest(db: AnyDb): Promise<string> {
	const { rows } = await sql<{ text: string }>`
		select type || ' ' || name || ' ' || coalesce(sql, '') as text from sqlite_master
		where name not like 'sqlite_stat%' order by 1`.execute(db);
	return createHash("sha256")
		.update(rows.map(({ text }) => text).join("\n"))
		.digest("hex");
}

/** The columns of every table, in order. */
async function shapeOf(db: AnyDb): Promise<Map<string, string[]>> {
	const tables = (await db.introspection.getTables()).filter((one) => !one.isView && !one.name.startsWith("sqlite_"));
	return new Map(tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
}

/** Rows are put back as they were: neither in the order they came in nor past the guards that let them come. */
async function withoutGuards(db: AnyDb, fill: () => Promise<void>): Promise<void> {
	if (isPostgres(db)) {
		await sql`set session_replication_role = replica`.execute(db);
		await fill();
		await sql`set session_replication_role = origin`.execute(db);
		return;
	}
	const triggers = await sql<{ name: string; text: string }>`
		select name, sql as text from sqlite_master where type = 'trigger'`.execute(db);
	await sql`pragma foreign_keys = off`.execute(db);
	for (const { name } of triggers.rows) await sql.raw(`drop trigger ${name}`).execute(db);
	await fill();
	for (const { text } of triggers.rows) await sql.raw(text).execute(db);
	await sql`pragma foreign_keys = on`.execute(db);
}
