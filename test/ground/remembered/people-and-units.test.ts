import { beforeEach, expect, test } from "vitest";
import { findPerson } from "../../../db/queries/people/people.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { everybody, lookalikes, peopleOptions } from "../../../src/ground/remembered/people.ts";
import { unitOptions, unitTree } from "../../../src/ground/remembered/units.ts";
import { judgePair } from "../../../src/people/account-pairs/judge-pair.ts";
import { addPerson } from "../../../src/people/people/add-person.ts";
import { editPerson } from "../../../src/people/people/edit-person.ts";
import { endPerson } from "../../../src/people/people/end-person.ts";
import { grantRole } from "../../../src/people/people/grant-role.ts";
import { addUnit } from "../../../src/people/units/add-unit.ts";
import { editUnit } from "../../../src/people/units/edit-unit.ts";
import { allAllocations } from "../../../src/sam/read-allocations.ts";
import { readSamPosts } from "../../../src/sam/posts.ts";
import { openWorld, type World } from "../../support/world.ts";

const TODAY = "2026-11-16";

// whatever is remembered is also worked out beside it in every test, and must be the same: see checked-remembered.ts
let world: World;
beforeEach(async () => {
	world = await openWorld();
});

async function edit(unit: "alfa" | "beta" | "nara", changes: object) {
	const { parent_name, ...now } = (await findUnit(world.ctx.db, world.ids[unit]))!;
	await editUnit(await world.as("adam"), now.id, { ...now, ...changes });
}

const below = (unit: "nara" | "psyk") => ({ own: [], branch: [world.ids[unit]] });

test("units to choose among are called, placed and ended as the latest edit says", async () => {
	const { db } = world.ctx;
	const names = async (reach = below("nara"), day = TODAY) =>
		(await unitOptions(db, reach, day)).map(({ name }) => name);
	const tree = async () => (await unitTree(db, world.ids.psyk)).map(({ name }) => name);
	expect(await names()).toEqual(["Område nära vård", "Vårdcentralen Alfa", "Vårdcentralen Beta"]);
	await edit("beta", { name: "Akutmottagningen" });
	expect(await names()).toEqual(["Akutmottagningen", "Område nära vård", "Vårdcentralen Alfa"]);
	await edit("alfa", { name: "Vårdcentralen alfa" });
	expect(await names(), "of the same place in the order").toContain("Vårdcentralen alfa");
	expect(await tree()).toEqual(["Mottagning Gamma", "Område psykiatri"]);
	await edit("alfa", { parent_id: world.ids.psyk });
	expect(await names()).toEqual(["Akutmottagningen", "Område nära vård"]);
	expect(await tree()).toEqual(["Mottagning Gamma", "Område psykiatri", "Vårdcentralen alfa"]);
	await edit("beta", { valid_to: "2026-11-20" });
	expect(await names(below("nara"), "2026-11-21")).toEqual(["Område nära vård"]);
	const unit = { code: "1998", name: "Ny enhet", kind: "unit" as const, valid_from: "2026-01-01" };
	await addUnit(await world.as("adam"), { ...unit, parent_id: world.ids.nara });
	expect(await names()).toContain("Ny enhet");
	expect((await unitOptions(db, { own: [world.ids.beta], branch: [] }, TODAY)).map(({ id }) => id)).toEqual([
		world.ids.beta,
	]);
});

test("people to choose among follow their names, their roles, and what their units are called", async () => {
	const { db } = world.ctx;
	const adam = await world.as("adam");
	const named = async () => {
		const people = await peopleOptions(db, { reach: below("nara"), today: TODAY });
		return people.map(({ name, unit }) => `${name}, ${unit}`);
	};
	expect(await named()).toContain("Mats Berg, Vårdcentralen Alfa");
	await edit("alfa", { name: "Vårdcentralen Ny" });
	expect(await named()).toContain("Mats Berg, Vårdcentralen Ny");
	const { id, version, email, ledger_name } = (await findPerson(db, world.ids.mats))!;
	await editPerson(adam, id, { name: "Mats Bergman", email, ledger_name, version });
	expect(await named()).toContain("Mats Bergman, Vårdcentralen Ny");
	const ida = await addPerson(adam, { name: "Ida Lund", email: null, ledger_name: null });
	expect((await named()).join()).not.toContain("Ida Lund");
	const role = { role: "manager", valid_from: "2026-01-01", valid_to: null, substitute_for: null } as const;
	await grantRole(adam, ida, { ...role, unit_id: world.ids.beta });
	expect(await named()).toContain("Ida Lund, Vårdcentralen Beta");
	await edit("beta", { parent_id: world.ids.psyk });
	expect((await named()).join(), "whose unit has been moved out of the reach").not.toContain("Ida Lund");
	await endPerson(adam, id, { version: version + 1 });
	expect((await named()).join()).not.toContain("Mats Bergman");
});

test("the whole list of people, and the register of allocations, follow units and people", async () => {
	const { db } = world.ctx;
	const filter = { reach: below("nara"), today: TODAY };
	const roles = async () => (await everybody(db, filter)).flatMap((one) => one.roles.map(({ unit_name }) => unit_name));
	const held = async () =>
		(await allAllocations(db, below("nara"), TODAY)).map((row) => `${row.unit_name} ${row.manager_name}`);
	const posts = async () =>
		(await readSamPosts(db, world.ids.nara, TODAY)).map((row) => `${row.name} ${row.manager_name}`);
	expect(await roles()).toContain("Vårdcentralen Alfa");
	expect(await held()).toContain("Vårdcentralen Alfa Mats Berg");
	expect(await posts()).toEqual(["Vårdcentralen Alfa Mats Berg", "Vårdcentralen Beta Boris Falk"]);
	await edit("alfa", { name: "Vårdcentralen Ö" });
	expect(await roles()).toContain("Vårdcentralen Ö");
	expect(await held()).toContain("Vårdcentralen Ö Mats Berg");
	expect(await posts()).toContain("Vårdcentralen Ö Mats Berg");
	const { id, version, email, ledger_name } = (await findPerson(db, world.ids.mats))!;
	await editPerson(await world.as("adam"), id, { name: "Mats Bergman", email, ledger_name, version });
	expect(await held()).toContain("Vårdcentralen Ö Mats Bergman");
	expect(await posts()).toContain("Vårdcentralen Ö Mats Bergman");
	await edit("alfa", { valid_to: "2026-11-15" });
	expect((await held()).join()).not.toContain("Vårdcentralen Ö");
	expect((await posts()).join()).not.toContain("Vårdcentralen Ö");
});

test("accounts that look alike are found as soon as one is added, and judged as soon as somebody has", async () => {
	const { db } = world.ctx;
	const adam = await world.as("adam");
	const of = async () => (await lookalikes(db, "all")).map(({ judged }) => judged !== null);
	const before = (await of()).length;
	const ids = [];
	for (const ledger_name of ["IDLU", "IDLX"])
		ids.push(await addPerson(adam, { name: "Ida Lund", ledger_name, email: null }));
	expect(await of()).toHaveLength(before + 1);
	const [one, other] = ids.toSorted() as [string, string];
	await judgePair(adam, one, other, { verdict: "different", reason: "Två som heter lika", version: null });
	expect((await of()).filter(Boolean)).toHaveLength(1);
});
