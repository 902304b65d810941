import SqliteDriver from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import type { AnyDb } from "../../db/dialect/ddl.ts";
import type { Database } from "../../db/open.ts";
import { openClosedYear } from "../report/closing/support.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

type Row = Record<string, string | number | null>;
interface Guarded {
	name: string;
	columns: { name: string; isNumber: boolean }[];
	/** Primary key first. */
	keys: string[][];
}
/** Whoever has the database and a tool of their own: another connection, with no pragma of ours, and no foreign keys. */
interface Attacker {
	run(statement: string): Promise<unknown>;
	rows(statement: string): Promise<Row[]>;
}

function attackerOf(database: Database): Attacker {
	if (database.name === "sqlite") {
		const connection = new SqliteDriver(database.location.file);
		connection.pragma("foreign_keys = OFF");
		onTestFinished(() => void connection.close());
		return {
			run: async (statement) => connection.exec(statement),
			rows: async (statement) => connection.prepare(statement).all() as Row[],
		};
	}
	const run = (statement: string) =>
		database.transaction(async (trx) => (await sql.raw<Row>(statement).execute(trx)).rows);
	return { run, rows: run };
}

/** Every table that refuses a DELETE, as the database itself has it. */
async function guardedTables(database: Database, attacker: Attacker): Promise<Guarded[]> {
	const isSqlite = database.name === "sqlite";
	const triggers = await attacker.rows(
		isSqlite
			? "select name, tbl_name as table_name from sqlite_master where type = 'trigger'"
			: "select t.tgname as name, c.relname as table_name from pg_trigger t join pg_class c on c.oid = t.tgrelid",
	);
	const names = new Set(
		triggers.filter(({ name }) => /_(refuse|sealed)_(delete|update)$/.test(String(name))).map((row) => row.table_name),
	);
	const tables = (await (database.db as AnyDb).introspection.getTables()).filter(({ name }) => names.has(name));
	const keys = await attacker.rows(
		isSqlite
			? `select m.name as table_name, i.name as key, group_concat(c.name) as columns, i.origin = 'pk' as first from sqlite_master m, pragma_index_list(m.name) i,
				pragma_index_info(i.name) c where m.type = 'table' and i."unique" = 1 and i.partial = 0 group by 1, 2
				union all select m.name, '', c.name, 1 from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.pk = 1 and lower(c.type) = 'integer'`
			: `select t.relname as table_name, string_agg(a.attname, ',') as columns, bool_or(i.indisprimary)::int as first from pg_index i join pg_class t on t.oid = i.indrelid
				join pg_attribute a on a.attrelid = t.oid and a.attnum = any (i.indkey) where i.indisunique and i.indpred is null group by t.relname, i.indexrelid`,
	);
	return tables.map(({ name, columns }) => ({
		name,
		columns: columns.map((column) => ({ name: column.name, isNumber: /int/i.test(column.dataType) })),
		keys: keys
			.filter((key) => key.table_name === name)
			.sort((a, b) => Number(b.first) - Number(a.first))
			.map((key) => String(key.columns).split(",")),
	}));
}

const quoted = (value: Row[string]) =>
	typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value ?? "null");

/**
 * Rows that have to stay, though all they say may be said anew: whether two accounts are one human's, where each earlier word is kept
 * in the row's history. Every other table has to have something that may not change.
 */
const SAID_ANEW = ["account_pairs", "board_meetings", "governance_items"];

/** A row put in place by somebody who takes the guards away first: inside the closed year wherever it refers to one. */
async function plant(world: World, attacker: Attacker, table: Guarded): Promise<void> {
	const known: Row = {
		period_id: world.ids.period!,
		run_id: (await attacker.rows("select id from control_runs limit 1"))[0]!.id!,
		item_id: (await attacker.rows("select id from sample_items limit 1"))[0]!.id!,
		board_id: world.ids.board!,
		// before the year was closed
		received_on: "2026-02-01",
		registered_at: "2026-02-01T09:00:00.000Z",
	};
	const cells = table.columns.map(({ name, isNumber }) => quoted(known[name] ?? (isNumber ? 7 : `${table.name}-1`)));
	const insert = `insert into ${table.name} (${table.columns.map(({ name }) => name).join(", ")})`;
	if (world.ctx.database.name === "postgres") {
		const identity = table.name === "row_history" ? " overriding system value" : "";
		await world.ctx.database.transaction(async (trx) => {
			await sql`set local session_replication_role = replica`.execute(trx);
			await sql.raw(`${insert}${identity} values (${cells.join(", ")})`).execute(trx);
		});
		return;
	}
	const triggers = await attacker.rows(
		`select name, sql as text from sqlite_master where type = 'trigger' and tbl_name = '${table.name}'`,
	);
	for (const { name } of triggers) await attacker.run(`drop trigger ${name}`);
	await attacker.run(`${insert} values (${cells.join(", ")})`);
	for (const { text } of triggers) await attacker.run(String(text));
}

async function isRefused(attempt: Promise<unknown>): Promise<boolean> {
	try {
		await attempt;
		return false;
	} catch (error) {
		// only the guard counts: a missing parent or a taken key is no guard
		if (!/not allowed here/.test((error as Error).message)) throw error;
		return true;
	}
}

