import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { hasEventOfType } from "../../db/queries/ground/write.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { ANCHOR_FILE, openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { SEAL_FILES } from "../../src/report/closing/seal-key.ts";
import { readConfig } from "../../src/config.ts";
import { fillRegion } from "../../src/demo/fill-region.ts";
import { markDemoBegun, markDemoFilled } from "../../src/demo/mark-as-demo.ts";
import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { openFileStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import { checkData } from "../../src/running/safe-start/check-safe-start.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { write } from "../../src/ground/write/write.ts";
import { openTestDatabase } from "../support/database.ts";
import { openWorld, type World } from "../support/world.ts";

const SMALL = { units: 2, years: 2, risksPerYear: 5 };
const AGAIN = "Exempeldatan blev inte färdig förra gången";

async function openEmpty(): Promise<{ ctx: Context; dataDir: string }> {
	const { database, dataDir } = await openTestDatabase();
	const actor = await systemActor(database.db, "cli");
	const parts = { files: openFileStore(dataDir), keys: keysFrom(Buffer.alloc(32, 7)) };
	return {
		ctx: { ...parts, database, db: database.db, actor, clock: () => new Date("2026-11-16T09:00:00.000Z") },
		dataDir,
	};
}

async function keep(ctx: Context, text: string): Promise<string> {
	const temp = await ctx.files.putTemp(Readable.from([Buffer.from(text)]), 100);
	await ctx.files.keep(temp);
	return temp.sha256;
}

async function count(ctx: Context) {
	const rows = async (table: "risks" | "events" | "control_runs" | "people") =>
		(
			await ctx.db
				.selectFrom(table)
				.select((eb) => eb.fn.countAll<number>().as("n"))
				.executeTakeFirstOrThrow()
		).n;
	const [risks, runs, people] = [await rows("risks"), await rows("control_runs"), await rows("people")];
	return { risks, runs, people, events: await rows("events") };
}

describe("a fill that was interrupted", () => {
	test("in region size is emptied, files and registers with it, and filled anew in the size that was begun", async () => {
		const { ctx, dataDir } = await openEmpty();
		const interrupted = fillRegion(ctx, SMALL, () => {
			throw new Error("killed");
		});
		await expect(interrupted).rejects.toThrow("killed");
		const left = await keep(ctx, "kvar");
		mkdirSync(join(dataDir, "keys"), { recursive: true });
		for (const file of [SEAL_FILES.notes, ANCHOR_FILE]) writeFileSync(join(dataDir, file), "kvar\n", { mode: 0o600 });
		expect((await count(ctx)).risks).toBe(5);
		const said: string[] = [];
		const wanted = { dataDir, region: SMALL, said: (sentence: string) => said.push(sentence) };
		expect(await prepareDemo(ctx, wanted)).toBe(true);
		expect(said[0]).toContain(AGAIN);
		expect(said.slice(1)).toEqual(["År 2025 är fyllt.", "År 2026 är fyllt."]);
		expect(ctx.files.has(left)).toBe(false);
		expect(existsSync(join(dataDir, SEAL_FILES.notes))).toBe(false);
		expect((await verifyTrail(ctx.db, openTrailAnchors(dataDir))).problems).toEqual([]);

		const straight = await openEmpty();
		await prepareDemo(straight.ctx, { ...wanted, dataDir: straight.dataDir, size: "region" });
		expect(await count(ctx)).toEqual(await count(straight.ctx));
		const before = await count(ctx);
		expect(await prepareDemo(ctx, wanted)).toBe(false);
		expect(await count(ctx)).toEqual(before);
	});

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
	const wanted = (world: World) => ({ dataDir: world.dataDir, size: "demo" as const, said: () => {} });

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
		const { ctx, dataDir } = await openEmpty();
		await markDemoBegun(ctx, "demo");
		const first = { ...(await openWorld()), ctx, dataDir };
		await setUp(first);
		for (const world of [after, before, first]) {
			const kept = await keep(world.ctx, "riktigt");
			const rows = await count(world.ctx);
			await expect(prepareDemo(world.ctx, wanted(world))).rejects.toThrow("töms därför inte");
			expect(await count(world.ctx)).toEqual(rows);
			expect(world.ctx.files.has(kept)).toBe(true);
		}
	});

	test("nor is a finished demo", async () => {
		const { ctx, dataDir } = await openEmpty();
		await fillRegion(ctx, SMALL, () => {});
		const rows = await count(ctx);
		expect(await hasEventOfType(ctx.db, "installation.demo_filled")).toBe(true);
		await markDemoFilled(ctx);
		expect(await prepareDemo(ctx, { dataDir, said: () => {} })).toBe(false);
		expect(await count(ctx)).toEqual({ ...rows, events: rows.events + 1 });
	});
});
