import { expect, test } from "vitest";
import { findDeviation, listDeviations } from "../../../db/queries/checks/deviations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { answer, saying } from "../samples/answers.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";

async function found(comment = "Beställaren saknas i listan") {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	await answer(await world.as("maria"), run.itemIds[0]!, [saying(6, "no", { severity: "major", comment })]);
	const [deviation] = await listDeviations(world.ctx.db, { reach: "all" });
	return { world, id: deviation!.id };
}

test("the list is one query in four formats, with the same rights (T23)", async () => {
	const { world } = await found();
	const carin = await clientFor(world, "carin");
	expect(await (await carin.get("/avvikelser")).text()).toContain("Beställaren saknas i listan: OneMed Sverige AB");
	const rows = (await (await carin.get("/avvikelser.json")).json()) as Record<string, unknown>[];
	expect(rows).toMatchObject([{ number: 1, severity: "Större", status: "Öppen", unit: "Vårdcentralen Alfa" }]);
	expect(await (await carin.get("/avvikelser.csv")).text()).toContain("Vårdcentralen Alfa");
	expect((await carin.get("/avvikelser.xlsx")).status).toBe(200);
	const beata = await clientFor(world, "beata");
	expect(await (await beata.get("/avvikelser.json")).json()).toEqual([]);
	expect((await (await clientFor(world, "adam")).get("/avvikelser")).status).toBe(403);
});

test("filters take only words of the register (T05), and own means found or in charge", async () => {
	const { world } = await found();
	const carin = await clientFor(world, "carin");
	const count = async (query: string) => ((await (await carin.get(`/avvikelser.json?${query}`)).json()) as []).length;
	expect(await count("status=unfinished&grad=major")).toBe(1);
	expect(await count("status=closed")).toBe(0);
	const odd = "status=x'%20or%201=1--&grad=1";
	expect((await carin.get(`/avvikelser?${odd}`)).status, "the page leaves it out").toBe(200);
	expect((await carin.get(`/avvikelser.json?${odd}`)).status, "a file would show what was not asked for").toBe(422);
	expect(await count("egna=1")).toBe(0);
	const maria = await clientFor(world, "maria");
	expect(((await (await maria.get("/avvikelser.json?egna=1")).json()) as []).length).toBe(1);
});

test("the page shows where it comes from, escapes what was typed (T01), and 404 for other units", async () => {
	const { world, id } = await found("<script>alert(1)</script>");
	const page = await (await clientFor(world, "mats")).get(paths.deviation(id));
	const text = await page.text();
	expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
	expect(text).not.toContain("<script>alert");
	expect(text).toContain("verifikation LF84100");
	expect(text).toContain("Hantera");
	expect((await (await clientFor(world, "beata")).get(paths.deviation(id))).status).toBe(404);
});

test("handling from the form: 422 with the values kept, then 303", async () => {
	const { world, id } = await found();
	const mats = await clientFor(world, "mats");
	const refused = await mats.post(paths.deviationHandling(id), { version: "1", root_cause: "Gammal lista", plan: "" });
	const text = await refused.text();
	expect(refused.status).toBe(422);
	expect(text).toContain("En större eller väsentlig avvikelse behöver en plan.");
	expect(text).toContain("Gammal lista");
	const done = await mats.post(paths.deviationHandling(id), {
		version: "1",
		root_cause: "Gammal lista",
		plan: "Ny lista",
		owner_id: world.ids.mats,
		due_on: "2026-12-01",
	});
	expect([done.status, done.headers.get("location")]).toEqual([303, paths.deviation(id)]);
	expect(await findDeviation(world.ctx.db, id)).toMatchObject({ status: "handled", plan: "Ny lista" });
});

test("a stale edit shows the newer values beside what was typed (409)", async () => {
	const { world, id } = await found();
	const form = {
		version: "1",
		title: "Min rubrik",
		description: "Text",
		severity: "major",
		cause_code: "",
		direct_fix: "",
		owner_id: "",
		due_on: "",
	};
	expect((await (await clientFor(world, "carin")).post(paths.deviationEdit(id), form)).status).toBe(303);
	const late = await (await clientFor(world, "mats")).post(paths.deviationEdit(id), { ...form, title: "Annan rubrik" });
	const text = await late.text();
	expect(late.status).toBe(409);
	expect(text).toContain("Carin Åberg har ändrat");
	expect(text).toContain("Min rubrik");
	expect(text).toContain("Annan rubrik");
});

test("a deviation by hand: the form offers own units only, and says the confidential route and no patients", async () => {
	const { world } = await found();
	const mats = await clientFor(world, "mats");
	const text = await (await mats.get(paths.deviationNew())).text();
	expect(text).toContain("Vårdcentralen Alfa");
	expect(text).not.toContain("Vårdcentralen Beta");
	expect(text).toContain("Misstänker du oegentligheter?");
	expect(text).toContain("Skriv inga uppgifter om patienter");
	const done = await mats.post(paths.deviations(), {
		unit_id: world.ids.alfa,
		risk_id: world.ids.risk,
		title: "Kvitto saknas",
		description: "Kortköp",
		severity: "minor",
		cause_code: "",
		direct_fix: "",
	});
	expect(done.status).toBe(303);
	// somebody who reads and decides registers nothing
	expect((await (await clientFor(world, "fia")).get(paths.deviationNew())).status).toBe(403);
});

test("a materialsamordnare registers what was seen outside a drawn item, at the own unit alone, and handles nothing", async () => {
	const { world, id } = await found();
	const maria = await clientFor(world, "maria");
	const text = await (await maria.get(paths.deviationNew())).text();
	expect(text).toContain("Vårdcentralen Alfa");
	expect(text).not.toContain("Vårdcentralen Beta");
	expect(text).toContain("Misstänker du oegentligheter?");
	const form = {
		unit_id: world.ids.alfa,
		risk_id: world.ids.risk,
		title: "Skåpet stod olåst",
		description: "Förrådet",
		severity: "minor",
		cause_code: "",
		direct_fix: "",
	};
	expect((await maria.post(paths.deviations(), { ...form, unit_id: world.ids.beta })).status).toBe(404);
	const done = await maria.post(paths.deviations(), form);
	expect(done.status).toBe(303);
	const own = done.headers.get("location")!.split("/").at(-1)!;
	expect(await findDeviation(world.ctx.db, own)).toMatchObject({
		run_id: null,
		item_id: null,
		owner_id: world.ids.mats,
	});
	for (const path of [paths.deviationHandling(own), paths.deviationHandling(id)])
		expect((await maria.get(path)).status).toBe(403);
	expect(await (await maria.get(paths.deviations())).text()).toContain(paths.deviationNew());
});
