import { expect, test } from "vitest";
import { findPerson, listRolesOf } from "../../../db/queries/people/people.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

const role = ({ ids }: World) => ({
	role: "manager",
	unit_id: ids.beta,
	valid_from: "2026-11-16",
	valid_to: "",
	substitute_for: "",
});

/** Adam as administrator of one område alone. */
async function localAdam(world: World) {
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ unit_id: world.ids.nara }).where("person_id", "=", world.ids.adam).execute(),
	);
	return clientFor(world, "adam");
}

test("an administrator adds a person, who has no rights until given a role", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const added = await adam.post("/personer/ny", { name: "Åke Ek", email: " Ake@Prov.Example ", ledger_name: "" });
	expect(added.status).toBe(303);
	const id = added.headers.get("location")!.split("/").at(-1)!;
	expect(await findPerson(world.ctx.db, id)).toMatchObject({ email: "ake@prov.example", ledger_name: null });
	expect(await listRolesOf(world.ctx.db, id)).toEqual([]);
	expect(await trailOf(world, "person", id)).toEqual(["Adam Norén lade till Åke Ek"]);
});

test("an e-mail belongs to one person, and must be one", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const post = (email: string) => adam.post("/personer/ny", { name: "Åke Ek", email, ledger_name: "" });
	const taken = await post("maria@prov.example");
	expect(taken.status).toBe(422);
	expect(await taken.text()).toContain("E-postadressen används redan");
	expect((await post("ingen adress")).status).toBe(422);
});

test("an edit checks its version", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const path = `/personer/${world.ids.maria}/andring`;
	const form = { name: "Maria Ek", email: "maria@prov.example", ledger_name: "EKMAR", version: "1" };
	expect((await adam.post(path, form)).status).toBe(303);
	const stale = await adam.post(path, { ...form, ledger_name: "ANNAN" });
	expect(stale.status).toBe(409);
	expect(await stale.text()).toContain("EKMAR");
	expect((await findPerson(world.ctx.db, world.ids.maria))?.ledger_name).toBe("EKMAR");
	expect((await trailOf(world, "person", world.ids.maria))[0]).toBe(
		"Adam Norén ändrade namn i ekonomisystemet för Maria Ek",
	);
});

test("a role is given from a day to a day, and not twice for the same time", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const path = `/personer/${world.ids.maria}/roller`;
	expect((await adam.post(path, role(world))).status).toBe(303);
	expect(await listRolesOf(world.ctx.db, world.ids.maria)).toMatchObject([
		{ role: "material_coordinator" },
		{ role: "manager", unit_name: "Vårdcentralen Beta", valid_from: "2026-11-16", valid_to: null },
	]);
	expect((await trailOf(world, "person", world.ids.maria))[0]).toBe(
		"Adam Norén gav Maria Ek rollen Chef vid Vårdcentralen Beta från 2026-11-16",
	);
	expect((await adam.post(path, { ...role(world), valid_from: "2026-12-01" })).status).toBe(422);
	expect((await adam.post(path, { ...role(world), valid_to: "2026-01-01" })).status).toBe(422);
	expect((await adam.post(path, { ...role(world), role: "kung" })).status).toBe(422);
	expect((await adam.post(path, { ...role(world), unit_id: "annan" })).status).toBe(404);
});

test("a substitute has an end date, and stands in for somebody who holds that very role", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const path = `/personer/${world.ids.maria}/roller`;
	const form = { ...role(world), substitute_for: world.ids.boris };
	expect((await adam.post(path, form)).status).toBe(422);
	const until = { ...form, valid_to: "2026-12-31" };
	expect((await adam.post(path, { ...until, substitute_for: world.ids.mats })).status).toBe(422);
	expect((await adam.post(path, { ...until, substitute_for: world.ids.maria })).status).toBe(422);
	expect((await adam.post(path, until)).status).toBe(303);
	expect((await trailOf(world, "person", world.ids.maria))[0]).toContain("till 2026-12-31 som vikarie för Boris Falk");
});

