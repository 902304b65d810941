import { expect, test } from "vitest";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { paths } from "../../../src/paths/paths.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";

const TODAY = "2026-11-16";

async function givenRuns(world: World, period_key?: string) {
	const ctx = { ...world.ctx, actor: await systemActor(world.ctx.db, "system") };
	await createRuns(ctx, { today: TODAY, period_key });
}

const eventsOf = async (world: World, type: string) =>
	(await world.ctx.db.selectFrom("events").selectAll().where("type", "=", type).orderBy("seq").execute()).map(
		(event) => ({ ...event, data: JSON.parse(event.data) }),
	);
const control = (world: World, id = world.ids.control) =>
	world.ctx.db.selectFrom("controls").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

function form(world: World, changes: Record<string, string> = {}): Record<string, string> {
	return {
		title: "Stickprov av inköp under 10 tkr",
		method: "",
		frequency: "monthly",
		population_kind: "purchases_below_limit",
		sample_size: "5",
		reserve_count: "5",
		checklist_id: world.ids.checklist,
		measure_id: world.ids.measure,
		owner_id: world.ids.carin,
		due_working_days: "10",
		starts_on: "2026-01-01",
		ended_on: "",
		...changes,
	};
}

test("the controller adds a control to a risk, with a key of its own for its draws", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const sent = form(world, { title: "Kassor på öppna enheter!", population_kind: "none", frequency: "quarterly" });
	const response = await carin.post(paths.riskControls(world.ids.risk), sent);
	expect(response.status).toBe(303);
	const id = response.headers.get("location")!.split("/").at(-1)!;
	expect(await control(world, id)).toMatchObject({
		plan_id: world.ids.plan,
		risk_id: world.ids.risk,
		key: "kassor-pa-oppna-enheter",
		frequency: "quarterly",
		ended_on: null,
		version: 1,
	});
	expect(await eventsOf(world, "control.added")).toMatchObject([
		{ unit_id: world.ids.administration, object_id: id, data: { title: "Kassor på öppna enheter!" } },
	]);
	await carin.post(paths.riskControls(world.ids.risk), sent);
	const keys = await world.ctx.db.selectFrom("controls").select("key").where("id", "!=", world.ids.control).execute();
	expect(keys.map((row) => row.key).sort()).toEqual(["kassor-pa-oppna-enheter", "kassor-pa-oppna-enheter-2"]);
	expect((await carin.post(paths.riskControls("finns-inte"), sent)).status).toBe(404);
});

test("a control that cannot be is answered with the form, its values and a sentence per field (T19)", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const response = await carin.post(
		paths.riskControls(world.ids.risk),
		form(world, {
			title: "Behåll mig",
			sample_size: "0",
			checklist_id: "okänd",
			measure_id: "okänd",
			owner_id: world.ids.rune,
			ended_on: "2025-01-01",
		}),
	);
	const page = await response.text();
	expect(response.status).toBe(422);
	expect(page).toContain("Behåll mig");
	for (const sentence of [
		"Ange minst 1 inköp",
		"Välj en checklista i listan.",
		"Välj en åtgärd som hör till risken.",
		"Välj en person i listan.",
		"Slutdatumet ligger före startdatumet.",
	])
		expect(page).toContain(sentence);
	expect(await eventsOf(world, "control.added")).toEqual([]);
});

test("an edit is versioned, tells what changed by name, and leaves the runs alone (T44)", async () => {
	const world = await openWorld();
	await givenRuns(world);
	const runs = await world.ctx.db.selectFrom("control_runs").selectAll().orderBy("id").execute();
	const carin = await clientFor(world, "carin");
	const edit = (changes: Record<string, string>) =>
		carin.post(paths.controlEdit(world.ids.control), form(world, changes));
	expect((await edit({ version: "1", due_working_days: "3", owner_id: world.ids.nils })).status).toBe(303);
	expect(await control(world)).toMatchObject({ due_working_days: 3, owner_id: world.ids.nils, version: 2 });
	expect((await eventsOf(world, "control.edited"))[0]).toMatchObject({
		unit_id: world.ids.administration,
		data: { changes: { due_working_days: [10, 3], owner_id: ["Carin Åberg", "Nils Holm"] } },
	});
	const stale = await edit({ version: "1", title: "Min rubrik", due_working_days: "8" });
	const page = await stale.text();
	expect(stale.status).toBe(409);
	expect(page).toContain("Carin Åberg har ändrat uppgifterna");
	expect(page).toContain("Min rubrik");
	expect(await world.ctx.db.selectFrom("control_runs").selectAll().orderBy("id").execute()).toEqual(runs);
});

