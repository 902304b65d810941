import { expect, test } from "vitest";
import { countWithoutOwner, listWithoutOwner } from "../../../db/queries/people/ownership.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

test("what somebody owned lacks an owner from the moment they are ended, in whoever's reach it is", async () => {
	const world = await openWorld();
	expect(await listWithoutOwner(world.ctx.db, "all")).toEqual([]);
	const adam = await clientFor(world, "adam");
	await adam.post(`/personer/${world.ids.nils}/avslut`, { version: "1" });
	await adam.post(`/personer/${world.ids.maria}/avslut`, { version: "1" });
	const kinds = (await listWithoutOwner(world.ctx.db, "all")).map(({ kind, person_name }) => `${kind} ${person_name}`);
	expect(kinds.sort()).toEqual(["measure Nils Holm", "performer Maria Ek", "risk Nils Holm"]);
	const page = await (await (await clientFor(world, "carin")).get("/saknar-ansvarig")).text();
	expect(page).toContain("Otillåtna beställningar under 10 tkr");
	const mats = await (await (await clientFor(world, "mats")).get("/saknar-ansvarig.json")).text();
	expect([mats.includes("Maria Ek"), mats.includes("Nils Holm")]).toEqual([true, false]);
	const gunnel = await (await (await clientFor(world, "gunnel")).get("/saknar-ansvarig")).text();
	expect(gunnel).toContain("Allt har en ansvarig");
	expect((await (await clientFor(world, "adam")).get("/saknar-ansvarig")).status).toBe(403);
});

test("the list is paged in the database, and the controller's inbox leads to it until all is looked after", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const inbox = async () => (await (await clientFor(world, "carin")).get("/")).text();
	expect(await inbox()).not.toContain("/saknar-ansvarig");
	const adam = await clientFor(world, "adam");
	await adam.post(`/personer/${world.ids.nils}/avslut`, { version: "1" });
	await adam.post(`/personer/${world.ids.maria}/avslut`, { version: "1" });
	expect(await countWithoutOwner(db, "all")).toBe(3);
	const whole = await listWithoutOwner(db, "all");
	const parts = await Promise.all([0, 1, 2].map((offset) => listWithoutOwner(db, "all", { limit: 1, offset })));
	expect(parts.flat()).toEqual(whole);
	expect(await inbox()).toContain("Utse ansvarig för 3 uppgifter");
	expect(await (await (await clientFor(world, "mats")).get("/")).text()).not.toContain("Utse ansvarig");
});
