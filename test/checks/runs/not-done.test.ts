import { expect, test } from "vitest";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";

async function givenRun(world: World, unit = world.ids.alfa) {
	const ctx = { ...world.ctx, actor: await systemActor(world.ctx.db, "system") };
	await createRuns(ctx, { today: "2026-11-16", period_key: "2026-10" });
	return world.ctx.db.selectFrom("control_runs").selectAll().where("unit_id", "=", unit).executeTakeFirstOrThrow();
}

const runOf = (world: World, id: string) =>
	world.ctx.db.selectFrom("control_runs").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("rule 5: a run that was not done is a result that counts, with its reason", async () => {
	const world = await openWorld();
	const run = await givenRun(world);
	const mats = await clientFor(world, "mats");
	expect((await mats.get(paths.runNotDone(run.id))).status).toBe(200);
	const response = await mats.post(paths.runNotDone(run.id), { reason: "Enheten var stängd.", version: "1" });
	expect(response.status).toBe(303);
	expect(await runOf(world, run.id)).toMatchObject({
		status: "not_done",
		result: "not_done",
		result_reason: "Enheten var stängd.",
		signed_at: null,
		version: 2,
	});
	const events = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "run.not_done").execute();
	expect(events).toMatchObject([{ unit_id: world.ids.alfa, object_id: run.id, actor_name: "Mats Berg" }]);
});

test("without a reason the form comes back with what was typed; twice or stale is refused", async () => {
	const world = await openWorld();
	const run = await givenRun(world);
	const mats = await clientFor(world, "mats");
	const empty = await mats.post(paths.runNotDone(run.id), { reason: " ", version: "1" });
	expect(empty.status).toBe(422);
	expect(await empty.text()).toContain("Svara på frågan ”Varför genomförs inte kontrollen?”");
	expect((await mats.post(paths.runNotDone(run.id), { reason: "Skäl", version: "7" })).status).toBe(409);
	await mats.post(paths.runNotDone(run.id), { reason: "Skäl", version: "1" });
	const again = await mats.post(paths.runNotDone(run.id), { reason: "Igen", version: "2" });
	expect(again.status).toBe(422);
	expect(await again.text()).toContain("redan signerat eller avslutat");
	expect(await runOf(world, run.id)).toMatchObject({ result_reason: "Skäl" });
});

test("T16, T18: the performer cannot, the chef of another unit does not see it", async () => {
	const world = await openWorld();
	const run = await givenRun(world);
	const send = async (person: Parameters<typeof clientFor>[1], id: string) =>
		(await (await clientFor(world, person)).post(paths.runNotDone(id), { reason: "Skäl", version: "1" })).status;
	expect(await send("maria", run.id)).toBe(403);
	expect(await send("rune", run.id)).toBe(403);
	expect(await send("boris", run.id)).toBe(404);
	expect(await send("mats", "finns-inte")).toBe(404);
	expect(await runOf(world, run.id)).toMatchObject({ status: "planned", version: 1 });
	expect(await send("carin", run.id)).toBe(303);
});
