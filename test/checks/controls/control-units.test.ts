import { expect, test } from "vitest";
import type { insertRole } from "../../../db/writes/people/people.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { suggestedPeople } from "../../../src/checks/controls/suggested-people.ts";
import { paths } from "../../../src/paths/paths.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";

const note = {
	type: "system.started",
	unit_id: null,
	object: { kind: "system", id: "x" },
	data: { note: "ställde in" },
} as const;

function given(world: World, change: (trx: Parameters<typeof insertRole>[0]) => Promise<unknown>): Promise<void> {
	return write(world.ctx, async ({ trx, record }) => {
		await change(trx);
		await record(note);
	});
}

async function givenRuns(world: World) {
	const ctx = { ...world.ctx, actor: await systemActor(world.ctx.db, "system") };
	await createRuns(ctx, { today: "2026-11-16" });
}

const assignment = (world: World, id = world.ids.alfaAssignment) =>
	world.ctx.db.selectFrom("control_units").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const eventsOf = async (world: World, type: string) =>
	(await world.ctx.db.selectFrom("events").selectAll().where("type", "=", type).orderBy("seq").execute()).map(
		(event) => ({ ...event, data: JSON.parse(event.data) }),
	);
const runAt = (world: World, unit: string, period: string) =>
	world.ctx.db
		.selectFrom("control_runs")
		.selectAll()
		.where("unit_id", "=", unit)
		.where("period_key", "=", period)
		.executeTakeFirstOrThrow();

test("the controller adds a unit with its performer and reviewer", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const add = (changes: Record<string, string>) =>
		carin.post(paths.controlUnits(world.ids.control), {
			unit_id: world.ids.gamma,
			valid_from: "2026-11-01",
			performer_id: world.ids.gunnel,
			reviewer_id: world.ids.carin,
			...changes,
		});
	expect((await carin.get(`${paths.controlUnits(world.ids.control)}?enhet=${world.ids.gamma}`)).status).toBe(200);
	expect((await add({ unit_id: world.ids.alfa })).status).toBe(422);
	expect((await add({ unit_id: "finns-inte" })).status).toBe(422);
	expect((await add({ valid_from: "2026-13-01" })).status).toBe(422);
	expect((await add({})).status).toBe(303);
	const added = await world.ctx.db
		.selectFrom("control_units")
		.selectAll()
		.where("unit_id", "=", world.ids.gamma)
		.execute();
	expect(added).toMatchObject([{ performer_id: world.ids.gunnel, reviewer_id: world.ids.carin, valid_to: null }]);
	expect(await eventsOf(world, "control.unit_added")).toMatchObject([
		{ unit_id: world.ids.gamma, data: { unit: "Mottagning Gamma", performer: "Gunnel Dahl", reviewer: "Carin Åberg" } },
	]);
	expect((await add({})).status).toBe(422);
});

test("rule 3: the reviewer is somebody else than the performer, said at the field", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const response = await carin.post(paths.controlUnit(world.ids.alfaAssignment), {
		performer_id: world.ids.mats,
		reviewer_id: world.ids.mats,
		valid_to: "",
		version: "1",
	});
	expect(response.status).toBe(422);
	expect(await response.text()).toContain("Granskaren får inte vara samma person som utföraren.");
	expect(await assignment(world)).toMatchObject({ performer_id: world.ids.maria, version: 1 });
});

test("T19: people without a suitable role at the unit can be neither performer nor reviewer", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const edit = (performer: string, reviewer: string) =>
		carin.post(paths.controlUnit(world.ids.alfaAssignment), {
			performer_id: performer,
			reviewer_id: reviewer,
			valid_to: "",
			version: "1",
		});
	const { ids } = world;
	for (const [performer, reviewer] of [
		[ids.beata, ids.mats],
		[ids.rune, ids.mats],
		["system", ids.mats],
		["finns-inte", ids.mats],
		[ids.maria, ids.boris],
		[ids.maria, ids.maria],
		[ids.maria, ids.nils],
	]) {
		expect((await edit(performer!, reviewer!)).status).toBe(422);
	}
	await given(world, (trx) =>
		trx.updateTable("roles").set({ valid_to: "2026-11-15" }).where("person_id", "=", ids.gunnel).execute(),
	);
	expect((await edit(ids.gunnel, ids.mats)).status).toBe(422);
	expect(await eventsOf(world, "control.unit_edited")).toEqual([]);
});

