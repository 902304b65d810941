import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { markDemoBegun, markDemoFilled } from "../../src/demo/mark-as-demo.ts";
import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { checkData } from "../../src/running/safe-start/check-safe-start.ts";
import { write } from "../../src/ground/write/write.ts";
import { count, keep, openEmpty } from "./region-support.ts";
import { openWorld, type World } from "../support/world.ts";
import { keptPath } from "../../src/ground/files/file-store.ts";

describe("a fill that was interrupted", () => {
	test("is refused in production like a whole one", async () => {
		const { ctx } = await openEmpty();
		await markDemoBegun(ctx, "demo");
		const production = readConfig({ NODE_ENV: "production", BASE_URL: "https://isk.region.example" });
		await expect(checkData(ctx.db, production)).rejects.toThrow("påhittade personer");
	});
});

describe("real data is never emptied", () => {
	const setUp = (world: World) =>
		write(world.ctx, ({ record }) =>
			record({
				type: "installation.set_up",
				unit_id: null,
				object: { kind: "person", id: world.ids.adam },
				data: { name: "Adam", region: "Regionen" },
			}),
		);
	const wanted = (world: World) => ({ place: world, size: "demo" as const, said: () => {} });

	test("an installation without any demo is left as it is", async () => {
		const world = await openWorld();
		await setUp(world);
		const before = await count(world.ctx);
		expect(await prepareDemo(world.ctx, wanted(world))).toBe(false);
		expect(await count(world.ctx)).toEqual(before);
	});

	test("one that has a begun demo too, in whatever order, is refused and keeps every row and file", async () => {
		const after = await openWorld();
		await setUp(after);
		await markDemoBegun(after.ctx, "demo");
		const before = await openWorld();
		await write(before.ctx, ({ record }) =>
			record({ type: "installation.link_made", unit_id: null, object: { kind: "system", id: "x" }, data: {} }),
		);
		await markDemoBegun(before.ctx, "demo");
		const { ctx, dataDir, keysDir } = await openEmpty();
		await markDemoBegun(ctx, "demo");
		const first = { ...(await openWorld()), ctx, dataDir, keysDir };
		await setUp(first);
		for (const world of [after, before, first]) {
			const kept = await keep(world.ctx, "riktigt");
			const rows = await count(world.ctx);
			await expect(prepareDemo(world.ctx, wanted(world))).rejects.toThrow("töms därför inte");
			expect(await count(world.ctx)).toEqual(rows);
			expect(existsSync(keptPath(world.dataDir, kept))).toBe(true);
		}
	});

	test("nor is a finished demo", async () => {
		const world = await openWorld();
		await markDemoBegun(world.ctx, "demo");
		await markDemoFilled(world.ctx);
		const rows = await count(world.ctx);
		expect(await prepareDemo(world.ctx, wanted(world))).toBe(false);
		expect(await count(world.ctx)).toEqual(rows);
	});
});
