import { sql } from "kysely";
import { expect, test } from "vitest";
import { MOST_NAMED } from "../../db/dialect/naming-client.ts";
import type { Database } from "../../db/open.ts";
import { openDatabase } from "../../db/open.ts";
import { whenFinished } from "../support/lifetime.ts";
import { openPostgresTest } from "./dialects.ts";
import { throughPooler } from "./transaction-pooler.ts";

/** What the connection keeps: asked one after the other, they all get the same. */
async function kept({ db }: Database): Promise<string[]> {
	const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db);
	return rows.map(({ statement }) => statement);
}

test("PostgreSQL keeps a statement from the second time it is asked, and answers for the values of each", async () => {
	const database = await openPostgresTest();
	const { db } = database;
	const asked = (n: number) => sql<{ n: number }>`select cast(${n} as int) + 41 as n`.execute(db);
	const own = async () => (await kept(database)).filter((text) => text.includes("+ 41"));
	expect((await asked(1)).rows).toEqual([{ n: 42 }]);
	expect(await own()).toEqual([]);
	for (const n of [2, 3, 4, 5, 6, 7, 8]) expect((await asked(n)).rows).toEqual([{ n: n + 41 }]);
	expect(await own()).toHaveLength(1);
	await expect(sql`select ${1}::int / 0`.execute(db)).rejects.toThrow("division by zero");
	await expect(sql`select ${1}::int / 0`.execute(db)).rejects.toThrow("division by zero");
	expect((await asked(9)).rows).toEqual([{ n: 50 }]);
});

test("one that reads a branch, takes all columns or is several statements is planned each time", async () => {
	const database = await openPostgresTest();
	const { db } = database;
	for (let n = 0; n < 3; n++) {
		await db.selectFrom("unit_branches").select("unit_id").where("root_id", "=", String(n)).execute();
		await db.selectFrom("org_units").selectAll().where("id", "=", String(n)).execute();
		await db.selectFrom("org_units as unit").selectAll("unit").where("id", "=", String(n)).execute();
		await sql`set local jit = off; select 1`.execute(db);
	}
	const texts = await kept(database);
	expect(texts.filter((text) => /unit_branches|org_units|jit/.test(text))).toEqual([]);
});

test("a table that has got a column more answers at once with what is asked of it", async () => {
	const database = await openPostgresTest();
	const { db } = database;
	const all = () => db.selectFrom("boards").selectAll().where("id", "=", "").execute();
	const names = () => db.selectFrom("boards").select("name").where("id", "=", "").execute();
	for (let n = 0; n < 3; n++) await Promise.all([all(), names()]);
	await sql`alter table boards add column another text`.execute(db);
	expect([await all(), await names()]).toEqual([[], []]);
});

test("a column that has become of another kind answers at once, also inside a transaction that is begun again", async () => {
	const database = await openPostgresTest();
	const { db } = database;
	const sum = () => db.selectFrom("boards").select("version").where("id", "=", "").execute();
	const write = () => database.transaction((trx) => trx.selectFrom("boards").select("version").execute());
	for (let n = 0; n < 3; n++) await sum();
	for (let n = 0; n < 3; n++) await write();
	await sql`alter table boards alter column version type bigint`.execute(db);
	expect(await sum()).toEqual([]);
	await sql`alter table boards alter column version type integer`.execute(db);
	const refused = await write().catch((error: unknown) => error);
	expect(refused).toMatchObject({ code: "0A000" });
	expect(database.isTransient(refused)).toBe(true);
	expect(await write()).toEqual([]);
});

test("a statement whose name the server has lost is asked again without one", async () => {
	const { db } = await openPostgresTest();
	const asked = (n: number) => sql<{ n: number }>`select cast(${n} as int) + 43 as n`.execute(db);
	for (const n of [1, 2, 3]) await asked(n);
	await sql`deallocate all`.execute(db);
	expect((await asked(4)).rows).toEqual([{ n: 47 }]);
});

test("behind a pooler that leads each transaction elsewhere nothing is kept by name", async () => {
	const { location } = await openPostgresTest();
	const pooled = openDatabase({ url: await throughPooler(location.url!), file: "" });
	whenFinished(() => pooled.close());
	const pids = new Set<number>();
	for (let n = 0; n < 8; n++) {
		const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid, cast(${n} as int) + 47 as n`.execute(
			pooled.db,
		);
		pids.add(rows[0]!.pid);
		await pooled.transaction((trx) => trx.selectFrom("boards").select("id").where("id", "=", String(n)).execute());
		await pooled.transaction((trx) => trx.selectFrom("boards").select("id").where("id", "=", String(n)).execute());
	}
	expect(pids.size).toBe(2);
	expect((await kept(pooled)).length + (await kept(pooled)).length).toBe(0);
});

test("a connection keeps no more than so many", async () => {
	const database = await openPostgresTest();
	for (let n = 0; n < MOST_NAMED + 20; n++) {
		const text = sql.raw(`select 'filling ${n}', cast(`);
		for (const value of [1, 2]) await sql`${text}${value} as int)`.execute(database.db);
	}
	expect((await kept(database)).length).toBeLessThanOrEqual(MOST_NAMED);
});
