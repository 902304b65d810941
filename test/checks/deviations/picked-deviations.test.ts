import { expect, test } from "vitest";
import { listDeviations } from "../../../db/queries/checks/deviations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

/** One deviation at alfa and one at beta, registered by each unit's chef. */
async function two() {
	const world = await openWorld();
	for (const [person, unit, title] of [
		["mats", "alfa", "Kvitto saknas"],
		["boris", "beta", "Åtta kronor för lite"],
	] as const) {
		const form = { unit_id: world.ids[unit], risk_id: world.ids.risk, title, description: "Sett", severity: "minor" };
		await (await clientFor(world, person)).post(paths.deviations(), { ...form, cause_code: "", direct_fix: "" });
	}
	const rows = await listDeviations(world.ctx.db, { reach: "all", order: { key: "number", descending: false } });
	return { world, alfa: rows[0]!, beta: rows[1]! };
}

const picked = (...rows: { id: string; version: number }[]) => rows.map((row) => `${row.id}~${row.version}`);
const body = (gor: string, vald: string[], more: Record<string, string>) => ({ gor, vald, ...more });
const read = async (world: Awaited<ReturnType<typeof two>>["world"]) =>
	(await listDeviations(world.ctx.db, { reach: "all" })).map(({ number, due_on, version }) => [
		number,
		due_on,
		version,
	]);

test("picked rows are changed in one request, each with its own event", async () => {
	const { world, alfa, beta } = await two();
	const carin = await clientFor(world, "carin");
	const ask = await carin.get(
		`${paths.deviationsPicked()}?gor=datum&${picked(alfa, beta)
			.map((one) => `vald=${one}`)
			.join("&")}`,
	);
	expect(await ask.text()).toContain("Åtta kronor för lite, Vårdcentralen Beta");
	const sent = body("datum", picked(alfa, beta), { due_on: "2026-12-24" });
	const done = await carin.post(paths.deviationsPicked(), sent);
	expect([done.status, done.headers.get("location")]).toEqual([303, paths.deviations()]);
	expect((await read(world)).map(([, day]) => day)).toEqual(["2026-12-24", "2026-12-24"]);
	const events = await world.ctx.db
		.selectFrom("events")
		.select("object_id")
		.where("type", "=", "deviation.edited")
		.execute();
	expect(new Set(events.map((event) => event.object_id))).toEqual(new Set([alfa.id, beta.id]));
});

test("a row of another unit, and a row somebody changed first, is refused with its sentence; the others are changed", async () => {
	const { world, alfa, beta } = await two();
	const mats = await clientFor(world, "mats");
	const sent = body("datum", picked(alfa, beta), { due_on: "2026-12-24" });
	const answer = await mats.post(paths.deviationsPicked(), sent);
	const text = await answer.text();
	expect(answer.status).toBe(200);
	expect(text).toContain("1 av 2 rader är ändrade");
	expect(text).not.toContain("Åtta kronor för lite");
	expect(await read(world)).toEqual([
		[beta.number, null, beta.version],
		[alfa.number, "2026-12-24", alfa.version + 1],
	]);
	// the version that was seen in the list is now an old one
	const late = await mats.post(paths.deviationsPicked(), body("datum", picked(alfa), { due_on: "2026-12-25" }));
	expect(await late.text()).toContain("har ändrat uppgifterna");
	expect((await read(world))[1]).toEqual([alfa.number, "2026-12-24", alfa.version + 1]);
});

test("T18: a row of another unit is refused in the words of a row that is nowhere", async () => {
	const { world, beta } = await two();
	const mats = await clientFor(world, "mats");
	for (const [gor, more] of [
		["datum", { due_on: "2026-12-24" }],
		["ansvarig", { owner_id: world.ids.mats }],
	] as const) {
		const said = async (vald: string) =>
			(await (await mats.post(paths.deviationsPicked(), body(gor, [vald], more))).text()).split("<main")[1];
		expect(await said(`${beta.id}~${beta.version}`)).toBe(await said("finns-inte~1"));
		const asked = async (vald: string) =>
			(await (await mats.get(`${paths.deviationsPicked()}?gor=${gor}&vald=${vald}`)).text()).split("<main")[1];
		const seen = (await asked(`${beta.id}~1`))!.replaceAll(beta.id, "finns-inte");
		expect(seen).toBe(await asked("finns-inte~1"));
	}
	expect((await read(world))[0]).toEqual([beta.number, null, beta.version]);
});

test("bad input is told at its field, with the rows still picked; nothing picked and unknown acts are refused", async () => {
	const { world, alfa } = await two();
	const carin = await clientFor(world, "carin");
	const post = (sent: Record<string, string | string[]>) => carin.post(paths.deviationsPicked(), sent);
	const refused = await post(body("datum", picked(alfa), { due_on: "i morgon" }));
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain(`value="${alfa.id}~${alfa.version}"`);
	expect((await post(body("datum", [], { due_on: "2026-12-24" }))).status).toBe(422);
	expect((await post(body("radera", picked(alfa), {}))).status).toBe(422);
	expect((await carin.get(`${paths.deviationsPicked()}?gor=__proto__&vald=x`)).status).toBe(422);
	const stranger = body("ansvarig", picked(alfa), { owner_id: world.ids.beata });
	expect(await (await post(stranger)).text()).toContain("0 av 1 rader är ändrade");
	expect((await read(world)).every(([, day]) => day === null)).toBe(true);
});

test("who may not handle deviations is not offered the acts, and is refused them", async () => {
	const { world, alfa } = await two();
	const maria = await clientFor(world, "maria");
	expect(await (await maria.get(paths.deviations())).text()).not.toContain('name="vald"');
	const sent = body("datum", picked(alfa), { due_on: "2026-12-24" });
	expect((await maria.post(paths.deviationsPicked(), sent)).status).toBe(403);
});

test("the list is ordered and searched by the Swedish alphabet, and picked rows alone are a file", async () => {
	const { world, alfa, beta } = await two();
	const carin = await clientFor(world, "carin");
	const numbers = async (query: string) =>
		((await (await carin.get(`${paths.deviations()}.json?${query}`)).json()) as { number: number }[]).map(
			(row) => row.number,
		);
	expect(await numbers("sortera=title")).toEqual([alfa.number, beta.number]);
	expect(await numbers("sortera=-title")).toEqual([beta.number, alfa.number]);
	expect(await numbers("hitta=%C3%85TTA")).toEqual([beta.number]);
	expect(await numbers("hitta=kronor+alfa")).toEqual([]);
	expect(await numbers("hitta=%25")).toEqual([]);
	expect(await numbers(`vald=${alfa.id}~1`)).toEqual([alfa.number]);
	const some = await carin.get(`${paths.deviations()}.json?kolumn=number&kolumn=title`);
	expect(Object.keys(((await some.json()) as object[])[0]!)).toEqual(["number", "title"]);
});
