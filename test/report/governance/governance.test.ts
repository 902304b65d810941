import { describe, expect, test } from "vitest";
import { listGovernance } from "../../../db/queries/report/governance.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { addGovernanceItem } from "../../../src/report/governance/add-governance-item.ts";
import { paths } from "../../../src/paths/paths.ts";
import { JANUARY, openClosedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

const goal = { kind: "goal", number: "1", title: "God tillgänglighet", details: "Väntetid", owner_id: "" };
const reported = { status: "on_the_way", comment: "Väntetiden minskar.", outcome: "", version: "0" };

const rowsOf = async (world: World) =>
	listGovernance(world.ctx.db, (await findPeriod(world.ctx.db, world.ids.period))!);

async function added(world: World): Promise<string> {
	const input = { kind: "economy" as const, number: "", title: "Nettokostnad", details: "", owner_id: null };
	return addGovernanceItem(await world.as("carin"), world.ids.period, { ...input, budget_ore: 1_000_000_00 });
}

describe("adding a goal, an assignment or a budget", () => {
	test("is the controller's, in the order of its kind, and a fact", async () => {
		const world = await openWorld();
		const url = paths.governance(world.ids.period);
		const carin = await clientFor(world, "carin");
		expect((await carin.post(url, { ...goal, owner_id: world.ids.mats })).status).toBe(303);
		expect((await carin.post(url, { ...goal, number: "2", title: "Nöjda patienter" })).status).toBe(303);
		const rows = await rowsOf(world);
		expect(rows.map((row) => [row.position, row.title, row.owner, row.reported])).toEqual([
			[1, "God tillgänglighet", "Mats Berg", null],
			[2, "Nöjda patienter", null, null],
		]);
		expect(await trailOf(world, "governance", rows[0]!.id)).toHaveLength(1);
		expect((await (await clientFor(world, "mats")).post(url, goal)).status).toBe(403);
		expect((await carin.post(paths.governance("annan"), goal)).status).toBe(404);
	});

	test("an unknown kind, no title and a stranger as owner (T19) are refused with the form kept", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		for (const fault of [{ kind: "dream" }, { title: "" }, { owner_id: world.ids.rune }]) {
			const refused = await carin.post(paths.governance(world.ids.period), { ...goal, ...fault });
			expect(refused.status).toBe(422);
			expect(await refused.text()).toContain("Väntetid");
		}
		expect(await rowsOf(world)).toEqual([]);
	});
});

describe("reporting its status", () => {
	test("stores status, comment and outcome in öre; the same again is no new fact; a stale one is refused with the newer words", async () => {
		const world = await openWorld();
		const id = await added(world);
		const url = paths.governanceStatus(world.ids.period, id);
		const carin = await clientFor(world, "carin");
		expect((await carin.post(url, { ...reported, outcome: "999 000" })).status).toBe(422);
		expect((await carin.post(url, { ...reported, outcome: "999000" })).status).toBe(303);
		const [row] = await rowsOf(world);
		expect(row).toMatchObject({
			budget_ore: 1_000_000_00,
			reported: { status: "on_the_way", outcome_ore: 999_000_00 },
		});
		const facts = (await trailOf(world, "governance", id)).length;
		expect((await carin.post(url, { ...reported, outcome: "999000", version: "1" })).status).toBe(303);
		expect(await trailOf(world, "governance", id)).toHaveLength(facts);
		const stale = await carin.post(url, { ...reported, comment: "Annat", version: "0" });
		expect(stale.status).toBe(409);
		expect(await stale.text()).toContain("Väntetiden minskar.");
		expect((await (await clientFor(world, "fia")).post(url, { ...reported, version: "1" })).status).toBe(403);
		expect((await carin.post(paths.governanceStatus(world.ids.period, "annan"), reported)).status).toBe(404);
	});

	test("of a closed report does not change, and its form is not shown", async () => {
		const opened = await openWorld();
		const id = await added(opened);
		const before = await clientFor(opened, "carin", JANUARY);
		await before.post(paths.governanceStatus(opened.ids.period, id), reported);
		const world = await openClosedYear(opened);
		const carin = await clientFor(world, "carin", JANUARY);
		const url = paths.governanceStatus(world.ids.period, id);
		expect((await carin.post(url, { ...reported, status: "fulfilled", version: "1" })).status).toBe(422);
		expect(await (await carin.get(url)).text()).not.toContain("Spara statusen");
		expect((await carin.post(paths.governance(world.ids.period), goal)).status).toBe(422);
		expect((await rowsOf(world))[0]!.reported).toMatchObject({ status: "on_the_way", version: 1 });
	});
});