/** `column` is one that may not change; null where every content may, and the row just has to stay. */
function attacksOn(table: Guarded, row: Row, column: string | null, isSqlite: boolean): string[] {
	const { name, columns, keys } = table;
	const names = columns.map((one) => one.name);
	const other = (one: { name: string; isNumber: boolean }) => (one.isNumber ? 900_001 : `${one.name}-another`);
	const inAKey = new Set(keys.flat());
	/** The row with another content, and other keys than the one kept. */
	const twin = (kept: readonly string[]) =>
		columns.map((one) => {
			const changes = one.name === column || (inAKey.has(one.name) && !kept.includes(one.name));
			return quoted(changes && !kept.includes(one.name) ? other(one) : (row[one.name] ?? null));
		});
	const where = keys[0]!.map((key) => `${key} = ${quoted(row[key]!)}`).join(" and ");
	const changed = columns.find((one) => one.name === column);
	const set = changed && `${changed.name} = ${quoted(other(changed))}`;
	const into = `${name} (${names.join(", ")})${!isSqlite && name === "row_history" ? " overriding system value" : ""}`;
	const attacks = [`delete from ${name} where ${where}`];
	if (set) attacks.push(`update ${name} set ${set} where ${where}`);
	for (const key of keys) {
		if (key.some((part) => row[part] === null)) continue;
		const values = `values (${twin(key).join(", ")})`;
		if (set) attacks.push(`insert into ${into} ${values} on conflict (${key.join(", ")}) do update set ${set}`);
		if (isSqlite) attacks.push(`insert or replace into ${into} ${values}`, `replace into ${into} ${values}`);
	}
	// a whole number as the key is the rowid itself
	const hasOwnRowid = typeof row[keys[0]![0]!] !== "number";
	if (isSqlite && hasOwnRowid) {
		attacks.push(
			`insert or replace into ${name} (rowid, ${names.join(", ")}) select rowid, ${twin([]).join(", ")} from ${name} where ${where}`,
		);
	}
	if (!isSqlite) attacks.push(`truncate ${name} cascade`);
	return attacks;
}

describe.each(DIALECTS)("append-only in %s", (dialect, open) => {
	test("T56: no guarded row can be changed, deleted, replaced or emptied away, whichever the table and the key", async () => {
		const world = await openClosedYear(await openWorldOn(open));
		const { database } = world.ctx;
		const attacker = attackerOf(database);
		const tables = await guardedTables(database, attacker);
		expect(tables.map(({ name }) => name)).toEqual(
			expect.arrayContaining([
				"events",
				"row_history",
				"ledger_rows",
				"ledger_files",
				"ledger_populations",
				"draws",
				"check_answers",
				"sam_answers",
				...SAID_ANEW,
			]),
		);
		expect(tables.length).toBeGreaterThan(45);
		const left: string[] = [];
		for (const table of tables) {
			const all = () => attacker.rows(`select * from ${table.name} order by ${table.keys[0]!.join(", ")}`);
			if ((await all()).length === 0) await plant(world, attacker, table);
			const before = await all();
			let guarded = 0;
			for (const row of before.slice(0, 3)) {
				const where = table.keys[0]!.map((key) => `${key} = ${quoted(row[key]!)}`).join(" and ");
				const columns = [];
				const free = table.columns.filter(({ name }) => !table.keys.flat().includes(name));
				// of a table that has nothing but keys (a number and what it stands for) the keys are tried themselves
				for (const one of free.length > 0 ? free : table.columns) {
					const changed = `update ${table.name} set ${one.name} = ${quoted(one.isNumber ? 900_001 : "z")} where ${where}`;
					if (await isRefused(probe(database, attacker, changed))) columns.push(one.name);
					if (columns.length > 0) break;
				}
				const [column = null] = columns;
				if (column === null && !SAID_ANEW.includes(table.name)) continue;
				guarded++;
				for (const attack of attacksOn(table, row, column, dialect === "sqlite")) {
					if (!(await isRefused(attacker.run(attack)))) left.push(attack);
				}
			}
			if (guarded === 0) left.push(`no guarded row was found in ${table.name}`);
			expect([table.name, await all()]).toEqual([table.name, before]);
		}
		expect(left).toEqual([]);
	});
});

test("T56: a row that may still change cannot be moved onto the key of one that may not", async () => {
	const [, open] = DIALECTS[0];
	const world = await openClosedYear(await openWorldOn(open));
	const attacker = attackerOf(world.ctx.database);
	const drawn = () => attacker.rows("select id, draw_id, secret from draws where drawn_at is not null order by id");
	const before = await drawn();
	await attacker.run(
		"insert into draws select 'open', control_id, period_key, 'open', commitment, secret_encrypted, null, null, planned_at, null, null, '', 1 from draws limit 1",
	);
	const { id, draw_id } = before[0]!;
	for (const set of [
		`id = '${id}'`,
		`draw_id = '${draw_id}'`,
		`rowid = (select rowid from draws where id = '${id}')`,
	]) {
		expect(await isRefused(attacker.run(`update or replace draws set ${set} where id = 'open'`))).toBe(true);
	}
	await attacker.run("update draws set reason = 'x' where id = 'open'");
	expect(await drawn()).toEqual(before);
});

/** Tries and takes back: some columns of a guarded row may change (a later answer, a decision), and are no attack. */
async function probe(database: Database, attacker: Attacker, statement: string): Promise<void> {
	if (database.name === "sqlite") {
		await attacker.run("begin immediate");
		try {
			await attacker.run(statement);
		} finally {
			await attacker.run("rollback");
		}
		return;
	}
	const undone = new Error("undone");
	await database
		.transaction(async (trx) => {
			await sql`set constraints all deferred`.execute(trx);
			await sql.raw(statement).execute(trx);
			throw undone;
		})
		.catch((error: unknown) => {
			if (error !== undone && /not allowed here/.test((error as Error).message)) throw error;
		});
}
