import { expect, test } from "vitest";
import { findPlan } from "../../../db/queries/register/plans.ts";
import { planNotices } from "../../../src/register/plans/notices.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const texts = (plan: Parameters<typeof planNotices>[0], today: string) =>
	planNotices(plan, today).map((notice) => notice.text);

test("the plan shows Verksamhet, Risk and Åtgärd, and the same rows as a file", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const page = await (await carin.get(`/planer/${world.ids.plan}`)).text();
	const rows = (await (await carin.get(`/planer/${world.ids.plan}.json`)).json()) as Record<string, string>[];
	expect(rows).toMatchObject([
		{
			area: "Ekonomi",
			risk: "Otillåtna beställningar under 10 tkr",
			measure: "Månadsvisa stickprov av inköp under 10 tkr",
			mark: null,
			row_kind: "Åtgärd",
			control_frequency: "Månadsvis",
		},
	]);
	for (const text of ["Verksamhet", "Risk", "Åtgärd", rows[0]!.area!, rows[0]!.risk!, rows[0]!.measure!])
		expect(page).toContain(text);
	const csv = await (await carin.get(`/planer/${world.ids.plan}.csv`)).text();
	expect(csv).toContain("Månadsvisa stickprov av inköp under 10 tkr");
	expect((await carin.get(`/planer/${world.ids.plan}.xlsx`)).headers.get("content-type")).toContain("spreadsheetml");
});

test("a control that carries out no measure is an åtgärd of its own", async () => {
	const world = await openWorld();
	const ctx = await world.as("system");
	await ctx.database.transaction((trx) => trx.updateTable("controls").set({ measure_id: null }).execute());
	const carin = await clientFor(world, "carin");
	const rows = (await (await carin.get(`/planer/${world.ids.plan}.json`)).json()) as { measure: string }[];
	expect(rows.map((row) => row.measure)).toContain("Stickprov av inköp under 10 tkr");
});

test("a plan adopted after the year began, a draft, and a plan that has not begun say so", async () => {
	const world = await openWorld();
	const plan = (await findPlan(world.ctx.db, world.ids.plan))!;
	expect(texts(plan, "2026-11-16")).toEqual([]);
	expect(texts({ ...plan, decided_on: "2026-01-01" }, "2026-11-16")[0]).toContain("efter att året 2026 hade börjat");
	expect(texts({ ...plan, status: "draft", decided_on: null }, "2026-11-16")[0]).toContain("gäller inte");
	expect(texts({ ...plan, year: 2027 }, "2026-11-16")[0]).toContain("gäller från 1 januari 2027");
	expect(texts({ ...plan, status: "closed" }, "2027-02-01")[0]).toContain("avslutad");
});

test("everybody may read the plan; only those with the right are offered changes", async () => {
	const world = await openWorld();
	const maria = await clientFor(world, "maria");
	const page = await maria.get(`/planer/${world.ids.plan}`);
	expect(page.status).toBe(200);
	const html = await page.text();
	expect(html).not.toContain("Lägg till risk");
	expect(html).not.toContain("Ta fram nästa års plan");
	expect((await maria.get("/planer/finns-inte")).status).toBe(404);
	expect((await maria.get("/planer/finns-inte.json")).status).toBe(404);
});

test("the list of plans is one query in four formats", async () => {
	const world = await openWorld();
	const rune = await clientFor(world, "rune");
	const rows = (await (await rune.get("/planer.json")).json()) as Record<string, unknown>[];
	expect(rows).toMatchObject([{ year: 2026, status: "Gällande", risks: 1, registry_no: "25RS1234" }]);
	expect(await (await rune.get("/planer")).text()).toContain("25RS1234");
});

test("the heat map draws the plan's own scale, with counts and links", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const html = await (await carin.get(`/planer/${world.ids.plan}/riskkarta`)).text();
	expect(html).toContain("Kännbar");
	expect(html).toContain(`/planer/${world.ids.plan}/register?karta=residual-2-3`);
	expect(html).toContain(`/planer/${world.ids.plan}/register?karta=inherent-3-3`);
	expect(html).toContain(`/risker/${world.ids.risk}`);
	const shown = (text: string) => /Visar (\d+)–(\d+) av (\d+) risker/.exec(text)!.slice(1).map(Number);
	const [from, to, all] = shown(html);
	expect([from, to]).toEqual([1, all]);
	// the drawing counts all of them on every page of its table
	const beyond = await (await carin.get(`/planer/${world.ids.plan}/riskkarta?sida=2`)).text();
	expect(beyond).toContain(`/planer/${world.ids.plan}/register?karta=residual-2-3`);
	expect(beyond).not.toContain("<td>R1 ");
});
