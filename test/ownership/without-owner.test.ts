import { expect, test } from "vitest";
import { listWithoutOwner } from "../../db/queries/without-owner.ts";
import { clientFor } from "../support/browser-client.ts";
import { openWorld } from "../support/world.ts";

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