test("a new performer takes over what waits; what is signed, or was handed to somebody else, stays", async () => {
	const world = await openWorld();
	const { ids } = world;
	await givenRuns(world);
	await given(world, async (trx) => {
		const at = (period: string) =>
			trx.updateTable("control_runs").where("unit_id", "=", ids.alfa).where("period_key", "=", period);
		await at("2026-01").set({ status: "approved" }).execute();
		await at("2026-02").set({ status: "signed", signed_by: ids.maria }).execute();
		await at("2026-03").set({ status: "returned" }).execute();
		await at("2026-04").set({ performer_id: ids.carin, status: "drawn" }).execute();
	});
	const carin = await clientFor(world, "carin");
	const response = await carin.post(paths.controlUnit(ids.alfaAssignment), {
		performer_id: ids.mats,
		reviewer_id: ids.carin,
		valid_to: "2026-12-31",
		version: "1",
	});
	expect(response.status).toBe(303);
	expect(await assignment(world)).toMatchObject({
		performer_id: ids.mats,
		reviewer_id: ids.carin,
		valid_to: "2026-12-31",
	});
	expect(await runAt(world, ids.alfa, "2026-01")).toMatchObject({ performer_id: ids.maria, reviewer_id: ids.mats });
	expect(await runAt(world, ids.alfa, "2026-02")).toMatchObject({ performer_id: ids.maria, reviewer_id: ids.carin });
	expect(await runAt(world, ids.alfa, "2026-03")).toMatchObject({ performer_id: ids.mats, reviewer_id: ids.carin });
	expect(await runAt(world, ids.alfa, "2026-04")).toMatchObject({ performer_id: ids.carin, reviewer_id: ids.mats });
	expect(await runAt(world, ids.alfa, "2026-11")).toMatchObject({ performer_id: ids.mats, version: 2 });
	expect(await runAt(world, ids.beta, "2026-11")).toMatchObject({ performer_id: ids.beata, version: 1 });
	expect((await eventsOf(world, "control.unit_edited"))[0]).toMatchObject({
		unit_id: ids.alfa,
		data: { changes: { performer_id: ["Maria Ek", "Mats Berg"], reviewer_id: ["Mats Berg", "Carin Åberg"] } },
	});
	const moved = await eventsOf(world, "run.reassigned");
	expect(moved).toHaveLength(8);
	expect(moved[0]).toMatchObject({
		unit_id: ids.alfa,
		object_kind: "control_run",
		data: { from: "Maria Ek", to: "Mats Berg" },
	});
	expect(await eventsOf(world, "run.reviewer_changed")).toHaveLength(9);
});

test("a stale edit is answered 409 with the newer values beside", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const edit = (valid_to: string) =>
		carin.post(paths.controlUnit(world.ids.alfaAssignment), {
			performer_id: world.ids.maria,
			reviewer_id: world.ids.mats,
			valid_to,
			version: "1",
		});
	expect((await edit("2026-12-31")).status).toBe(303);
	const stale = await edit("2026-11-30");
	expect(stale.status).toBe(409);
	const page = await stale.text();
	expect(page).toContain("Carin Åberg har ändrat uppgifterna");
	expect(page).toContain("2026-12-31");
	expect(await assignment(world)).toMatchObject({ valid_to: "2026-12-31", version: 2 });
	expect((await edit("2025-01-01")).status).toBe(422);
	expect((await carin.get(paths.controlUnit("finns-inte"))).status).toBe(404);
});

test("many units are found by name, kind or group, looked at, and added in one step: all of them or none", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const { control, gamma, alfa, psyk } = world.ids;
	const url = paths.controlUnitsMany(control);
	const taking = () =>
		world.ctx.db.selectFrom("control_units").select("unit_id").where("control_id", "=", control).execute();
	const before = (await taking()).map(({ unit_id }) => unit_id);
	expect(before).toContain(alfa);
	expect(await (await carin.get(url)).text(), "nothing is found before it is asked for").not.toContain('name="units"');
	for (const query of ["namn=mottagning", `under=${psyk}&slag=unit`]) {
		const page = await (await carin.get(`${url}?${query}`)).text();
		expect(page).toContain(`value="${gamma}" checked`);
		expect(page, "already in the control").not.toContain(`value="${alfa}" checked`);
	}
	expect(await (await carin.get(`${url}?namn=%25`)).text(), "no pattern of the database").toContain(
		"Ingen enhet som passar",
	);
	const add = (changes: Record<string, string | string[]>) =>
		carin.post(url, { units: [gamma, psyk], valid_from: "2026-11-01", people: "suggested", ...changes });
	for (const wrong of [{ units: [] }, { units: [gamma, alfa] }, { units: [gamma, "finns-inte"] }, { valid_from: "" }])
		expect((await add(wrong)).status).toBe(422);
	expect(
		(await taking()).map(({ unit_id }) => unit_id),
		"none when one is wrong",
	).toEqual(before);
	const mats = await clientFor(world, "mats");
	expect((await mats.post(url, { units: [gamma], valid_from: "2026-11-01" })).status).toBe(403);
	expect((await add({ units: [gamma, psyk, gamma] })).status).toBe(303);
	expect((await taking()).map(({ unit_id }) => unit_id).sort()).toEqual([...before, gamma, psyk].sort());
	const events = await eventsOf(world, "control.unit_added");
	expect(events.map(({ unit_id }) => unit_id).sort(), "an event each").toEqual([gamma, psyk].sort());
});

test("whom a unit leaves no choice of is put down, and nobody who would review their own", async () => {
	const world = await openWorld();
	const today = "2026-11-16";
	const { alfa, maria, mats } = world.ids;
	expect(await suggestedPeople(world.ctx.db, alfa, today)).toEqual({ performer_id: maria, reviewer_id: mats });
	await given(world, (trx) =>
		trx
			.insertInto("roles")
			.values({
				...{ id: "second", person_id: world.ids.gunnel, role: "material_coordinator", unit_id: alfa },
				...{ valid_from: "2026-01-01", valid_to: null, substitute_for: null, version: 1 },
			})
			.execute(),
	);
	expect(await suggestedPeople(world.ctx.db, alfa, today), "two to choose between").toMatchObject({
		performer_id: null,
	});
});
