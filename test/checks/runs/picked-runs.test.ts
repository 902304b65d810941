import { expect, test } from "vitest";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

/** October's run at alfa, which Maria performs, and at beta. */
async function two() {
	const world = await openWorld();
	const { control } = world.ids;
	await createRuns(await world.as("carin"), { control_id: control, period_key: "2026-10", today: "2026-11-16" });
	const read = () =>
		world.ctx.db.selectFrom("control_runs").select(["id", "unit_id", "performer_id", "version"]).execute();
	const at = (rows: Awaited<ReturnType<typeof read>>, unit: string) => rows.find(({ unit_id }) => unit_id === unit)!;
	const rows = await read();
	return { world, read, at, alfa: at(rows, world.ids.alfa), beta: at(rows, world.ids.beta) };
}

test("a picked run of another unit is refused in the words of one that is nowhere, and the own one is handed over", async () => {
	const { world, read, at, alfa, beta } = await two();
	const mats = await clientFor(world, "mats");
	const post = (vald: string[]) =>
		mats.post(paths.runsPicked(), { gor: "utforare", vald, performer_id: world.ids.carin, reason: "Maria är ledig." });
	const said = async (vald: string) => (await (await post([vald])).text()).split("<main")[1];
	expect(await said(`${beta.id}~${beta.version}`)).toBe(await said("finns-inte~1"));
	expect(await read()).toEqual(expect.arrayContaining([alfa, beta]));
	const answer = await post([`${beta.id}~${beta.version}`, `${alfa.id}~${alfa.version}`]);
	const text = await answer.text();
	expect([answer.status, text.includes("1 av 2 rader är ändrade")]).toEqual([200, true]);
	expect(text).not.toContain("Vårdcentralen Beta");
	const now = await read();
	expect(at(now, world.ids.beta)).toEqual(beta);
	expect(at(now, world.ids.alfa).performer_id).toBe(world.ids.carin);
	// whoever works at alfa performs nothing at beta
	const carin = await clientFor(world, "carin");
	const stranger = {
		gor: "utforare",
		vald: `${beta.id}~${beta.version}`,
		performer_id: world.ids.maria,
		reason: "Prov",
	};
	expect(await (await carin.post(paths.runsPicked(), stranger)).text()).toContain("0 av 1 rader är ändrade");
	expect(at(await read(), world.ids.beta)).toEqual(beta);
});