test("T30 T24 ending a role ends it and the sessions in one act", async () => {
	const world = await openWorld();
	const [held] = await listRolesOf(world.ctx.db, world.ids.maria);
	const maria = await clientFor(world, "maria");
	expect((await maria.get("/planer")).status).toBe(200);
	const adam = await clientFor(world, "adam");
	const path = `/roller/${held!.id}/avslut`;
	const tooEarly = await adam.post(path, { valid_to: "2026-11-14", version: "1" });
	expect(tooEarly.status).toBe(422);
	expect(await tooEarly.text()).toContain("Sista dagen kan tidigast vara i går.");
	expect((await adam.post(path, { valid_to: "2026-11-15", version: "1" })).status).toBe(303);
	expect((await maria.get("/planer")).status).toBe(303);
	expect((await listRolesOf(world.ctx.db, world.ids.maria))[0]).toMatchObject({ valid_to: "2026-11-15", version: 2 });
	expect((await trailOf(world, "person", world.ids.maria))[0]).toBe(
		"Adam Norén avslutade rollen Materialsamordnare vid Vårdcentralen Alfa för Maria Ek den 2026-11-15",
	);
	expect((await adam.post(path, { valid_to: "2026-11-15", version: "2" })).status).toBe(403);
});

test("T30 a role that is given ends the sessions: it is used after signing in anew", async () => {
	const world = await openWorld();
	const maria = await clientFor(world, "maria");
	expect((await maria.get("/planer")).status).toBe(200);
	const adam = await clientFor(world, "adam");
	expect((await adam.post(`/personer/${world.ids.maria}/roller`, role(world))).status).toBe(303);
	expect((await maria.get("/planer")).status).toBe(303);
	expect((await (await clientFor(world, "maria")).get("/planer")).status).toBe(200);
});

test("a stale ending of a role changes nothing and ends no session", async () => {
	const world = await openWorld();
	const [held] = await listRolesOf(world.ctx.db, world.ids.maria);
	const adam = await clientFor(world, "adam");
	await adam.post(`/roller/${held!.id}/avslut`, { valid_to: "2026-12-31", version: "1" });
	const maria = await clientFor(world, "maria");
	const stale = await adam.post(`/roller/${held!.id}/avslut`, { valid_to: "2026-11-20", version: "1" });
	expect(stale.status).toBe(409);
	expect((await maria.get("/planer")).status).toBe(200);
	expect((await listRolesOf(world.ctx.db, world.ids.maria))[0]?.valid_to).toBe("2026-12-31");
});

test("T24 T30 a person who leaves loses roles and sessions at once, and stays in the trail", async () => {
	const world = await openWorld();
	const maria = await clientFor(world, "maria");
	const adam = await clientFor(world, "adam");
	expect((await adam.post(`/personer/${world.ids.maria}/avslut`, { version: "1" })).status).toBe(303);
	expect((await maria.get("/planer")).status).toBe(303);
	expect((await findPerson(world.ctx.db, world.ids.maria))?.ended_at).not.toBeNull();
	expect((await listRolesOf(world.ctx.db, world.ids.maria)).map((held) => held.valid_to)).toEqual(["2026-11-15"]);
	expect((await trailOf(world, "person", world.ids.maria))[0]).toBe("Adam Norén avslutade Maria Ek");
	expect((await adam.post(`/personer/${world.ids.maria}/roller`, role(world))).status).toBe(403);
	expect((await adam.post(`/personer/${world.ids.maria}/avslut`, { version: "2" })).status).toBe(403);
	const names = (await (await adam.get("/personer.json")).json()) as { name: string }[];
	expect(names.map((row) => row.name)).not.toContain("Maria Ek");
});

