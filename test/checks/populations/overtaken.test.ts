import { expect, it } from "vitest";
import type { Database } from "../../../db/open.ts";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import { openWorld } from "../../support/world.ts";
import { csv, importText, rowsIn } from "./support.ts";

const OCTOBER = csv("V1;1001;2026-10-02;A;1;100", "V2;1001;2026-10-03;A;1;600");

/** The context of somebody whose write comes second: `first` is done by another just before it, once. */
function overtaking(ctx: Context, first: () => Promise<void>): Context {
	let waiting = true;
	const database: Database = Object.create(ctx.database, {
		transaction: {
			value: async (work: Parameters<Database["transaction"]>[0]) => {
				if (waiting) {
					waiting = false;
					await first();
				}
				return ctx.database.transaction(work);
			},
		},
	});
	return { ...ctx, database };
}

it("a file is placed again when the limit was changed after it was read, and frozen once", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	await createRuns(carin, { control_id: world.ids.control, period_key: "2026-10", today: "2026-11-05" });
	const lower = () =>
		carin.database.transaction((trx) =>
			insertSetting(trx, {
				id: "lower",
				key: "purchase_limit",
				value: JSON.stringify({ limit_ore: 50_000, unit_basis: "invoice", vat_basis: "net" }),
				valid_from: "2026-10-01",
				created_at: "2026-11-05T08:00:00.000Z",
				created_by: carin.actor.id!,
			}),
		);
	const done = await importText(world, overtaking(carin, lower), OCTOBER);
	expect(done).toMatchObject({ rows: 2, n: 1, sum_ore: 10_000 });
	expect(await rowsIn(world, "purchase_files", "populations")).toBe(2);
});

it("what follows an import is told once it is stored, and of no file that was refused", async () => {
	const world = await openWorld();
	const told: string[] = [];
	const carin: Context = { ...(await world.as("carin")), follow_import: (_ctx, fileId) => told.push(fileId) };
	const done = await importText(world, carin, OCTOBER);
	expect(told).toEqual([done.file_id]);
	await expect(importText(world, carin, OCTOBER)).rejects.toThrow();
	expect(told).toEqual([done.file_id]);
});
