import { sql } from "kysely";
import { expect, test } from "vitest";
import { MOST_NAMED } from "../../db/dialect/naming-client.ts";
import type { Database } from "../../db/open.ts";
import { openPostgresTest } from "./dialects.ts";

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

test("a connection keeps no more than so many", async () => {
	const database = await openPostgresTest();
	for (let n = 0; n < MOST_NAMED + 20; n++) {
		const text = sql.raw(`select 'filling ${n}', cast(`);
		for (const value of [1, 2]) await sql`${text}${value} as int)`.execute(database.db);
	}
	expect((await kept(database)).length).toBeLessThanOrEqual(MOST_NAMED);
});