test("nobody changes their own rights", async () => {
	const world = await openWorld();
	const [own] = await listRolesOf(world.ctx.db, world.ids.adam);
	const adam = await clientFor(world, "adam");
	const controller = { ...role(world), role: "controller", unit_id: world.ids.administration };
	expect((await adam.post(`/personer/${world.ids.adam}/roller`, controller)).status).toBe(403);
	expect((await adam.post(`/personer/${world.ids.adam}/avslut`, { version: "1" })).status).toBe(403);
	expect((await adam.post(`/roller/${own!.id}/avslut`, { valid_to: "2026-11-16", version: "1" })).status).toBe(403);
});

test("T18 T25 an administrator of one område sees and changes only people placed there", async () => {
	const world = await openWorld();
	const adam = await localAdam(world);
	const names = (await (await adam.get("/personer.json")).json()) as { name: string }[];
	const seen = names.map((row) => row.name);
	for (const name of ["Maria Ek", "Boris Falk", "Nils Holm"]) expect(seen).toContain(name);
	for (const name of ["Gunnel Dahl", "Carin Åberg", "Rune Öberg"]) expect(seen).not.toContain(name);
	const [gunnels] = await listRolesOf(world.ctx.db, world.ids.gunnel);
	const edit = { name: "Gunnel Dahl", email: "", ledger_name: "", version: "1" };
	expect((await adam.get(`/personer/${world.ids.gunnel}`)).status).toBe(404);
	expect((await adam.post(`/personer/${world.ids.gunnel}/andring`, edit)).status).toBe(404);
	expect((await adam.post(`/personer/${world.ids.gunnel}/avslut`, { version: "1" })).status).toBe(404);
	expect((await adam.post(`/roller/${gunnels!.id}/avslut`, { valid_to: "2026-11-16", version: "1" })).status).toBe(404);
	const upwards = { ...role(world), unit_id: world.ids.administration };
	expect((await adam.post(`/personer/${world.ids.maria}/roller`, upwards)).status).toBe(404);
});

test("whoever also has a role outside the område is not changed from inside it", async () => {
	const world = await openWorld();
	const everywhere = await clientFor(world, "adam");
	await everywhere.post(`/personer/${world.ids.maria}/roller`, {
		...role(world),
		role: "controller",
		unit_id: world.ids.administration,
	});
	const adam = await localAdam(world);
	const edit = { name: "Maria Ek", email: "adam2@prov.example", ledger_name: "", version: "1" };
	expect((await adam.post(`/personer/${world.ids.maria}/andring`, edit)).status).toBe(404);
	expect((await findPerson(world.ctx.db, world.ids.maria))?.email).toBe("maria@prov.example");
});

test("T25 who does not administer sees no directory of people", async () => {
	const world = await openWorld();
	for (const person of ["maria", "mats", "fia", "nils"] as const) {
		const client = await clientFor(world, person);
		for (const path of ["/personer", "/personer.csv", `/personer/${world.ids.adam}`, "/personer/ny"])
			expect([person, path, (await client.get(path)).status]).toEqual([person, path, 403]);
	}
	const carin = await clientFor(world, "carin");
	expect((await carin.get("/personer")).status).toBe(200);
	expect((await carin.post("/personer/ny", { name: "X", email: "" })).status).toBe(403);
	expect((await carin.post(`/personer/${world.ids.maria}/avslut`, { version: "1" })).status).toBe(403);
});

test("people are sorted by family name with å ä ö last, and found by any part of the name", async () => {
	const world = await openWorld();
	const adam = await clientFor(world, "adam");
	const names = async (query: string) =>
		((await (await adam.get(`/personer.json?${query}`)).json()) as { name: string }[]).map((row) => row.name);
	expect((await names("")).slice(-2)).toEqual(["Carin Åberg", "Rune Öberg"]);
	expect(await names("sok=carin+%C3%85berg")).toEqual(["Carin Åberg"]);
	expect(await names("roll=auditor")).toEqual(["Rune Öberg"]);
	expect((await adam.get("/personer.json?roll=constructor")).status, "T05").toBe(422);
	expect(await names("sok=%25")).toEqual([]);
});
