import { describe, expect, test } from "vitest";
import { listChecklists } from "../../db/queries/checks/controls-checklists.ts";
import { countControlUnits, listControlUnits, listUnitsToAdd } from "../../db/queries/checks/controls-units.ts";
import { listControls } from "../../db/queries/checks/controls.ts";
import { countRuns, listRuns } from "../../db/queries/checks/runs.ts";
import {
	countStripUnits,
	listStripRuns,
	listStripUnits,
	listStripYears,
} from "../../db/queries/checks/runs-year-strip.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { createRuns } from "../../src/checks/runs/create-runs.ts";
import { readInbox } from "../../src/office/inbox/read-inbox.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const TODAY = "2026-11-16";

describe.each(DIALECTS)("%s", (_name, open) => {
	test("T44: three at once create each run and each draw once", async () => {
		const world = await openWorldOn(open);
		const ctx = { ...world.ctx, actor: await systemActor(world.ctx.db, "system") };
		const created = await Promise.all([1, 2, 3].map(() => createRuns(ctx, { today: TODAY })));
		expect(created.flat()).toHaveLength(11);
		expect(await countRuns(ctx.db, { reach: "all" })).toBe(22);
		const draws = await ctx.db.selectFrom("draws").select("draw_id").execute();
		expect(new Set(draws.map((draw) => draw.draw_id)).size).toBe(11);
	});

	test("lists, strip and inbox answer alike", async () => {
		const world = await openWorldOn(open);
		const { db } = world.ctx;
		await createRuns({ ...world.ctx, actor: await systemActor(db, "system") }, { today: TODAY });
		const reach = { own: [], branch: [world.ids.nara] };
		expect(await listControls(db, { reach, today: TODAY })).toMatchObject([{ units: 2, late: 20 }]);
		expect(await listControlUnits(db, world.ids.control, reach)).toHaveLength(2);
		expect(await countControlUnits(db, world.ids.control, "all")).toBe(2);
		expect((await listUnitsToAdd(db, world.ids.control, reach, TODAY)).map((unit) => unit.id)).toEqual([
			world.ids.nara,
		]);
		expect(await listChecklists(db)).toMatchObject([{ questions: 12, controls: 1 }]);
		expect(await countRuns(db, { reach, parts: { of: ["late"], on: TODAY }, unit_id: world.ids.alfa })).toBe(10);
		const newest = await listRuns(db, { reach, order: "newest", page: { limit: 2, offset: 0 } });
		expect(newest.map((run) => [run.period_key, run.unit_name])).toEqual([
			["2026-11", "Vårdcentralen Alfa"],
			["2026-11", "Vårdcentralen Beta"],
		]);
		const units = await listStripUnits(db, { reach, year: 2026, page: { limit: 1, offset: 1 } });
		expect(units).toMatchObject([{ unit_name: "Vårdcentralen Beta" }]);
		expect(await listStripRuns(db, units)).toHaveLength(11);
		expect(await countStripUnits(db, { reach, year: 2026 })).toBe(2);
		expect(await listStripYears(db)).toEqual([2026]);
		const inbox = await readInbox(await world.as("carin"), TODAY);
		expect(inbox.waiting_draws).toHaveLength(10);
		expect(inbox.waiting_draws[0]).toMatchObject({ period_key: "2026-01", units: 2, population_id: null });
	});
});
