import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const given = {
	state: "embedded",
	routine: "Attestordningen",
	owner: "Ekonomichefen",
	reason: "Varje månad.",
	version: "0",
};

test("the controller writes in the map by its forms; bad input keeps its values and stores nothing", async () => {
	const world = await openWorld();
	const { plan, risk } = world.ids;
	const carin = await clientFor(world, "carin");
	const map = async () => (await (await carin.get(`${paths.coverage(plan)}.json`)).json()) as Record<string, string>[];
	const economy = async () => (await map()).find((row) => row.area?.startsWith("Ekonomi"));
	expect(await (await carin.get(paths.plan(plan))).text()).toContain(paths.coverage(plan));
	expect(await (await carin.get(paths.coverage(plan))).text()).toContain("9 av 9 riskområden är inte övervägda");
	expect(await map()).toHaveLength(18);
	// the map is drawn place by place, with a badge a cell, and each place leads to its own rows
	const drawn = /<table[\s\S]*?<\/table>/.exec(await (await carin.get(paths.coverage(plan))).text())![0];
	expect(drawn.match(/class="badge /g)).toHaveLength(18);
	for (const place of ["", world.ids.area]) {
		expect(drawn).toContain(`href="${paths.coverage(plan, place)}"`);
		const query = paths.coverage(plan, place).split("?")[1];
		expect(await (await carin.get(`${paths.coverage(plan)}.json?${query}`)).json()).toHaveLength(9);
	}
	const cell = paths.coverageCell(plan, "economy", "");
	for (const [bad, sentence] of [
		[{ routine: "" }, "Skriv i vilken rutin kontrollen är inbyggd."],
		[{ owner: "" }, "Skriv vem som ansvarar för rutinen."],
		[{ state: "not_taken", reason: "" }, "Attestordningen"],
		[{ state: "covered" }, "Varje månad."],
	] as const) {
		const refused = await carin.post(cell, { ...given, ...bad });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain(sentence);
	}
	expect(await economy()).toMatchObject({ state: "Inte övervägd", by: null });
	expect((await carin.post(cell, given)).status).toBe(303);
	expect((await carin.post(cell, given)).status).toBe(409);
	expect(await economy()).toMatchObject({
		state: "Inbyggd kontroll",
		by: "Attestordningen (ansvarar: Ekonomichefen)",
		reason: "Varje månad.",
	});
	expect(await (await carin.get(cell)).text()).toContain("Attestordningen");
	expect((await carin.post(paths.riskAreaOf(risk), { area: "inget sådant", version: "0" })).status).toBe(422);
	expect((await carin.post(paths.riskAreaOf(risk), { area: "purchasing", version: "0" })).status).toBe(303);
	expect(await (await carin.get(paths.coverage(plan))).text()).toContain("7 av 9 riskområden är inte övervägda");
	expect((await carin.post(paths.riskArea(plan, null), { name: "", retired_reason: "", version: "0" })).status).toBe(
		422,
	);
	const area = { name: "Klimat", retired_reason: "", version: "0" };
	expect((await carin.post(paths.riskArea(plan, null), area)).status).toBe(303);
	expect(await (await carin.get(paths.riskAreas(plan))).text()).toContain("Klimat");
	for (const file of ["csv", "xlsx"]) expect((await carin.get(`${paths.coverage(plan)}.${file}`)).status).toBe(200);
	const open = `${paths.coverage(plan)}.json?tackning=covered&plats=namnden`;
	expect(await (await carin.get(open)).json()).toMatchObject([{ area: "Inköp", state: "Täckt av risk" }]);
	for (const missing of [paths.coverageCell(plan, "finns-inte", ""), paths.coverageCell(plan, "it", "finns-inte")])
		expect((await carin.get(missing)).status).toBe(404);
	expect((await carin.get(paths.riskArea(plan, "finns-inte"))).status).toBe(404);
});

test("the auditor and the one who decides read the map and write nothing; others do not read it", async () => {
	const world = await openWorld();
	const { plan, risk } = world.ids;
	const cell = paths.coverageCell(plan, "economy", "");
	const writes: [string, Record<string, string>][] = [
		[cell, given],
		[paths.riskAreaOf(risk), { area: "purchasing", version: "0" }],
		[paths.riskArea(plan, null), { name: "Klimat", retired_reason: "", version: "0" }],
	];
	for (const [person, reads] of [
		["rune", 200],
		["fia", 200],
		["mats", 403],
		["maria", 403],
	] as const) {
		const client = await clientFor(world, person);
		for (const path of [paths.coverage(plan), `${paths.coverage(plan)}.json`, cell, paths.riskAreas(plan)])
			expect((await client.get(path)).status, `${person} ${path}`).toBe(reads);
		for (const [path, values] of writes)
			expect((await client.post(path, values)).status, `${person} ${path}`).toBe(403);
		if (reads === 200) expect(await (await client.get(cell)).text()).not.toContain("<textarea");
	}
});
