import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { foundPeople, listDemoGuides } from "../../../src/people/session/demo-guides.ts";
import { listPeopleByRole } from "../../../db/queries/people/session.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld } from "../../support/world.ts";

test("the demo begins with few, each with a task; the materialsamordnare is the one with something due", async () => {
	const world = await openWorld();
	await openDrawnRun(world);
	const people = await listPeopleByRole(world.ctx.db, "2026-11-20");
	const guides = await listDemoGuides(world.ctx.db, people);
	expect(guides.length).toBeLessThanOrEqual(6);
	expect(guides[0]).toMatchObject({ id: world.ids.maria, role: "material_coordinator" });
	expect(guides.every(({ task }) => task !== "")).toBe(true);
	expect(new Set(guides.map(({ id, role }) => `${id} ${role}`)).size).toBe(guides.length);
});

test("everybody else is found by every word of name, role and unit; nothing is listed unasked", async () => {
	const world = await openWorld();
	const people = await listPeopleByRole(world.ctx.db, "2026-11-20");
	expect(foundPeople(people, "  ")).toEqual([]);
	expect(foundPeople(people, "maria ek").map(({ id }) => id)).toContain(world.ids.maria);
	expect(foundPeople(people, "MATERIALSAMORDNARE").every(({ role }) => role === "material_coordinator")).toBe(true);
	expect(foundPeople(people, "maria controller")).toEqual([]);
});

test("the search is a GET form that keeps where to go, and works without JavaScript", async () => {
	const world = await openWorld();
	const visitor = visitorTo(world);
	const page = await (await visitor.get(`${paths.signIn()}?sok=adam&till=${encodeURIComponent("/planer")}`)).text();
	expect(page).toContain("Adam Norén");
	expect(page).toContain('name="till" value="/planer"');
	expect(page).toMatch(/<form[^>]*method="get"/);
	expect(await (await visitor.get(`${paths.signIn()}?sok=xyzzy`)).text()).toContain("Ingen i demon passar in");
});
