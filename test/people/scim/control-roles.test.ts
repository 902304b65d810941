import { describe, expect, test } from "vitest";
import { findPerson, listRolesOf } from "../../../db/queries/people/people.ts";
import { insertRole } from "../../../db/writes/people/people.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { endRole } from "../../../src/people/people/end-role.ts";
import { addIntegration } from "../../../src/people/scim/add-integration.ts";
import { integrationActor } from "../../../src/people/scim/integration-actor.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";

const userOf = (key: string, name: string, over: object = {}) => ({
	userName: `${key}@prov.example`,
	displayName: name,
	emails: [{ primary: true, value: `${key}@prov.example` }],
	active: true,
	...over,
});

// biome-ignore lint/suspicious/noExplicitAny: the answers are read field by field
type Answer = { status: number; body: any };

async function directory(world: World) {
	const token = await addIntegration(await world.as("adam"), { name: "Entra ID", days: 365 });
	const visitor = visitorTo(world);
	const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
		const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/scim+json" };
		const response = await visitor.send(method, `/scim/v2${path}`, body ? JSON.stringify(body) : null, headers);
		const text = await response.text();
		return { status: response.status, body: text ? JSON.parse(text) : null };
	};
	const patch = (path: string, value: object) => call("PATCH", path, { Operations: [{ op: "Replace", value }] });
	return { call, patch };
}

/** Somebody of the world whom the directory has charge of: it asks, and adam or, for adam himself, another says yes. */
async function linked(world: World, key: "adam" | "carin" | "mats", name: string) {
	const { call, patch } = await directory(world);
	const asked = await call("POST", "/Users", userOf(key, name));
	expect([asked.status, asked.body.detail]).toEqual([409, expect.stringContaining("kept as a proposal")]);
	const by = key === "adam" ? await secondAdministrator(world, "beata") : await clientFor(world, "adam");
	await decide(world, by, "yes");
	expect((await call("POST", "/Users", userOf(key, name))).status, "the next cycle finds the user").toBe(409);
	const found = await call("GET", `/Users?filter=${encodeURIComponent(`userName eq "${key}@prov.example"`)}`);
	expect(found.body.Resources[0].id).toBe(world.ids[key]);
	return { call, patch, path: `/Users/${world.ids[key]}` };
}

async function secondAdministrator(
	world: World,
	person: "beata" | "boris",
	over: { valid_to?: string; unit_id?: string } = {},
) {
	const role = { role: "administrator" as const, unit_id: world.ids.region, valid_from: "2026-01-01", valid_to: null };
	const about = { id: newId(new Date(TODAY)), person_id: world.ids[person], substitute_for: null, version: 1 };
	await world.ctx.database.transaction((trx) => insertRole(trx, { ...about, ...role, ...over }));
	return clientFor(world, person);
}

async function decide(world: World, by: Awaited<ReturnType<typeof clientFor>>, verdict: "yes" | "no"): Promise<void> {
	const open = await world.ctx.db
		.selectFrom("directory_proposals")
		.select("id")
		.where("decided_at", "is", null)
		.executeTakeFirstOrThrow();
	expect((await by.post(`/integrationer/forslag/${open.id}`, { verdict })).status).toBe(303);
}

describe("T55: the last administrator of the whole region", () => {
	const end = { active: "False" };

	test("is neither ended nor removed by a directory, nor with an administrator of a part, for a time or as a substitute beside", async () => {
		const world = await openWorld();
		const { call, patch, path } = await linked(world, "adam", "Adam Norén");
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ unit_id: world.ids.nara }).where("person_id", "=", world.ids.beata).execute(),
		);
		await secondAdministrator(world, "boris", { valid_to: "2026-12-31" });
		for (const answer of [
			await patch(path, end),
			await call("PUT", path, userOf("adam", "Adam Norén", end)),
			await call("DELETE", path),
		])
			expect([answer.status, answer.body.detail]).toEqual([403, "the last administrator of the whole region stays"]);
		expect((await findPerson(world.ctx.db, world.ids.adam))!.ended_at).toBeNull();
		expect((await call("GET", path)).body.active).toBe(true);
		await secondAdministrator(world, "boris");
		expect((await patch(path, end)).body.active).toBe(false);
	});

	test("keeps the role when a group or a file takes it away", async () => {
		const world = await openWorld();
		const [role] = await listRolesOf(world.ctx.db, world.ids.adam);
		const ctx = { ...world.ctx, actor: await integrationActor(world.ctx.db, "Entra ID") };
		const ending = { valid_to: "2026-11-15", version: role!.version };
		await expect(endRole(ctx, role!.id, ending)).rejects.toThrow("den enda administratören");
		await secondAdministrator(world, "boris");
		await endRole(ctx, role!.id, ending);
	});
});

