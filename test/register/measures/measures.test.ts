import { expect, test } from "vitest";
import { findMeasure } from "../../../db/queries/register/measures.ts";
import { insertRole } from "../../../db/writes/people/people.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

const form = {
	title: "Höj beställarkompetensen",
	kind: "action",
	performer_text: "förvaltning",
	support: "",
	owner_id: "",
	due_on: "2026-10-31",
};
const report = {
	status: "ongoing",
	status_reason: "Två av tre områden klara",
	effect_tested: "not_yet",
	effect_note: "",
	version: "1",
};

const added = async (world: World) => {
	const carin = await clientFor(world, "carin");
	const response = await carin.post(`/risker/${world.ids.risk}/atgarder`, { ...form, owner_id: world.ids.mats });
	expect(response.status).toBe(303);
	return response.headers.get("location")!.split("/").at(-1)!;
};

test("a controller adds a measure under a risk, as not begun", async () => {
	const world = await openWorld();
	const id = await added(world);
	expect(await findMeasure(world.ctx.db, id)).toMatchObject({
		risk_id: world.ids.risk,
		position: 2,
		status: "not_started",
		effect_tested: "not_yet",
		owner_name: "Mats Berg",
	});
	expect(await trailOf(world, "measure", id)).toEqual(["Carin Åberg lade till åtgärden ”Höj beställarkompetensen”"]);
});

test("there is no measure without a risk, and its owner is somebody in the förvaltning (T19)", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	expect((await carin.post("/risker/finns-inte/atgarder", form)).status).toBe(404);
	const foreign = await carin.post(`/risker/${world.ids.risk}/atgarder`, { ...form, owner_id: world.ids.rune });
	expect(foreign.status).toBe(422);
	expect(await foreign.text()).toContain("Välj en person med en roll i förvaltningen.");
});

test("an edit checks its version and names what changed", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const path = `/atgarder/${world.ids.measure}/andring`;
	expect((await carin.post(path, { ...form, version: "1" })).status).toBe(303);
	const stale = await carin.post(path, { ...form, title: "Annan", version: "1" });
	expect(stale.status).toBe(409);
	expect(await stale.text()).toContain("Höj beställarkompetensen");
	expect((await carin.post(path, { ...form, title: "", version: "2" })).status).toBe(422);
	expect((await findMeasure(world.ctx.db, world.ids.measure))?.title).toBe("Höj beställarkompetensen");
	expect((await trailOf(world, "measure", world.ids.measure))[0]).toContain("Carin Åberg ändrade rubrik");
});

