import { describe, expect, test } from "vitest";
import { listRolesOf } from "../../../db/queries/people/people.ts";
import { Invalid } from "../../../src/ground/errors.ts";
import { addIntegration } from "../../../src/people/scim/add-integration.ts";
import { patched } from "../../../src/people/scim/patch.ts";
import { clientFor } from "../../support/browser-client.ts";
import { giveAccount, PASSWORD } from "../../support/local-account.ts";
import { trailOf } from "../../support/trail-of.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";
import { countedWaits } from "../../support/counted-waits.ts";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** As Entra ID creates a user. */
const entraUser = (over: object = {}) => ({
	schemas: [USER, "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
	externalId: "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
	userName: "Tove.Ab@region.example",
	active: true,
	emails: [{ primary: true, type: "work", value: "Tove.Ab@region.example" }],
	meta: { resourceType: "User" },
	name: { formatted: "Tove Ab", familyName: "Ab", givenName: "Tove" },
	displayName: "Tove Ab",
	"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "HSF" },
	...over,
});

// biome-ignore lint/suspicious/noExplicitAny: the answers are read field by field
type Answer = { status: number; body: any; headers: Headers };

async function directory(world: World, token?: string) {
	const bearer = token ?? (await addIntegration(await world.as("adam"), { name: "Entra ID", days: 365 }));
	const visitor = visitorTo(world);
	const call = async (
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer> => {
		const response = await visitor.send(method, `/scim/v2${path}`, body === undefined ? null : JSON.stringify(body), {
			Authorization: `Bearer ${bearer}`,
			...(body === undefined ? {} : { "Content-Type": "application/scim+json" }),
			...headers,
		});
		const text = await response.text();
		return { status: response.status, body: text ? JSON.parse(text) : null, headers: response.headers };
	};
	const patch = (path: string, ...Operations: object[]) => call("PATCH", path, { schemas: [PATCH], Operations });
	return { call, patch, add: (over: object = {}) => call("POST", "/Users", entraUser(over)) };
}

describe("who may call", () => {
	test("401 in the protocol's form without a token, with a wrong, an ended or an expired one, and never by cookie", async () => {
		const world = await openWorld();
		const wrong = await directory(world, "x".repeat(43));
		const answer = await wrong.call("GET", "/Users");
		expect(answer.body).toMatchObject({ status: "401", schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"] });
		expect(answer.headers.get("content-type")).toContain("application/scim+json");
		const adam = await clientFor(world, "adam");
		expect((await adam.get("/scim/v2/Users")).status).toBe(401);
		const { call } = await directory(world);
		expect((await call("GET", "/Users")).status).toBe(200);
		const [token] = await world.ctx.db.selectFrom("integration_tokens").selectAll().execute();
		expect((await adam.post(`/integrationer/${token!.id}/avslut`, {})).status).toBe(303);
		expect((await call("GET", "/Users")).status).toBe(401);
	});

	test("T29: the token is 256 bits, shown once and stored as a hash; only whoever reaches the whole tree makes one", async () => {
		const world = await openWorld();
		const adam = await clientFor(world, "adam");
		const page = await (await adam.post("/integrationer", { name: "Entra ID", days: "30" })).text();
		const token = /value="([\w-]{43})"/.exec(page)![1]!;
		const rows = await world.ctx.db.selectFrom("integration_tokens").selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(token);
		expect(await (await adam.get("/integrationer")).text()).not.toContain(token);
		expect((await (await clientFor(world, "carin")).post("/integrationer", { name: "x", days: "1" })).status).toBe(403);
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ unit_id: world.ids.nara }).where("person_id", "=", world.ids.adam).execute(),
		);
		const local = await clientFor(world, "adam");
		expect([403, 404]).toContain((await local.post("/integrationer", { name: "x", days: "1" })).status);
	});

	test("T31: guessing tokens from one address is stopped", async () => {
		const world = await openWorld();
		const visitor = visitorTo(world, { peer: "203.0.113.5" });
		const guess = () => visitor.send("GET", "/scim/v2/Users", null, { Authorization: `Bearer ${"y".repeat(43)}` });
		let last = 0;
		const waits = countedWaits();
		for (let n = 0; n < 111; n++) last = (await guess()).status;
		expect([last, waits.length]).toEqual([429, 10]);
	});
});

describe("definitions", () => {
	test("say what is supported, and every address they give answers", async () => {
		const { call } = await directory(await openWorld());
		const config = (await call("GET", "/ServiceProviderConfig")).body;
		expect([config.patch.supported, config.filter.supported, config.bulk.supported]).toEqual([true, true, false]);
		for (const path of ["/Schemas", "/ResourceTypes"]) {
			const { body } = await call("GET", path);
			expect(body.totalResults).toBe(2);
			for (const { meta } of body.Resources)
				expect((await call("GET", new URL(meta.location).pathname.replace("/scim/v2", ""))).status).toBe(200);
		}
		expect((await call("GET", "/Nonsense")).body.status).toBe("404");
	});
});

describe("users", () => {
	test("are created without rights, found by userName in any case, and refused twice", async () => {
		const world = await openWorld();
		const { call, add } = await directory(world);
		const created = await add();
		expect(created.status).toBe(201);
		expect(created.body).toMatchObject({ userName: "Tove.Ab@region.example", active: true, displayName: "Tove Ab" });
		expect(created.headers.get("location")).toBe(created.body.meta.location);
		expect(await listRolesOf(world.ctx.db, created.body.id)).toEqual([]);
		const filter = encodeURIComponent('userName eq "tove.ab@REGION.example"');
		const found = await call("GET", `/Users?filter=${filter}`);
		expect([found.body.totalResults, found.body.Resources[0].id]).toEqual([1, created.body.id]);
		const none = await call("GET", `/Users?filter=${encodeURIComponent('userName eq "ingen"')}`);
		expect([none.status, none.body.totalResults]).toEqual([200, 0]);
		const again = await add();
		expect([again.status, again.body.scimType]).toEqual([409, "uniqueness"]);
	});

	test("T43: every act is the integration's, by name", async () => {
		const world = await openWorld();
		const { add } = await directory(world);
		const { body } = await add();
		expect(await trailOf(world, "person", body.id)).toEqual([
			"Integrationen Entra ID kopplade Tove Ab till Tove.Ab@region.example i katalogen",
			"Integrationen Entra ID lade till Tove Ab",
		]);
		const events = await world.ctx.db.selectFrom("events").select("via").where("object_id", "=", body.id).execute();
		expect(new Set(events.map(({ via }) => via))).toEqual(new Set(["integration"]));
	});

	test.each([
		["as Entra ID sends it", { op: "Replace", path: "active", value: "False" }],
		["as the standard has it", { op: "replace", path: "active", value: false }],
		["without a path", { op: "replace", value: { active: "False" } }],
	])("ending %s ends roles and sessions at once, and keeps the name in history", async (_how, operation) => {
		const world = await openWorld();
		const { add, patch, call } = await directory(world);
		await giveAccount(world, "maria");
		const visitor = visitorTo(world);
		await visitor.post("/logga-in/losenord", { user_name: "maria", password: PASSWORD });
		expect((await visitor.get("/mina-sessioner")).status).toBe(200);
		const { body } = await add({
			emails: [{ value: "maria@prov.example", primary: true, type: "work" }],
			displayName: "Maria Ek",
		});
		expect(body.id).toBe(world.ids.maria);
		const ended = await patch(`/Users/${body.id}`, operation);
		expect([ended.status, ended.body.active]).toEqual([200, false]);
		expect((await visitor.get("/mina-sessioner")).status).toBe(303);
		expect((await listRolesOf(world.ctx.db, body.id)).map(({ valid_to }) => valid_to)).toEqual(["2026-11-15"]);
		expect((await trailOf(world, "person", body.id))[0]).toBe("Integrationen Entra ID avslutade Maria Ek");
		expect((await call("GET", `/Users/${body.id}`)).body.active).toBe(false);
		const back = await patch(`/Users/${body.id}`, { op: "Replace", path: "active", value: "True" });
		expect(back.body.active).toBe(true);
		expect((await visitor.get("/mina-sessioner")).status).toBe(303);
		expect((await trailOf(world, "person", body.id))[0]).toBe("Integrationen Entra ID återinsatte Maria Ek");
	});

	test("are changed by PATCH and PUT; what is not ours is left alone", async () => {
		const world = await openWorld();
		const { add, patch, call } = await directory(world);
		const { id } = (await add()).body;
		const changed = await patch(
			`/Users/${id}`,
			{ op: "Add", path: "name.givenName", value: "Tova" },
			{ op: "Replace", path: 'emails[type eq "work"].value', value: "tova@region.example" },
			{ op: "Add", path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", value: "X" },
			{ op: "Replace", value: { "name.familyName": "Å", nickName: "T" } },
		);
		expect(changed.body).toMatchObject({
			name: { givenName: "Tova", familyName: "Å" },
			displayName: "Tova Å",
			emails: [{ value: "tova@region.example" }],
		});
		const put = await call("PUT", `/Users/${id}`, entraUser({ displayName: "Tove Andersson", userName: "tove2" }));
		expect(put.body).toMatchObject({ id, displayName: "Tove Andersson", userName: "tove2", active: true });
		expect((await trailOf(world, "person", id))[0]).toBe(
			"Integrationen Entra ID ändrade användarnamn, förnamn, efternamn, namn, e-post för Tove Andersson från katalogen",
		);
		const count = async () => (await trailOf(world, "person", id)).length;
		const before = await count();
		await call("PUT", `/Users/${id}`, entraUser({ displayName: "Tove Andersson", userName: "tove2" }));
		expect(await count(), "the same again is no event").toBe(before);
	});

	test("are removed by DELETE: the person ends, the address answers 404", async () => {
		const world = await openWorld();
		const { add, call } = await directory(world);
		const { id } = (await add()).body;
		expect((await call("DELETE", `/Users/${id}`)).status).toBe(204);
		expect((await call("GET", `/Users/${id}`)).body.status).toBe("404");
		expect((await call("DELETE", `/Users/${id}`)).status).toBe(404);
		const person = await world.ctx.db.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
		expect([person.name, person.ended_at]).toEqual(["Tove Ab", TODAY]);
		expect((await add({ emails: [] })).status).toBe(201);
	});

	test("T18: people the directory did not add are not there for it", async () => {
		const world = await openWorld();
		const { call, patch } = await directory(world);
		expect((await call("GET", `/Users/${world.ids.mats}`)).status).toBe(404);
		expect((await patch(`/Users/${world.ids.mats}`, { op: "replace", path: "active", value: false })).status).toBe(404);
		expect((await call("GET", "/Users")).body.totalResults).toBe(0);
	});

	test.each([
		["no userName", { userName: undefined }, 400],
		["an empty userName", { userName: "  " }, 400],
		["an e-mail that is none", { emails: [{ value: "inte en adress" }] }, 400],
		["hidden characters", { displayName: "Tove\u202eAb" }, 400],
		["a name that is too long", { displayName: "x".repeat(500) }, 400],
		["active in another word", { active: "kanske" }, 400],
	])("T08: %s is refused", async (_what, over, status) => {
		const { add } = await directory(await openWorld());
		const answer = await add(over);
		expect([answer.status, answer.body.scimType]).toEqual([status, "invalidValue"]);
	});

	test("T08: hostile filters, paths and bodies are refused in the protocol's form, and never 500", async () => {
		const world = await openWorld();
		const { add, call, patch } = await directory(world);
		const { id } = (await add()).body;
		for (const filter of ['userName sw "a"', "userName eq a", '__proto__ eq "x"', 'a eq "b" or 1 eq 1', '"'])
			expect((await call("GET", `/Users?filter=${encodeURIComponent(filter)}`)).body.scimType).toBe("invalidFilter");
		for (const path of ["__proto__.polluted", "a[b", "emails[type eq 1].value", "constructor.prototype.x.y"])
			expect((await patch(`/Users/${id}`, { op: "add", path, value: "x" })).body.scimType).toBe("invalidPath");
		await patch(`/Users/${id}`, { op: "add", path: "constructor.polluted", value: "x" });
		await patch(`/Users/${id}`, { op: "add", value: JSON.parse('{"__proto__":{"polluted":1}}') as object });
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
		expect((await patch(`/Users/${id}`)).status).toBe(400);
		expect((await call("POST", "/Users", entraUser(), { "Content-Type": "text/plain" })).status).toBe(400);
		expect((await call("GET", "/Users?startIndex=-5&count=999999")).body.itemsPerPage).toBe(1);
	});
});

describe("large requests", () => {
	const add = (path: string, value: unknown) => ({ op: "add" as const, path, value });
	const members = (n: number) => Array.from({ length: n }, (_, at) => ({ value: `m${at}` }));
	const each = <T>(change: (at: number) => T) => Array.from({ length: 999 }, (_, at) => change(at));
	const byPath = (n: number) =>
		Object.fromEntries(Array.from({ length: n }, (_, at) => [`members[value eq "m${at}"].a`, 1]));

	test("T58: a thousand operations that each walk a long list, or many names, are refused; a thousand new members are not", () => {
		const many = add("members", members(5_000));
		const names = (n: number) => Object.fromEntries(Array.from({ length: 99 }, (_, at) => [`a${n}x${at}`, at]));
		for (const operations of [
			[many, ...each((at) => add("members", `x${at}`))],
			[many, ...each((at) => add("members", [`x${at}`, `y${at}`]))],
			[many, ...each((at) => add(`members[value eq "m${at}"].a`, 1))],
			[add("a.list", members(5_000)), ...each((at) => add("a.list", `x${at}`))],
			[many, { op: "add" as const, value: byPath(999) }],
			[2, 3, 4].map((at) => ({ op: "add" as const, value: names(at) })),
			[2, 3, 4].map((at) => add("a", names(at))),
		])
			expect(() => patched({ members: [] }, operations)).toThrow(Invalid);
		const group = patched(
			{ members: members(1_000) },
			each((at) => add("members", `x${at}`)),
		);
		expect(group.members).toHaveLength(1_999);
		expect(patched(group, [add("members", "x5"), add("members", ["x5", "m7"])]).members).toHaveLength(1_999);
	});
});

describe("groups", () => {
	async function groupOfTwo(world: World) {
		const scim = await directory(world);
		const tove = (await scim.add()).body.id as string;
		const ulf = (await scim.add({ userName: "ulf", externalId: "2", displayName: "Ulf", emails: [], name: {} })).body
			.id as string;
		const group = await scim.call("POST", "/Groups", {
			schemas: [GROUP],
			displayName: "ISK Chefer Alfa",
			externalId: "g1",
		});
		return { ...scim, tove, ulf, group: group.body.id as string };
	}

	test("get and lose members as Entra ID sends them", async () => {
		const world = await openWorld();
		const { patch, call, tove, ulf, group } = await groupOfTwo(world);
		await patch(`/Groups/${group}`, { op: "Add", path: "members", value: [{ value: tove }, { value: ulf }] });
		await patch(`/Groups/${group}`, { op: "Remove", path: `members[value eq "${ulf}"]` });
		const now = await call("GET", `/Groups/${group}`);
		expect(now.body.members.map(({ value }: { value: string }) => value)).toEqual([tove]);
		expect((await call("GET", `/Groups/${group}?excludedAttributes=members`)).body.members).toBeUndefined();
		await patch(`/Groups/${group}`, { op: "Remove", path: "members", value: [{ value: tove }] });
		expect((await call("GET", `/Groups/${group}`)).body.members).toEqual([]);
		expect((await trailOf(world, "directory_group", group))[0]).toBe(
			"Integrationen Entra ID tog bort Tove Ab ur gruppen ISK Chefer Alfa",
		);
		expect((await patch(`/Groups/${group}`, { op: "Replace", value: { displayName: "Nytt" } })).body.displayName).toBe(
			"Nytt",
		);
		const found = await call("GET", `/Groups?filter=${encodeURIComponent('displayName eq "nytt"')}`);
		expect(found.body.totalResults).toBe(1);
		expect((await call("POST", "/Groups", { displayName: "NYTT" })).status).toBe(409);
	});

	test("T19: only the directory's own people can be members", async () => {
		const world = await openWorld();
		const { patch, group } = await groupOfTwo(world);
		const answer = await patch(`/Groups/${group}`, { op: "Add", path: "members", value: [{ value: world.ids.mats }] });
		expect(answer.status).toBe(400);
	});

	test("give a role only when an administrator has coupled them, take it back, and never make an administrator", async () => {
		const world = await openWorld();
		const { patch, call, tove, ulf, group } = await groupOfTwo(world);
		await patch(`/Groups/${group}`, { op: "Add", path: "members", value: [{ value: tove }] });
		const roles = async (id: string) =>
			(await listRolesOf(world.ctx.db, id))
				.filter(({ valid_to }) => valid_to === null)
				.map(({ role, unit_id }) => [role, unit_id]);
		expect(await roles(tove)).toEqual([]);
		const adam = await clientFor(world, "adam");
		const couple = (role: string, version: string) =>
			adam.post(`/integrationer/grupper/${group}`, { role, unit_id: role ? world.ids.alfa : "", version });
		expect((await couple("administrator", "1")).status).toBe(422);
		expect((await couple("manager", "1")).status).toBe(303);
		expect(await roles(tove)).toEqual([["manager", world.ids.alfa]]);
		await patch(`/Groups/${group}`, { op: "Replace", path: "members", value: [{ value: ulf }] });
		expect([await roles(tove), await roles(ulf)]).toEqual([[], [["manager", world.ids.alfa]]]);
		await patch(`/Users/${ulf}`, { op: "Replace", path: "active", value: "False" });
		await patch(`/Users/${ulf}`, { op: "Replace", path: "active", value: "True" });
		expect(await roles(ulf)).toEqual([["manager", world.ids.alfa]]);
		expect((await couple("controller", "1")).status).toBe(409);
		expect((await call("DELETE", `/Groups/${group}`)).status).toBe(204);
		expect(await roles(ulf)).toEqual([]);
	});
});
