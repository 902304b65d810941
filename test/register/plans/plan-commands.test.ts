import { expect, test } from "vitest";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import { findPlan, findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { reportMeasure } from "../../../src/register/measures/report-measure.ts";
import type { ReportMeasure } from "../../../src/register/measures/schema.ts";
import { clientFor } from "../../support/browser-client.ts";
import { prepare } from "../../support/prepared-plan.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

/** The version of a plan that has been gone through and handed over. */
const decision = { decided_on: "2026-11-16", decision_paragraph: "§ 112", registry_no: "26RS77", version: "3" };

/** The draft for 2027, carried from the plan in force. */
async function draft(world: World): Promise<string> {
	const carin = await clientFor(world, "carin");
	expect((await carin.post(`/planer/${world.ids.plan}/nasta-ar`, {})).status).toBe(303);
	return (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!.id;
}

test("next year's draft copies areas, risks, measures and controls, each pointing back", async () => {
	const world = await openWorld();
	const before = await planContents(world.ctx.db, world.ids.plan);
	const id = await draft(world);
	expect(await findPlan(world.ctx.db, id)).toMatchObject({ status: "draft", carried_from: world.ids.plan, year: 2027 });
	const copy = await planContents(world.ctx.db, id);
	expect(copy.areas.map((area) => area.name)).toEqual(["Ekonomi"]);
	expect(copy.risks).toMatchObject([
		{ number: 1, carried_from: world.ids.risk, area_id: copy.areas[0]!.id, version: 1 },
	]);
	expect(copy.measures).toMatchObject([
		{ carried_from: world.ids.measure, risk_id: copy.risks[0]!.id, status: "not_started", due_on: "2027-12-31" },
	]);
	expect(copy.controls).toMatchObject([
		{
			key: "inkop-under-10000",
			risk_id: copy.risks[0]!.id,
			measure_id: copy.measures[0]!.id,
			starts_on: "2027-01-01",
		},
	]);
	expect(copy.control_units.map((unit) => [unit.unit_id, unit.performer_id, unit.valid_from]).sort()).toEqual(
		[
			[world.ids.alfa, world.ids.maria, "2027-01-01"],
			[world.ids.beta, world.ids.beata, "2027-01-01"],
		].sort(),
	);
	expect(await planContents(world.ctx.db, world.ids.plan)).toEqual(before);
	expect(await trailOf(world, "plan", id)).toEqual([
		"Carin Åberg tog fram utkast till internkontrollplan 2027 från planen 2026",
	]);
});

test("a cancelled measure and an ended control are not carried on", async () => {
	const world = await openWorld();
	await world.ctx.database.transaction(async (trx) => {
		await trx.updateTable("measures").set({ status: "cancelled" }).execute();
		await trx.updateTable("controls").set({ ended_on: "2026-12-31" }).execute();
	});
	const copy = await planContents(world.ctx.db, await draft(world));
	expect(copy).toMatchObject({ measures: [], controls: [], control_units: [] });
});

test("there is one plan per board and year", async () => {
	const world = await openWorld();
	await draft(world);
	const carin = await clientFor(world, "carin");
	const again = await carin.post(`/planer/${world.ids.plan}/nasta-ar`, {});
	expect(again.status).toBe(422);
	expect(await again.text()).toContain("Det finns redan en plan för nästa år.");
	const empty = await carin.post("/planer/ny", { board_id: world.ids.board, year: "2027" });
	expect(empty.status).toBe(422);
	expect(await empty.text()).toContain("Nämnden har redan en plan för det året.");
});

test("an empty draft starts with the standard scale", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	expect((await carin.post("/planer/ny", { board_id: world.ids.board, year: "2028" })).status).toBe(303);
	const plan = await findPlanOfYear(world.ctx.db, world.ids.board, 2028);
	expect(plan).toMatchObject({ status: "draft", carried_from: null });
	expect((await carin.post("/planer/ny", { board_id: "annan", year: "2029" })).status).toBe(422);
});

test("no plan is in force without decision date, § and registry number", async () => {
	const world = await openWorld();
	const id = await draft(world);
	await prepare(world, id);
	const fia = await clientFor(world, "fia");
	for (const missing of ["decided_on", "decision_paragraph", "registry_no"]) {
		const refused = await fia.post(`/planer/${id}/beslut`, { ...decision, [missing]: "" });
		expect(refused.status).toBe(422);
		if (missing !== "registry_no") expect(await refused.text()).toContain('value="26RS77"');
		expect((await findPlan(world.ctx.db, id))?.status).toBe("preparation");
	}
	expect((await fia.post(`/planer/${id}/beslut`, { ...decision, decided_on: "2026-11-17" })).status).toBe(422);
	expect((await fia.post(`/planer/${id}/beslut`, decision)).status).toBe(303);
	expect(await findPlan(world.ctx.db, id)).toMatchObject({
		status: "in_force",
		decided_on: "2026-11-16",
		decision_paragraph: "112",
		registry_no: "26RS77",
		version: 4,
	});
	expect((await trailOf(world, "plan", id))[0]).toBe(
		"Fia Ström registrerade beslutet om internkontrollplan 2027: 2026-11-16, § 112, 26RS77",
	);
	expect((await fia.post(`/planer/${id}/beslut`, { ...decision, version: "4" })).status).toBe(403);
});

test("a plan without risks cannot be adopted, and a stale decision is told whose values stand", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post("/planer/ny", { board_id: world.ids.board, year: "2028" });
	const empty = (await findPlanOfYear(world.ctx.db, world.ids.board, 2028))!.id;
	expect((await carin.post(`/planer/${empty}/beslut`, decision)).status).toBe(422);
	const id = await draft(world);
	await prepare(world, id);
	const back = { reason: "Skalan", version: "3" };
	expect((await carin.post(`/planer/${id}/beredning/aterkallelse`, back)).status).toBe(303);
	await carin.post(`/planer/${id}/andring`, { ...scale, version: "4" });
	await prepare(world, id);
	const stale = await (await clientFor(world, "fia")).post(`/planer/${id}/beslut`, decision);
	expect(stale.status).toBe(409);
	expect(await stale.text()).toContain("Carin Åberg har ändrat uppgifterna");
});

