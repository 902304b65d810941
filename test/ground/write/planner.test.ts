import { sql } from "kysely";
import { expect, test } from "vitest";
import { openWorld } from "../../support/world.ts";

/** The rows the planner believes a table to have, as a connection that is open already reads it. */
const believed = (world: Awaited<ReturnType<typeof openWorld>>) =>
	sql<{ stat: string }>`select stat from sqlite_stat1 where tbl = 'people' limit 1`
		.execute(world.ctx.db)
		.then(({ rows }) => Number(rows[0]?.stat.split(" ")[0]));

test("each start tells the planner how large the tables are, and how they have grown since", async () => {
	const world = await openWorld();
	await world.ctx.database.migrate();
	const before = await believed(world);
	await world.ctx.database.transaction(async (trx) => {
		const rows = Array.from({ length: 500 }, (_, n) => [`grown-${n}`, "NN", "nn", "2026-01-01T00:00:00.000Z", 1]);
		await world.ctx.database.bulk(trx, "people", ["id", "name", "sort_name", "created_at", "version"], rows);
	});
	expect(await believed(world)).toBe(before);
	await world.ctx.database.migrate();
	expect(await believed(world)).toBe(before + 500);
});
