import { expect, test } from "vitest";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { prepare } from "../../support/prepared-plan.ts";
import { openWorld, type World } from "../../support/world.ts";
import { decide, draftOf, versionIn, wholeRisk } from "../decisions/decision-support.ts";

async function arrange(client: Client, plan: string, row: string, form: Record<string, string>): Promise<Response> {
	const version = await versionIn(client, `/planer/${plan}/ordning/${row}`);
	return client.post(`/planer/${plan}/ordning/${row}`, { reason: "Beredningen 3 november", version, ...form });
}

/** The draft with a second area and a second risk with a measure of its own. */
async function twoOfEach(world: World) {
	const ids = await draftOf(world);
	const carin = await clientFor(world, "carin");
	await carin.post(`/planer/${ids.plan}/verksamheter`, { name: "HR" });
	const added = await carin.post(`/planer/${ids.plan}/risker`, wholeRisk(world, ids.area));
	const risk2 = added.headers.get("location")!.split("/").at(-1)!;
	await carin.post(`/risker/${ids.risk}/atgarder`, { title: "Utbilda", kind: "action", owner_id: world.ids.nils });
	const { areas, measures } = await planContents(world.ctx.db, ids.plan);
	const measure2 = measures.find((one) => one.title === "Utbilda")!.id;
	return { ...ids, carin, risk2, measure2, area2: areas[1]!.id };
}

test("verksamheter, risks and measures of a draft change places, names and homes, each with its reason", async () => {
	const world = await openWorld();
	const { carin, plan, area, area2, risk, risk2, measure, measure2, control } = await twoOfEach(world);
	const done = async (row: string, form: Record<string, string>) =>
		expect([row, form, (await arrange(carin, plan, row, form)).status]).toEqual([row, form, 303]);
	await done(`area/${area2}`, { act: "up" });
	await done(`area/${area}`, { act: "rename", title: "Ekonomi och inköp" });
	await done(`risk/${risk2}`, { act: "up" });
	await done(`measure/${measure2}`, { act: "up" });
	await done(`measure/${measure}`, { act: "move", to: risk2 });
	await done(`risk/${risk}`, { act: "move", to: area2 });
	const after = await planContents(world.ctx.db, plan);
	expect(after.areas.map((one) => one.name)).toEqual(["HR", "Ekonomi och inköp"]);
	expect(after.risks.map((one) => [one.id, one.number, one.area_id])).toEqual([
		[risk2, 1, area],
		[risk, 2, area2],
	]);
	expect(after.measures.map((one) => [one.id, one.risk_id]).sort()).toEqual(
		[
			[measure, risk2],
			[measure2, risk],
		].sort(),
	);
	// the control that carries out the measure stands under its risk
	expect(after.controls).toMatchObject([{ id: control, risk_id: risk2, measure_id: measure }]);
	expect((await trailOf(world, "plan", plan)).slice(0, 6)).toEqual([
		"Carin Åberg flyttade risken ”Otillåtna beställningar under 10 tkr” till ”HR”. Skäl: Beredningen 3 november",
		"Carin Åberg flyttade åtgärden ”Månadsvisa stickprov av inköp under 10 tkr” till ”Kontanta medel hanteras fel”. Skäl: Beredningen 3 november",
		"Carin Åberg flyttade åtgärden ”Utbilda” upp i utkastet. Skäl: Beredningen 3 november",
		"Carin Åberg flyttade risken ”Kontanta medel hanteras fel” upp i utkastet. Skäl: Beredningen 3 november",
		"Carin Åberg bytte namn på verksamheten ”Ekonomi” till ”Ekonomi och inköp”. Skäl: Beredningen 3 november",
		"Carin Åberg flyttade verksamheten ”HR” upp i utkastet. Skäl: Beredningen 3 november",
	]);
});

test("what is dropped leaves every list, keeps its reason and can be taken back", async () => {
	const world = await openWorld();
	const { carin, plan, area, risk, risk2, measure, measure2, control } = await twoOfEach(world);
	expect((await arrange(carin, plan, `area/${area}`, { act: "drop" })).status).toBe(422);
	expect((await arrange(carin, plan, `risk/${risk}`, { act: "drop" })).status).toBe(303);
	expect((await trailOf(world, "plan", plan))[0]).toContain("ur utkastet, och med den ”");
	const after = await planContents(world.ctx.db, plan);
	expect(after).toMatchObject({ risks: [{ id: risk2 }], measures: [], controls: [], control_units: [] });
	const rows = (await (await carin.get(`/planer/${plan}/register.json`)).json()) as { title: string }[];
	expect(rows.map((row) => row.title)).toEqual(["Kontanta medel hanteras fel"]);
	expect(((await (await carin.get(`/planer/${plan}.json`)).json()) as unknown[]).length).toBe(1);
	expect(await (await carin.get(`/planer/${plan}/ordning`)).text()).toContain("Skäl: Beredningen 3 november");
	expect(await (await carin.get(`/risker/${risk}`)).text()).toContain("Risken är struken ur utkastet.");
	const edit = { ...wholeRisk(world, area), version: "2" };
	expect((await carin.post(`/risker/${risk}/andring`, edit)).status).toBe(403);
	expect((await carin.post(`/risker/${risk}/atgarder`, { title: "Ny", kind: "action" })).status).toBe(403);
	// nothing comes back under what is still dropped, and nothing that stands is taken back
	expect((await arrange(carin, plan, `measure/${measure}`, { act: "restore" })).status).toBe(422);
	expect((await arrange(carin, plan, `risk/${risk2}`, { act: "restore" })).status).toBe(422);
	for (const row of [`risk/${risk}`, `measure/${measure}`, `measure/${measure2}`, `control/${control}`])
		expect((await arrange(carin, plan, row, { act: "restore" })).status).toBe(303);
	expect(await planContents(world.ctx.db, plan)).toMatchObject({
		risks: [{ id: risk }, { id: risk2 }],
		controls: [{ id: control, measure_id: measure }],
	});
	// a control whose measure is dropped stands on its own
	expect((await arrange(carin, plan, `measure/${measure}`, { act: "drop" })).status).toBe(303);
	expect((await planContents(world.ctx.db, plan)).controls).toMatchObject([{ id: control, measure_id: null }]);
});

