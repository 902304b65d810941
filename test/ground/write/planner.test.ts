import pino from "pino";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { measuring } from "../../../src/running/housekeeping/start-housekeeping.ts";
import { openWorld, type World } from "../../support/world.ts";

/** The rows the planner believes a table to have, as a connection that is open already reads it. */
const believed = (world: World) =>
	sql<{ stat: string }>`select stat from sqlite_stat1 where tbl = 'people' limit 1`
		.execute(world.ctx.db)
		.then(({ rows }) => Number(rows[0]?.stat.split(" ")[0]));

const grow = ({ ctx }: World, from: number, to: number) =>
	ctx.database.transaction(async (trx) => {
		const rows = Array.from({ length: to - from }, (_, n) => {
			return [`grown-${from + n}`, "NN", "nn", "2026-01-01T00:00:00.000Z", 1];
		});
		await ctx.database.bulk(trx, "people", ["id", "name", "sort_name", "created_at", "version"], rows);
	});

test("the planner is told how large the tables are, and how they have grown since", async () => {
	const world = await openWorld();
	await grow(world, 0, 1_500);
	await world.ctx.database.measure();
	const before = await believed(world);
	await grow(world, 1_500, 2_000);
	// a command opens the installation and does not wait for new figures
	await world.ctx.database.migrate();
	expect(await believed(world)).toBe(before);
	await world.ctx.database.measure();
	expect(await believed(world)).toBe(before + 500);
});

test("a new installation's planner is not told that everybody is a handful", async () => {
	const world = await openWorld();
	expect(await believed(world)).toBe(1_000);
	const figures = await sql<{ tbl: string; idx: string | null; stat: string }>`select * from sqlite_stat1`.execute(
		world.ctx.db,
	);
	const small = figures.rows.filter(({ idx, stat }) => idx === null || stat.split(" ").some((n) => Number(n) < 1));
	expect(small).toEqual([]);
	const owner = sql<{ detail: string }>`explain query plan
		select p.name from risks r left join people p on p.id = r.owner_id`;
	const plan = (await owner.execute(world.ctx.db)).rows.map(({ detail }) => detail).join("\n");
	expect(plan).not.toContain("SCAN p");
});

test("a server measures when it has started, and then once each new day", async () => {
	const world = await openWorld();
	let now = "2026-03-01T10:00:00.000Z";
	let measured = 0;
	const database = { ...world.ctx.database, measure: async () => void measured++ };
	const base = { ...world.ctx, database, clock: () => new Date(now) };
	const measure = measuring({ base, log: pino({ level: "silent" }) });
	await measure();
	await measure();
	expect(measured).toBe(1);
	now = "2026-03-02T00:30:00.000Z";
	await measure();
	await measure();
	expect(measured).toBe(2);
});
