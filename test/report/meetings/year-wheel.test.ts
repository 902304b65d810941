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

test("who may not see reports or SAM is told of the meetings alone", async () => {
	const world = await openWholeWorld();
	const maria = await clientFor(world, "maria");
	const kinds = ((await (await maria.get(`${paths.yearWheel()}.json`)).json()) as object[]).map(
		(row) => Object.values(row)[1],
	);
	expect(kinds.length).toBeGreaterThan(0);
	expect(kinds.filter((kind) => kind === "Rapporter" || kind === "SAM")).toEqual([]);
});
