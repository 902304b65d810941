import { expect, test } from "vitest";
import { findUnit } from "../../../db/queries/people/units.ts";
import { insertUnit } from "../../../db/writes/people/units.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

const form = ({ ids }: World) => ({
	name: "Vårdcentralen Gamma",
	kind: "unit",
	code: "1003",
	parent_id: ids.nara,
	valid_from: "2026-11-01",
});
const alfa = ({ ids }: World) => ({
	name: "Vårdcentralen Alfa",
	kind: "unit",
	code: "1001",
	parent_id: ids.nara,
	valid_from: "2020-01-01",
	valid_to: "",
	version: "1",
});

/** Adam as administrator of one område alone. */
async function localAdam(world: World) {
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ unit_id: world.ids.psyk }).where("person_id", "=", world.ids.adam).execute(),
	);
	return clientFor(world, "adam");
}

test("an administrator adds a unit, which has its own history", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const added = await adam.post("/enheter/ny", form(world));
	expect(added.status).toBe(303);
	const id = added.headers.get("location")!.split("/").at(-1)!;
	expect(await findUnit(world.ctx.db, id)).toMatchObject({
		name: "Vårdcentralen Gamma",
		parent_name: "Område nära vård",
	});
	expect(await trailOf(world, "org_unit", id)).toEqual(["Adam Norén lade till enheten Vårdcentralen Gamma"]);
	expect((await adam.get(`/enheter/${id}`)).status).toBe(200);
});

test("the code is unique, and the level lies below the parent's", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const post = async (changes: object) => {
		const response = await adam.post("/enheter/ny", { ...form(world), ...changes } as Record<string, string>);
		return [response.status, await response.text()] as const;
	};
	expect((await post({ code: "1001" }))[1]).toContain("Koden används redan");
	expect((await post({ parent_id: world.ids.alfa }))[1]).toContain("Enhet kan inte ligga under enhet.");
	expect((await post({ parent_id: "annan" }))[0]).toBe(422);
	expect((await post({ name: "" }))[0]).toBe(422);
	expect((await post({ valid_from: "2026-02-30" }))[0]).toBe(422);
});

test("T46 the tree gets no cycles", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const nara = {
		name: "Område nära vård",
		kind: "division",
		code: "",
		parent_id: world.ids.alfa,
		valid_from: "2020-01-01",
		valid_to: "",
		version: "1",
	};
	for (const parent_id of [world.ids.alfa, world.ids.nara]) {
		const refused = await adam.post(`/enheter/${world.ids.nara}/andring`, { ...nara, parent_id });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("En enhet kan inte ligga under sig själv.");
	}
	expect((await findUnit(world.ctx.db, world.ids.nara))?.parent_id).toBe(world.ids.administration);
});

test("a unit moves, is renamed and ends; a stale edit is told so", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const path = `/enheter/${world.ids.alfa}/andring`;
	const moved = { ...alfa(world), parent_id: world.ids.psyk, valid_to: "2026-12-31" };
	expect((await adam.post(path, moved)).status).toBe(303);
	expect(await findUnit(world.ctx.db, world.ids.alfa)).toMatchObject({
		parent_name: "Område psykiatri",
		valid_to: "2026-12-31",
		version: 2,
	});
	expect((await trailOf(world, "org_unit", world.ids.alfa))[0]).toBe(
		"Adam Norén ändrade överordnad enhet, giltig till för enheten Vårdcentralen Alfa",
	);
	const stale = await adam.post(path, { ...alfa(world), name: "Alfa" });
	expect(stale.status).toBe(409);
	expect(await stale.text()).toContain("Adam Norén har ändrat uppgifterna");
});