test("only the controller edits what a measure is", async () => {
	const world = await openWorld();
	for (const person of ["maria", "mats", "nils", "fia", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		const edited = await client.post(`/atgarder/${world.ids.measure}/andring`, { ...form, version: "1" });
		expect([person, edited.status]).toEqual([person, 403]);
		expect((await client.post(`/risker/${world.ids.risk}/atgarder`, form)).status).toBe(403);
	}
	expect((await findMeasure(world.ctx.db, world.ids.measure))?.version).toBe(1);
});

test("the owner reports where the measure stands, although placed below the förvaltning", async () => {
	const world = await openWorld();
	const id = await added(world);
	const mats = await clientFor(world, "mats");
	expect(await (await mats.get(`/atgarder/${id}`)).text()).toContain("Lämna lägesrapport");
	expect((await mats.post(`/atgarder/${id}/lagesrapport`, report)).status).toBe(303);
	expect(await findMeasure(world.ctx.db, id)).toMatchObject({ status: "ongoing", version: 2 });
	expect((await trailOf(world, "measure", id))[0]).toBe(
		"Mats Berg rapporterade åtgärden ”Höj beställarkompetensen” som Pågår",
	);
});

test("nobody else's manager reports it; the controller of the förvaltning may", async () => {
	const world = await openWorld();
	const id = await added(world);
	for (const person of ["boris", "nils", "maria", "fia", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		expect([person, (await client.get(`/atgarder/${id}/lagesrapport`)).status]).toEqual([person, 403]);
		expect([person, (await client.post(`/atgarder/${id}/lagesrapport`, report)).status]).toEqual([person, 403]);
	}
	expect((await (await clientFor(world, "carin")).post(`/atgarder/${id}/lagesrapport`, report)).status).toBe(303);
});

test("T43 a substitute reports for the owner, and the trail says so", async () => {
	const world = await openWorld();
	const id = await added(world);
	await world.ctx.database.transaction((trx) =>
		insertRole(trx, {
			id: newId(),
			person_id: world.ids.boris,
			role: "manager",
			unit_id: world.ids.alfa,
			valid_from: "2026-11-01",
			valid_to: "2026-11-30",
			substitute_for: world.ids.mats,
			version: 1,
		}),
	);
	const boris = await clientFor(world, "boris");
	expect((await boris.post(`/atgarder/${id}/lagesrapport`, report)).status).toBe(303);
	expect((await trailOf(world, "measure", id))[0]).toMatch(/^Boris Falk \(för Mats Berg\) rapporterade/);
});

test("a cancelled measure needs its reason, and a tested effect how it was tested", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const path = `/atgarder/${world.ids.measure}/lagesrapport`;
	const post = (changes: object) => carin.post(path, { ...report, ...changes } as Record<string, string>);
	const refused = await post({ status: "cancelled", status_reason: "" });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("Skriv varför åtgärden avbryts.");
	expect((await post({ effect_tested: "yes" })).status).toBe(422);
	expect((await post({ status: "ny" })).status).toBe(422);
	expect((await post({ status: "done", effect_tested: "yes", effect_note: "Stickprov i maj" })).status).toBe(303);
	expect((await post({ status: "late" })).status).toBe(409);
});

test("the list is narrowed by status, owner, passed date and year, the same in its files", async () => {
	const world = await openWorld();
	await added(world);
	const mats = await clientFor(world, "mats");
	const titles = async (query: string, client = mats) => {
		const rows = await (await client.get(`/atgarder.json?${query}`)).json();
		return (rows as { title: string }[]).map((row) => row.title);
	};
	const own = "Höj beställarkompetensen";
	const other = "Månadsvisa stickprov av inköp under 10 tkr";
	expect(await titles("")).toEqual([other, own]);
	expect(await titles("ansvarig=jag")).toEqual([own]);
	for (const nils of [world.ids.nils, "Nils Holm", "holm nils", "Hol"])
		expect(await titles(`ansvarig=${encodeURIComponent(nils)}`), nils).toEqual([other]);
	expect(await titles("ansvarig=Holk")).toEqual([]);
	const page = await (await mats.get("/atgarder?ansvarig=hol")).text();
	expect(page).toContain('href="/atgarder?ansvarig=jag"');
	expect(page, "nobody's name is sent but those of the rows").not.toContain("Mats Berg</option>");
	expect(await titles("status=ongoing")).toEqual([other]);
	expect(await titles("passerat=1")).toEqual([own]);
	expect(await titles("passerat=1", await clientFor(world, "mats", "2026-10-31T09:00:00.000Z"))).toEqual([]);
	expect(await titles("ar=2025")).toEqual([]);
	expect(await titles("ar=alla")).toEqual([other, own]);
	expect((await mats.get("/atgarder.json?status=constructor")).status, "T05").toBe(422);
	const html = await (await mats.get("/atgarder?passerat=1")).text();
	expect(html).toContain(own);
	expect(html).not.toContain(other);
});

test("progress is told in steps or percent, cost in kronor, and what is done is all of it", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const path = `/atgarder/${world.ids.measure}/lagesrapport`;
	const post = (changes: object) => carin.post(path, { ...report, ...changes } as Record<string, string>);
	for (const [bad, sentence] of [
		[{ percent: "101" }, "101"],
		[{ percent: "40", steps_done: "1", steps_total: "4" }, "Ange steg eller procent, inte båda."],
		[{ steps_done: "1" }, "Ange både hur många steg"],
		[{ steps_done: "5", steps_total: "4" }, "Av 4 steg kan högst 4 vara klara."],
		[{ status: "done", percent: "90" }, "En genomförd åtgärd är klar till 100 procent."],
		[{ status: "done", steps_done: "3", steps_total: "4" }, "Alla steg är klara när åtgärden är genomförd."],
		[{ cost_ore: "mycket" }, "Skriv beloppet i kronor"],
		[{ cost_ore: "-5" }, "Skriv en kostnad mellan 0"],
	] as const) {
		const refused = await post(bad);
		expect(refused.status, sentence).toBe(422);
		expect(await refused.text()).toContain(sentence);
	}
	expect((await post({ steps_done: "1", steps_total: "4", cost_ore: "12 500,50" })).status).toBe(303);
	expect(await findMeasure(world.ctx.db, world.ids.measure)).toMatchObject({
		...{ percent: null, steps_done: 1, steps_total: 4, cost_ore: 1_250_050 },
	});
	expect(await (await carin.get(`/atgarder/${world.ids.measure}`)).text()).toContain("1 av 4 steg");
	expect(await (await carin.get("/atgarder.json")).json()).toMatchObject([{ progress: 0.25, cost: 1_250_050 }]);
	expect(await (await carin.get(path)).text()).toContain('value="12500,50"');
});

test("the effect of a measure is tried by somebody who never answered for it, where its risk has a större avvikelse", async () => {
	const world = await openWorld();
	const id = await added(world);
	const [mats, carin] = [await clientFor(world, "mats"), await clientFor(world, "carin")];
	const path = `/atgarder/${id}/lagesrapport`;
	const tried = { ...report, status: "done", effect_tested: "yes", effect_note: "Stickprov i maj" };
	const found = {
		...{ unit_id: world.ids.alfa, risk_id: world.ids.risk, title: "Uppdelat köp", description: "Två fakturor." },
		...{ severity: "major", cause_code: "", root_cause: "", direct_fix: "", plan: "", owner_id: "", due_on: "" },
	};
	const registered = await carin.post("/avvikelser", found);
	expect(registered.status).toBe(303);
	const refused = await mats.post(path, tried);
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("Någon annan prövar effekten.");
	expect(await (await mats.get(path)).text()).toContain("Någon annan prövar effekten.");
	// handing it on first is no way round
	expect(
		(await carin.post(`/atgarder/${id}/andring`, { ...form, owner_id: world.ids.gunnel, version: "1" })).status,
	).toBe(303);
	await world.ctx.database.transaction((trx) =>
		insertRole(trx, {
			...{ id: newId(new Date()), person_id: world.ids.mats, role: "controller", unit_id: world.ids.administration },
			...{ valid_from: "2026-01-01", valid_to: null, substitute_for: null, version: 1 },
		}),
	);
	const controller = await clientFor(world, "mats");
	expect((await controller.post(path, { ...tried, version: "2" })).status).toBe(422);
	expect((await controller.post(path, { ...report, version: "2" })).status).toBe(303);
	expect((await carin.post(path, { ...tried, version: "3" })).status).toBe(303);
});