describe("T55: a directory gives nobody's place in the control to another", () => {
	test("a new name, user name or e-mail waits for an administrator, who says yes once", async () => {
		const world = await openWorld();
		const { call, patch, path } = await linked(world, "carin", "Carin Åberg");
		const wishes = [
			{ displayName: "Carin Öst" },
			{ userName: "ny@prov.example" },
			{ 'emails[type eq "work"].value': "ny@prov.example" },
		];
		for (const wish of wishes) {
			const answer = await patch(path, wish);
			expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining("kept as a proposal")]);
			expect(answer.body.scimType).toBeUndefined();
		}
		expect((await call("GET", path)).body).toMatchObject({
			displayName: "Carin Åberg",
			userName: "carin@prov.example",
		});
		expect(
			await world.ctx.db.selectFrom("directory_proposals").selectAll().where("decided_at", "is", null).execute(),
		).toHaveLength(1);
		const events = async () => (await trailOf(world, "person", world.ids.carin)).length;
		await patch(path, { displayName: "Carin Öst" });
		const before = await events();
		await patch(path, { displayName: "Carin Öst" });
		expect(await events(), "the same again is no event").toBe(before);
		const adam = await clientFor(world, "adam");
		expect(await (await adam.get("/")).text()).toContain("Svara på ett förslag från katalogen");
		expect(await (await adam.get("/integrationer/forslag")).text()).toContain("Carin Åberg → Carin Öst");
		await decide(world, adam, "yes");
		expect((await patch(path, { displayName: "Carin Öst" })).status, "the next cycle finds it done").toBe(200);
		expect((await trailOf(world, "person", world.ids.carin)).slice(0, 2)).toEqual([
			"Adam Norén sa ja till vad Integrationen Entra ID vill ändra för Carin Åberg",
			"Adam Norén ändrade namn för Carin Öst från katalogen",
		]);
	});

	test("what was refused stays refused, and is not asked again", async () => {
		const world = await openWorld();
		const { patch, path } = await linked(world, "carin", "Carin Åberg");
		await patch(path, { displayName: "Ond Person" });
		const adam = await clientFor(world, "adam");
		await decide(world, adam, "no");
		const again = await patch(path, { displayName: "Ond Person" });
		expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining("refused this very change")]);
		expect(await (await adam.get("/integrationer/forslag")).text()).toContain("Inget förslag väntar");
		expect((await findPerson(world.ctx.db, world.ids.carin))!.name).toBe("Carin Åberg");
	});

	test("nor by taking the role away first, by ending and taking back, or by removing and adding anew", async () => {
		const world = await openWorld();
		const { call, patch, path } = await linked(world, "carin", "Carin Åberg");
		const mixed = await patch(path, { active: "False", displayName: "Ond Person" });
		expect(mixed.status).toBe(409);
		expect((await call("GET", path)).body).toMatchObject({ active: false, displayName: "Carin Åberg" });
		expect((await patch(path, { displayName: "Ond Person" })).status).toBe(409);
		const back = await patch(path, { active: "True" });
		expect([back.status, back.body.active, back.body.displayName]).toEqual([200, true, "Carin Åberg"]);
		expect((await call("DELETE", path)).status).toBe(204);
		const taken = await call("POST", "/Users", userOf("carin", "Ond Person"));
		expect([taken.status, taken.body.detail]).toEqual([409, expect.stringContaining("kept as a proposal")]);
		const users = await world.ctx.db.selectFrom("scim_users").selectAll().execute();
		expect(users.filter((user) => user.person_id === world.ids.carin)).toEqual([]);
	});

	test("an administrator does not say yes for themselves, and whoever has never had such a role is renamed at once", async () => {
		const world = await openWorld();
		const { patch, path } = await linked(world, "adam", "Adam Norén");
		await patch(path, { displayName: "Adam Ny" });
		const open = await world.ctx.db
			.selectFrom("directory_proposals")
			.select("id")
			.where("decided_at", "is", null)
			.executeTakeFirstOrThrow();
		const adam = await clientFor(world, "adam");
		expect((await adam.post(`/integrationer/forslag/${open.id}`, { verdict: "yes" })).status).toBe(403);
		expect(
			(await (await clientFor(world, "carin")).post(`/integrationer/forslag/${open.id}`, { verdict: "yes" })).status,
		).toBe(403);
		const { call, patch: change } = await directory(world);
		const { body } = await call("POST", "/Users", userOf("maria", "Maria Ek"));
		expect((await change(`/Users/${body.id}`, { displayName: "Maria Ekman" })).body.displayName).toBe("Maria Ekman");
	});
});

test("active: true takes somebody back whom people had ended by hand", async () => {
	const world = await openWorld();
	const { call } = await directory(world);
	const adam = await clientFor(world, "adam");
	const maria = (await findPerson(world.ctx.db, world.ids.maria))!;
	await adam.post(`/personer/${maria.id}/avslut`, { version: String(maria.version) });
	const added = await call("POST", "/Users", userOf("maria", "Maria Ek"));
	expect([added.status, added.body.active]).toEqual([201, true]);
	expect((await trailOf(world, "person", maria.id))[0]).toBe("Integrationen Entra ID återinsatte Maria Ek");
});

test("T54: a second account for one human from the directory is pointed out to the administrator", async () => {
	const world = await openWorld();
	const { call } = await directory(world);
	await call("POST", "/Users", userOf("carin.ny", "Carin Åberg"));
	const same = await call("POST", "/Users", userOf("maria", "M Ek", { emails: [] }));
	expect(same.body.id, "a user name that is somebody's e-mail makes no second account").toBe(world.ids.maria);
	const text = await (await (await clientFor(world, "adam")).get("/")).text();
	expect(text).toContain("Bedöm ett par konton som kan vara en människas");
});