const scale = {
	likelihood_1: "Sällsynt",
	likelihood_2: "Mindre sannolik",
	likelihood_3: "Möjlig",
	likelihood_4: "Sannolik",
	impact_1: "Försumbar",
	impact_2: "Lindrig",
	impact_3: "Kännbar",
	impact_4: "Allvarlig",
	low_label: "Grön",
	size: "4",
	low_to: "5",
	medium_label: "Gul",
	medium_to: "8",
	high_label: "Röd",
	version: "1",
};

test("the scale of a draft may change; an adopted plan and other years keep theirs", async () => {
	const world = await openWorld();
	const id = await draft(world);
	const carin = await clientFor(world, "carin");
	expect((await carin.post(`/planer/${id}/andring`, { ...scale, medium_to: "4" })).status).toBe(422);
	expect((await carin.post(`/planer/${id}/andring`, scale)).status).toBe(303);
	expect((await findPlan(world.ctx.db, id))?.scale.bands.map((band) => band.to)).toEqual([5, 8, 16]);
	expect((await findPlan(world.ctx.db, world.ids.plan))?.scale.bands.map((band) => band.to)).toEqual([3, 8, 16]);
	const late = await carin.post(`/planer/${world.ids.plan}/andring`, { ...scale, low_label: "Liten" });
	expect(late.status).toBe(422);
	const shown = await late.text();
	for (const text of ["Skalan ligger fast när planen är beslutad.", 'value="Liten"']) expect(shown).toContain(text);
	expect((await findPlan(world.ctx.db, world.ids.plan))?.scale.bands.map(({ label }) => label)).toContain("Låg");
	expect((await carin.get(`/planer/${world.ids.plan}/andring`)).status).toBe(403);
});

test("an area is added once", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const add = (name: string) => carin.post(`/planer/${world.ids.plan}/verksamheter`, { name });
	expect((await add("HR")).status).toBe(303);
	expect((await add("HR")).status).toBe(422);
	expect((await add("")).status).toBe(422);
	const { areas } = await planContents(world.ctx.db, world.ids.plan);
	expect(areas.map((area) => [area.name, area.position])).toEqual([
		["Ekonomi", 1],
		["HR", 2],
	]);
	expect((await trailOf(world, "plan", world.ids.plan))[0]).toBe("Carin Åberg lade till verksamheten HR");
});

