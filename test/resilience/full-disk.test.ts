import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { paths } from "../../src/paths/paths.ts";
import { PNG } from "../checks/evidence/files.ts";
import { clientFor } from "../support/browser-client.ts";
import { fill, smallDisk } from "../support/small-disk.ts";
import { openWorld } from "../support/world.ts";

describe("a full disk", () => {
	test("says so in plain words, breaks nothing, still shows pages, and recovers when there is room", async (context) => {
		const disk = smallDisk();
		if (disk === null) return context.skip();
		const { TMPDIR } = process.env;
		process.env.TMPDIR = disk;
		const world = await openWorld().finally(() => {
			if (TMPDIR === undefined) delete process.env.TMPDIR;
			else process.env.TMPDIR = TMPDIR;
		});
		const [adam, carin] = [await clientFor(world, "adam"), await clientFor(world, "carin")];
		const add = (name: string) =>
			adam.post(paths.unitNew(), { kind: "unit", name, parent_id: world.ids.nara, valid_from: "2026-01-01", code: "" });
		const send = () => {
			const form = new FormData();
			form.set("fil", new File([PNG, Buffer.alloc(300_000)], "kvitto.png"));
			return carin.upload(paths.evidenceOf("measure", world.ids.measure), form);
		};
		expect((await add("Före")).status).toBe(303);

		const ballast = join(world.dataDir, "ballast");
		fill(ballast);
		let refused = 0;
		for (let n = 0; n < 40; n++) {
			const answer = await add(`Trångt ${n} ${"å".repeat(60)}`);
			if (answer.status === 303) continue;
			refused++;
			const page = await answer.text();
			expect([answer.status, page.includes("slut på utrymme"), page.includes("SQLITE")]).toEqual([507, true, false]);
		}
		expect(refused).toBeGreaterThan(0);
		const sent = await send();
		expect([sent.status, (await sent.text()).includes("ENOSPC")]).toEqual([507, false]);
		expect(readdirSync(join(world.dataDir, "tmp")), "nothing half-written is left").toEqual([]);
		for (const path of [paths.units(), paths.plans(), paths.measure(world.ids.measure)])
			expect((await carin.get(path)).status).toBe(200);

		rmSync(ballast);
		expect((await add("Efter")).status).toBe(303);
		expect((await send()).status).toBe(303);
		expect((await verifyTrail(world.ctx.db, openTrailAnchors(world))).problems).toEqual([]);
		const integrity = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(world.ctx.db);
		expect(integrity.rows).toEqual([{ integrity_check: "ok" }]);
		const names = (await world.ctx.db.selectFrom("org_units").select("name").execute()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(["Före", "Efter"]));
	});
});
