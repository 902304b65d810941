import { describe, expect, it } from "vitest";
import { findDraw, listDrawnStrata } from "../../db/queries/checks/draws.ts";
import { listPurchaseFiles } from "../../db/queries/checks/populations-files.ts";
import { drawSample } from "../../src/checks/draws/draw-sample.ts";
import { recordOf } from "../../src/checks/draws/record-of.ts";
import { verifyDrawRecord } from "../../src/ground/sampling/verify-draw-record.ts";
import { csv, importText, purchasesOf } from "../checks/populations/support.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("purchases and draws in %s", (_name, open) => {
	it("are imported, frozen, drawn and redone", async () => {
		const world = await openWorldOn(open);
		const carin = await world.as("carin");
		const september = csv("V1;1001;2026-09-30;A;1;100", "V1;1001;2026-09-30;B;1;50");
		await importText(world, carin, september, { period_key: "2026-09" });
		const text = csv(
			"V1;1001;2026-09-30;A;1;100",
			...purchasesOf("1001", 700),
			...purchasesOf("1002", 3),
			"X;9;2026-10-01;A;1;1",
		);
		const done = await importText(world, carin, text, { accept_refused: true });
		expect(done).toMatchObject({ rows: 704, refused: 1, n: 703 });
		expect(await listPurchaseFiles(world.ctx.db, "all")).toMatchObject([
			{ period_key: "2026-10", rows: 704, refused: 1, population_n: 703, drawn_at: null },
			{ period_key: "2026-09", rows: 2, refused: 0, population_n: 1 },
		]);
		const { id } = await drawSample(carin, done.population_id, { public_value: null });
		const strata = await listDrawnStrata(world.ctx.db, id);
		expect(strata).toMatchObject([
			{ unit_name: "Vårdcentralen Alfa", population_n: 700, n: 5 },
			{ unit_name: "Vårdcentralen Beta", population_n: 3, n: 3 },
		]);
		const record = await recordOf(world.ctx.db, (await findDraw(world.ctx.db, id))!);
		expect(verifyDrawRecord(record)).toMatchObject({ ok: true, populationCount: 703, sampleCount: 8 });
	});

	it("stay as they were frozen and drawn", async () => {
		const world = await openWorldOn(open);
		const carin = await world.as("carin");
		const { population_id } = await importText(world, carin, csv(...purchasesOf("1001", 2)));
		await drawSample(carin, population_id, { public_value: null });
		const { database } = world.ctx;
		const tries = [
			() => database.transaction((trx) => trx.updateTable("populations").set({ n: 7 }).execute()),
			() => database.transaction((trx) => trx.deleteFrom("populations").execute()),
			() => database.transaction((trx) => trx.deleteFrom("population_strata").execute()),
			() => database.transaction((trx) => trx.updateTable("purchase_files").set({ sum_ore: 7 }).execute()),
			() => database.transaction((trx) => trx.updateTable("draws").set({ secret: "x" }).execute()),
			() => database.transaction((trx) => trx.deleteFrom("draws").execute()),
		];
		for (const attempt of tries) await expect(attempt()).rejects.toThrow(/not allowed here/);
	});
});
