import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWholeWorld } from "../../support/whole-world.ts";

test("the wheel, its table and its files have the same days, each with the page it is decided on", async () => {
	const world = await openWholeWorld();
	const carin = await clientFor(world, "carin");
	const page = await (await carin.get(paths.yearWheel())).text();
	const rows = (await (await carin.get(`${paths.yearWheel()}.json`)).json()) as { Dag: string }[];
	const drawn = [...page.matchAll(/data-day="([^"]*)"/g)].map(([, day]) => day);
	expect(rows.length).toBeGreaterThan(3);
	expect(drawn.sort()).toEqual(rows.map((row) => Object.values(row)[0]).sort());
	expect(drawn.every((day) => day!.startsWith("2026"))).toBe(true);
	const other = (await (await carin.get(`${paths.yearWheel()}.json?ar=2019`)).json()) as unknown[];
	expect(other).toEqual([]);
	expect((await carin.get(`${paths.yearWheel()}?ar=skräp`)).status).toBe(200);
});

test("the inventory's months stand in it, the region's own as they were decided when the year began", async () => {
	const world = await openWholeWorld();
	const carin = await clientFor(world, "carin");
	const inventory = async () =>
		((await (await carin.get(`${paths.yearWheel()}.json`)).json()) as object[])
			.map((row) => Object.values(row))
			.filter(([, kind]) => kind === "Riskinventering");
	const named = (first: string, last: string) => [
		[first, "Riskinventering", "Riskinventeringen för 2027 börjar"],
		[last, "Riskinventering", "Riskinventeringen för 2027 slutar"],
	];
	expect(await inventory()).toEqual(named("2026-03-01", "2026-06-30"));
	const decided = { first_month: "2", last_month: "2", valid_from: "2026-01-01" };
	const backwards = await carin.post(paths.inventoryMonths(), { ...decided, first_month: "7" });
	expect([backwards.status, (await backwards.text()).includes("Välj samma månad eller en senare.")]).toEqual([
		422,
		true,
	]);
	expect((await carin.post(paths.inventoryMonths(), { ...decided, last_month: "13" })).status).toBe(422);
	expect((await carin.post(paths.inventoryMonths(), { ...decided, valid_from: "2026-09-01" })).status).toBe(303);
	expect(await inventory()).toEqual(named("2026-03-01", "2026-06-30"));
	expect((await carin.post(paths.inventoryMonths(), decided)).status).toBe(303);
	expect(await inventory()).toEqual(named("2026-02-01", "2026-02-28"));
	expect(await (await carin.get(paths.settings())).text()).toContain("hela februari");
});

test("who may not see reports or SAM is told of the meetings alone", async () => {
	const world = await openWholeWorld();
	const maria = await clientFor(world, "maria");
	const kinds = ((await (await maria.get(`${paths.yearWheel()}.json`)).json()) as object[]).map(
		(row) => Object.values(row)[1],
	);
	expect(kinds.length).toBeGreaterThan(0);
	expect(kinds.filter((kind) => kind === "Rapporter" || kind === "SAM")).toEqual([]);
});