test("what is dropped from the draft is not decided", async () => {
	const world = await openWorld();
	const { carin, plan, risk2 } = await twoOfEach(world);
	await expect(prepare(world, plan)).rejects.toThrow("Planen kan inte lämnas till beredning");
	expect((await arrange(carin, plan, `risk/${risk2}`, { act: "drop" })).status).toBe(303);
	await prepare(world, plan);
	expect((await decide(carin, `/planer/${plan}/beslut`)).status).toBe(303);
	const { content } = await world.ctx.db
		.selectFrom("plan_versions")
		.innerJoin("plan_decisions", "plan_decisions.id", "plan_versions.decision_id")
		.select("content")
		.where("plan_id", "=", plan)
		.executeTakeFirstOrThrow();
	expect(content).not.toContain(risk2);
	expect(await (await carin.get(`/planer/${plan}/andringar.json`)).json()).toEqual([]);
});

test("bad input, wrong order, wrong people and two at once are refused with nothing changed", async () => {
	const world = await openWorld();
	const { carin, plan, area, area2, risk, risk2, control } = await twoOfEach(world);
	const before = await planContents(world.ctx.db, plan);
	const refused: [string, Record<string, string>, string][] = [
		[`area/${area}`, { act: "up" }, "Raden står redan först."],
		[`area/${area2}`, { act: "down" }, "Raden står redan sist."],
		[`area/${area}`, { act: "rename", title: "HR" }, "Verksamheten finns redan i planen."],
		[`area/${area}`, { act: "rename", title: "" }, "Skriv det nya namnet."],
		[`area/${area}`, { act: "rename", title: "x".repeat(121) }, "Skriv högst 120 tecken."],
		[`area/${area}`, { act: "move", to: area2 }, "En verksamhet flyttas upp eller ned."],
		[`risk/${risk}`, { act: "move", to: area }, "Välj en annan verksamhet i planen."],
		[`risk/${risk}`, { act: "move", to: world.ids.area }, "Välj en annan verksamhet i planen."],
		[`control/${control}`, { act: "up" }, "Kontrollmoment har ingen ordning att ändra."],
		[`risk/${risk}`, { act: "drop", reason: "" }, "Skriv ett skäl"],
		[`risk/${risk}`, { act: "radera" }, "Skäl"],
	];
	for (const [row, form, said] of refused) {
		const response = await arrange(carin, plan, row, form);
		expect([row, form, response.status]).toEqual([row, form, 422]);
		expect(await response.text()).toContain(said);
	}
	expect(await planContents(world.ctx.db, plan)).toEqual(before);
	const path = `/planer/${plan}/ordning/risk/${risk2}`;
	const form = { act: "up", reason: "Beredningen", version: await versionIn(carin, path) };
	for (const person of ["fia", "mats", "rune"] as const)
		expect((await (await clientFor(world, person)).post(path, form)).status).toBe(403);
	expect((await Promise.all([1, 2].map(() => carin.post(path, form)))).map((one) => one.status).sort()).toEqual([
		303, 409,
	]);
	expect((await carin.get(`/planer/${plan}/ordning/risk/finns-inte`)).status).toBe(404);
	expect((await carin.get(`/planer/${plan}/ordning/konto/${risk}`)).status).toBe(404);
	// another plan's row, and a plan that has been decided
	expect((await carin.post(`/planer/${plan}/ordning/risk/${world.ids.risk}`, form)).status).toBe(404);
	const decided = `/planer/${world.ids.plan}/ordning/risk/${world.ids.risk}`;
	const late = await carin.post(decided, { act: "drop", reason: "Ångrat", version: "1" });
	expect(late.status).toBe(403);
	expect(await late.text()).toContain("Bara ett utkast kan ordnas om");
	expect((await carin.get(`/planer/${world.ids.plan}/ordning`)).status).toBe(403);
});
