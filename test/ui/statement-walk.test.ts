import SqliteDriver from "better-sqlite3";
import { expect, test } from "vitest";
import { type Db, openReading } from "../../db/open.ts";
import { clientFor } from "../support/browser-client.ts";
import { listPages } from "../support/pages.ts";
import { scansOf, walked } from "../support/statement-walk.ts";
import { openWholeWorld } from "../support/whole-world.ts";

// the planner reckons with a thousand rows in every table that has fewer (`measure`), so that a small world is planned as a large one
test("no page walks through a table that is large in a region, unless a reason is written down", async () => {
	const world = await openWholeWorld();
	const pages = await listPages(world);
	await world.ctx.database.measure();
	const { database, db, statements } = walked(world.ctx.database);
	const seen = { ...world, ctx: { ...world.ctx, database, db } };
	for (const [address, person] of pages) await (await clientFor(seen, person)).get(address);
	expect(statements.seen.size).toBeGreaterThan(400);
	expect(await scansOf(world.ctx.db, statements)).toEqual([]);
});

test("a walk through a large table is found, under its own name and another", async () => {
	const world = await openWholeWorld();
	const { db, statements } = walked(world.ctx.database);
	await db.selectFrom("check_answers as answer").selectAll().where("answer.comment", "=", "x").execute();
	await db.selectFrom("sam_answers").selectAll().where("comment", "=", "x").execute();
	await db.selectFrom("check_answers").selectAll().where("id", "=", "x").execute();
	expect((await scansOf(world.ctx.db, statements)).map(({ table }) => table)).toEqual(["check_answers", "sam_answers"]);
});

test("an index that is gone makes a walk of what was found by it, also in a snapshot", async () => {
	const world = await openWholeWorld();
	const { database, statements } = walked(world.ctx.database);
	const ask = (db: Db) => db.selectFrom("ledger_hit_lines").selectAll().where("line_id", "=", 1).execute();
	await database.snapshot(ask);
	expect(await scansOf(world.ctx.db, statements)).toEqual([]);
	const file = new SqliteDriver(world.ctx.database.location.file);
	file.exec("drop index ledger_hit_lines_line");
	file.close();
	// on a connection of its own: a kept statement is explained as it was
	const again = openReading(world.ctx.database.location.file);
	expect(await scansOf(again.db, statements)).toMatchObject([{ table: "ledger_hit_lines" }]);
	await again.close();
});
