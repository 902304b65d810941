import { expect, test } from "vitest";
import { listSwaps } from "../../../db/queries/checks/samples-swaps.ts";
import { listItems } from "../../../db/queries/checks/samples.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";

const swap = { version: "1", why: "not_purchase", note: "Intern överföring" };

test("swap until clean: one of five, and neither a second tab nor another account gets one more", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	const [tab, other] = [await clientFor(world, "maria"), await clientFor(world, "maria")];
	const posts = await Promise.all([
		tab.post(paths.itemReplacement(run.itemIds[0]!), swap),
		other.post(paths.itemReplacement(run.itemIds[1]!), swap),
	]);
	expect(posts.map((answer) => answer.status).sort()).toEqual([303, 422]);
	const replaced = (await listItems(world.ctx.db, run.runId)).find((item) => item.replaces_id !== null)!;
	const again = await tab.post(paths.itemReplacement(replaced.id), swap);
	expect(again.status).toBe(422);
	expect(await again.text()).toContain("Högst ett inköp av 5 får bytas");
	expect((await (await clientFor(world, "carin")).post(paths.itemReplacement(replaced.id), swap)).status).toBe(403);
	expect(await listSwaps(world.ctx.db, run.runId)).toHaveLength(1);
});

test("a run with an undecided swap is not approved; the reviewer decides once, and a refusal says why", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	const maria = await clientFor(world, "maria");
	await maria.post(paths.itemReplacement(run.itemIds[0]!), { ...swap, why: "other_unit", unit_id: world.ids.beta });
	const [proposed] = await listSwaps(world.ctx.db, run.runId);
	const decide = paths.swapDecision(proposed!.id);
	const mats = await clientFor(world, "mats");
	// not before the run is signed, and never by the performer
	expect((await mats.post(decide, { version: "1", decision: "accepted", note: "" })).status).toBe(422);
	expect((await maria.post(decide, { version: "1", decision: "accepted", note: "" })).status).toBe(403);
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("control_runs")
			.set({ status: "signed", signed_by: world.ids.maria, signed_at: "2026-11-16T08:00:00.000Z", version: 2 })
			.where("id", "=", run.runId)
			.execute(),
	);
	const approval = await mats.post(paths.runReview(run.runId), { version: "2", decision: "approve", note: "" });
	expect(approval.status).toBe(422);
	expect(await approval.text()).toContain("Ett byte är inte avgjort");
	expect((await mats.post(decide, { version: "1", decision: "refused", note: "" })).status).toBe(422);
	expect((await mats.post(decide, { version: "1", decision: "refused", note: "Hör hit" })).status).toBe(303);
	expect((await mats.post(decide, { version: "2", decision: "accepted", note: "" })).status).toBe(422);
	expect((await mats.post(paths.runReview(run.runId), { version: "2", decision: "approve", note: "" })).status).toBe(
		303,
	);
	const events = await world.ctx.db.selectFrom("events").select("type").execute();
	expect(events.map((event) => event.type)).toEqual(
		expect.arrayContaining(["item.swap_decided", "population.unit_doubted"]),
	);
	await expect(
		world.ctx.database.transaction((trx) => trx.updateTable("swaps").set({ decision: "accepted" }).execute()),
	).rejects.toThrow("swaps");
});