test("a control with runs can neither begin earlier nor become a control of something else (T44)", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const edit = async (changes: Record<string, string>) =>
		(await carin.post(paths.controlEdit(world.ids.control), form(world, changes))).text();
	await edit({ version: "1", starts_on: "2026-06-01" });
	await givenRuns(world);
	expect(await edit({ version: "2", starts_on: "2026-01-01" })).toContain("kan inte flyttas bakåt");
	expect(await edit({ version: "2", starts_on: "2026-06-01", population_kind: "none" })).toContain("Avsluta det");
	expect(await control(world)).toMatchObject({ starts_on: "2026-06-01", population_kind: "purchases_below_limit" });
});

test("the controls of a closed plan cannot be changed", async () => {
	const world = await openWorld();
	await write(world.ctx, async ({ trx, record }) => {
		await trx.updateTable("plans").set({ status: "closed" }).execute();
		await record({ type: "system.started", unit_id: null, object: { kind: "x", id: "x" }, data: { note: "" } });
	});
	const carin = await clientFor(world, "carin");
	const edited = await carin.post(paths.controlEdit(world.ids.control), form(world, { version: "1", title: "Ny" }));
	expect(edited.status).toBe(422);
	expect(await edited.text()).toContain("Planen är avslutad");
	const unit = { performer_id: "", reviewer_id: "", valid_to: "", version: "1" };
	expect((await carin.post(paths.controlUnit(world.ids.alfaAssignment), unit)).status).toBe(422);
});

test("T16: everybody reads a control, only the controller changes it", async () => {
	const world = await openWorld();
	for (const person of ["maria", "mats", "nils", "fia", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		expect((await client.get(paths.control(world.ids.control))).status).toBe(200);
		expect((await client.get(paths.controlEdit(world.ids.control))).status).toBe(403);
		expect((await client.post(paths.controlEdit(world.ids.control), form(world, { version: "1" }))).status).toBe(403);
		expect((await client.post(paths.riskControls(world.ids.risk), form(world))).status).toBe(403);
		expect((await client.post(paths.controlUnits(world.ids.control), {})).status).toBe(403);
		expect((await client.post(paths.controlUnit(world.ids.alfaAssignment), {})).status).toBe(403);
	}
	expect((await (await clientFor(world, "carin")).get(paths.control("finns-inte"))).status).toBe(404);
});

test("T18, T23: a chef sees the units and runs of the own branch, on the page and in the files", async () => {
	const world = await openWorld();
	await givenRuns(world, "2026-10");
	const mats = await clientFor(world, "mats");
	const page = await (await mats.get(paths.control(world.ids.control))).text();
	expect(page).toContain("Vårdcentralen Alfa");
	expect(page).not.toContain("Vårdcentralen Beta</");
	expect(page).not.toContain("Beata Lind</");
	const rows = (await (await mats.get(`${paths.controls()}.json`)).json()) as Record<string, unknown>[];
	expect(rows).toMatchObject([{ units: 1 }]);
});

test("the list is the same on the page and in the files", async () => {
	const world = await openWorld();
	await givenRuns(world, "2026-08");
	const carin = await clientFor(world, "carin");
	const [row] = (await (await carin.get(`${paths.controls()}.json`)).json()) as Record<string, unknown>[];
	expect(row).toMatchObject({ title: "Stickprov av inköp under 10 tkr", frequency: "Månadsvis", units: 2, late: 2 });
	const page = await (await carin.get(paths.controls())).text();
	for (const shown of ["Stickprov av inköp under 10 tkr", "Månadsvis", "2 försenade", "Carin Åberg"])
		expect(page).toContain(shown);
	expect(await (await carin.get(`${paths.controls()}.csv`)).text()).toContain("Stickprov av inköp under 10 tkr");
	expect((await carin.get(`${paths.controls()}.xlsx`)).status).toBe(200);
});

test("the button creates the runs once, and an empty form creates nothing", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	expect((await adam.post(paths.runCreation(), {})).status).toBe(422);
	expect((await adam.post(paths.runCreation(), { scope: "control" })).status).toBe(422);
	expect((await adam.post(paths.runCreation(), { scope: "control", control_id: "finns-inte" })).status).toBe(404);
	expect(await eventsOf(world, "runs.created")).toEqual([]);
	const response = await adam.post(paths.runCreation(), { scope: "all" });
	expect(response.status).toBe(303);
	expect(await eventsOf(world, "runs.created")).toHaveLength(11);
	await adam.post(paths.runCreation(), { scope: "control", control_id: world.ids.control });
	expect(await eventsOf(world, "runs.created")).toHaveLength(11);
	const carin = await clientFor(world, "carin");
	const wrong = { scope: "control", control_id: world.ids.control, period_key: "2026-K1" };
	const refused = await carin.post(paths.runCreation(), wrong);
	expect(refused.status).toBe(422);
	expect((await (await clientFor(world, "mats")).post(paths.runCreation(), { scope: "all" })).status).toBe(403);
});