test("a tree of very many units shows those that have others below them, and how many; a small one shows all", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const tree = async () => (await (await adam.get("/enheter")).text()).split("Listan")[0]!;
	expect(await tree()).toContain("Vårdcentralen Alfa");
	expect(await tree()).not.toContain("direkt under");
	await world.ctx.database.transaction(async (trx) => {
		const rest = { code: null, valid_from: "2020-01-01", version: 1, parent_id: world.ids.nara };
		const rows = Array.from({ length: 500 }, (_, n) => ({
			id: `m${n}`,
			kind: "unit" as const,
			name: `M ${n}`,
			...rest,
		}));
		for (const row of rows)
			await insertUnit(trx, { ...row, sort_name: row.name, valid_to: row.id === "m0" ? "2026-01-31" : null });
	});
	const large = await tree();
	expect(large).toContain("Område nära vård");
	expect(large, "Alfa, Beta and those that have not ended").toContain("501 direkt under");
	expect(large).not.toContain("Vårdcentralen Alfa");
	expect(large).toContain("Övriga finns i listan");
});

test("a unit does not end before it begins, nor before the units below it", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const early = await adam.post(`/enheter/${world.ids.alfa}/andring`, { ...alfa(world), valid_to: "2019-12-31" });
	expect(early.status).toBe(422);
	const parent = await adam.post(`/enheter/${world.ids.nara}/andring`, {
		name: "Område nära vård",
		kind: "division",
		code: "",
		parent_id: world.ids.administration,
		valid_from: "2020-01-01",
		valid_to: "2026-12-31",
		version: "1",
	});
	expect(parent.status).toBe(422);
	expect(await parent.text()).toContain("Vårdcentralen Alfa ligger under enheten och gäller längre.");
});

test("T18 an administrator of one område finds no other units, and moves none there", async () => {
	const world = await openWorld();
	const adam = await localAdam(world);
	expect((await adam.get(`/enheter/${world.ids.gamma}`)).status).toBe(200);
	expect((await adam.get(`/enheter/${world.ids.alfa}`)).status).toBe(404);
	expect((await adam.post(`/enheter/${world.ids.alfa}/andring`, alfa(world))).status).toBe(404);
	expect((await adam.post("/enheter/ny", form(world))).status).toBe(404);
	const moved = await adam.post(`/enheter/${world.ids.gamma}/andring`, {
		...alfa(world),
		name: "Mottagning Gamma",
		code: "2001",
	});
	expect(moved.status).toBe(404);
	const rows = (await (await adam.get("/enheter.json")).json()) as { name: string }[];
	expect(rows.map((row) => row.name)).toEqual(["Mottagning Gamma", "Område psykiatri"]);
	expect(await (await adam.get("/enheter")).text()).not.toContain("Vårdcentralen Alfa");
});

test("only administrators edit the organisation; controllers read it, others do not", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	expect((await carin.get("/enheter")).status).toBe(200);
	expect((await carin.post(`/enheter/${world.ids.alfa}/andring`, alfa(world))).status).toBe(403);
	for (const person of ["maria", "mats", "fia"] as const) {
		const client = await clientFor(world, person);
		for (const path of ["/enheter", "/enheter.json", `/enheter/${world.ids.alfa}`, "/enheter/ny"])
			expect([person, path, (await client.get(path)).status]).toEqual([person, path, 403]);
	}
});

test("the list is searched by name with å ä ö and by code, and leaves out what has ended", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	await adam.post(`/enheter/${world.ids.alfa}/andring`, { ...alfa(world), valid_to: "2026-06-30" });
	const names = async (query: string) =>
		((await (await adam.get(`/enheter.json?${query}`)).json()) as { name: string }[]).map((row) => row.name);
	expect(await names("sok=V%C3%85RDCENTRALEN")).toEqual(["Vårdcentralen Beta"]);
	expect(await names("sok=alfa+v%C3%A5rd&upphorda=1")).toEqual(["Vårdcentralen Alfa"]);
	expect(await names("sok=1002")).toEqual(["Vårdcentralen Beta"]);
	expect(await names("sok=%25")).toEqual([]);
});