test("a plan is closed when its year is over, and not with a done measure whose effect is untested", async () => {
	const world = await openWorld();
	const close = async (at: string) =>
		(await clientFor(world, "fia", at)).post(`/planer/${world.ids.plan}/avslut`, { version: "1" });
	const early = await close("2026-12-31T09:00:00.000Z");
	expect(early.status).toBe(422);
	expect(await early.text()).toContain("när året 2026 är slut");
	const carin = await world.as("carin");
	const report = (version: number, effect: Pick<ReportMeasure, "effect_tested" | "effect_note">) =>
		reportMeasure(carin, world.ids.measure, {
			...{ status: "done", status_reason: "", version, ...effect },
			...{ percent: null, steps_done: null, steps_total: null, cost_ore: null },
		});
	await report(1, { effect_tested: "not_yet", effect_note: "" });
	expect((await close("2027-01-10T09:00:00.000Z")).status).toBe(422);
	await report(2, { effect_tested: "yes", effect_note: "Inga fel i stickproven" });
	expect((await close("2027-01-10T09:00:00.000Z")).status).toBe(303);
	expect((await findPlan(world.ctx.db, world.ids.plan))?.status).toBe("closed");
	expect((await trailOf(world, "plan", world.ids.plan))[0]).toBe("Fia Ström avslutade internkontrollplan 2026");
});

test("T36 nothing inside a closed plan can be edited", async () => {
	const world = await openWorld();
	const { ids } = world;
	await world.ctx.database.transaction((trx) => trx.updateTable("plans").set({ status: "closed" }).execute());
	const before = await planContents(world.ctx.db, ids.plan);
	const carin = await clientFor(world, "carin");
	const risk = {
		area_id: ids.area,
		title: "Ny",
		scope: "board",
		requirements: "c",
		origin: "Test",
		version: "1",
	};
	const measure = { title: "Ny", kind: "action", version: "1" };
	for (const [path, form] of [
		[`/planer/${ids.plan}/verksamheter`, { name: "Ny" }],
		[`/planer/${ids.plan}/risker`, risk],
		[`/planer/${ids.plan}/beslut`, decision],
		[`/planer/${ids.plan}/avslut`, { version: "1" }],
		[`/risker/${ids.risk}/andring`, risk],
		[`/risker/${ids.risk}/atgarder`, measure],
		[`/atgarder/${ids.measure}/andring`, measure],
		[`/atgarder/${ids.measure}/lagesrapport`, { status: "ongoing", effect_tested: "not_yet", version: "1" }],
	] as const)
		expect([path, (await carin.post(path, form)).status]).toEqual([path, 403]);
	expect((await carin.post(`/planer/${ids.plan}/andring`, scale)).status).toBe(422);
	expect(await planContents(world.ctx.db, ids.plan)).toEqual(before);
	expect(await (await carin.get(`/risker/${ids.risk}`)).text()).not.toContain("Ändra risken");
});

test("T16 who may not edit or decide plans is refused, before anything is written", async () => {
	const world = await openWorld();
	const id = await draft(world);
	const events = (await trailOf(world, "plan", id)).length;
	for (const person of ["maria", "mats", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		for (const [path, form] of [
			["/planer/ny", { board_id: world.ids.board, year: "2030" }],
			[`/planer/${id}/nasta-ar`, {}],
			[`/planer/${id}/verksamheter`, { name: "Ny" }],
			[`/planer/${id}/andring`, scale],
			[`/planer/${id}/beslut`, decision],
			[`/planer/${id}/avslut`, { version: "1" }],
		] as const)
			expect([person, path, (await client.post(path, form)).status]).toEqual([person, path, 403]);
	}
	expect((await trailOf(world, "plan", id)).length).toBe(events);
	expect((await (await clientFor(world, "carin")).post("/planer/finns-inte/nasta-ar", {})).status).toBe(404);
});

test("a controller of one område does not edit the förvaltning's plan", async () => {
	const world = await openWorld();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ unit_id: world.ids.psyk }).where("person_id", "=", world.ids.carin).execute(),
	);
	const carin = await clientFor(world, "carin");
	expect((await carin.get(`/planer/${world.ids.plan}`)).status).toBe(200);
	expect((await carin.post(`/planer/${world.ids.plan}/nasta-ar`, {})).status).toBe(403);
	expect((await carin.post(`/planer/${world.ids.plan}/verksamheter`, { name: "Ny" })).status).toBe(403);
});
