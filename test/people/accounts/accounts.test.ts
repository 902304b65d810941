import { describe, expect, test } from "vitest";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { invitePerson } from "../../../src/people/accounts/invite-person.ts";
import { openSetUp } from "../../../src/people/accounts/open-set-up.ts";
import { openFolderStore } from "../../../src/ground/files/file-store.ts";
import { keysFrom } from "../../../src/ground/keys.ts";
import { openTestDatabase } from "../../support/database.ts";
import { giveAccount, giveCodes, PASSWORD } from "../../support/local-account.ts";
import { trailOf } from "../../support/trail-of.ts";
import { type Visitor, visitorTo } from "../../support/visitor.ts";
import { openWorld, type PersonKey, TODAY, type World } from "../../support/world.ts";

const later = (minutes: number) => new Date(Date.parse(TODAY) + minutes * 60_000);

async function signedIn(
	world: World,
	person: PersonKey,
	options: Parameters<typeof visitorTo>[1] = {},
): Promise<Visitor> {
	await giveAccount(world, person);
	const visitor = visitorTo(world, options);
	const answer = await visitor.post("/logga-in/losenord", { user_name: person, password: PASSWORD });
	expect(answer.status).toBe(303);
	return visitor;
}
async function invite(adam: Visitor, personId: string): Promise<string> {
	const page = await (await adam.post(`/personer/${personId}/inbjudan`)).text();
	return /\/inbjudan\/([\w-]{43})"/.exec(page)![1]!;
}
const account = { user_name: "maria", password: "sju sorters kakor" };

describe("invitations", () => {
	test("let a person choose a password and sign in, once", async () => {
		const world = await openWorld();
		const adam = await signedIn(world, "adam");
		const token = await invite(adam, world.ids.maria);
		const maria = visitorTo(world);
		expect(await (await maria.get(`/inbjudan/${token}`)).text()).toContain("Välkommen, Maria Ek");
		expect((await maria.post(`/inbjudan/${token}`, account)).headers.get("location")).toBe("/");
		expect((await maria.get("/mina-sessioner")).status).toBe(200);
		expect(await trailOf(world, "person", world.ids.maria)).toEqual([
			"Maria Ek loggade in (inbjudan)",
			"Maria Ek valde användarnamn och lösenord genom en inbjudan från Adam Norén",
			"Adam Norén gav Maria Ek en inbjudan att välja inloggning",
		]);
		expect((await visitorTo(world).get(`/inbjudan/${token}`)).status).toBe(404);
	});

	test("T29: are 256 bits stored as a hash, work once however many try at once, die after three days and when a newer is made", async () => {
		const world = await openWorld();
		let now = later(0);
		const clock = () => now;
		const adam = await signedIn(world, "adam", { clock });
		const token = await invite(adam, world.ids.maria);
		expect(JSON.stringify(await world.ctx.db.selectFrom("one_time_links").selectAll().execute())).not.toContain(token);
		expect(JSON.stringify(await world.ctx.db.selectFrom("events").selectAll().execute())).not.toContain(token);
		const newer = await invite(adam, world.ids.maria);
		expect((await visitorTo(world).post(`/inbjudan/${token}`, account)).status).toBe(404);
		const answers = await Promise.all(
			["a", "b", "c"].map((name) =>
				visitorTo(world).post(`/inbjudan/${newer}`, { ...account, user_name: `maria.${name}` }),
			),
		);
		expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 404, 404]);
		const late = await invite(adam, world.ids.mats);
		now = later(3 * 24 * 60 + 1);
		expect((await visitorTo(world, { clock }).get(`/inbjudan/${late}`)).status).toBe(404);
	});

	test("T07: lead to the configured address, whatever the Host header says", async () => {
		const world = await openWorld();
		const optional = { key: "second_factor", value: '{"required":false}', valid_from: "2026-01-01" };
		await world.ctx.database.transaction((trx) =>
			insertSetting(trx, { id: "factor", ...optional, created_at: TODAY, created_by: world.ids.adam }),
		);
		const adam = await signedIn(world, "adam", { baseUrl: "https://isk.region.example" });
		const page = await (
			await adam.post(
				`/personer/${world.ids.maria}/inbjudan`,
				{},
				{ Host: "ond.example", "X-Forwarded-Host": "ond.example" },
			)
		).text();
		expect(page).toContain("https://isk.region.example/inbjudan/");
		expect(page).not.toContain("ond.example");
	});

	test("T28, T55: only an administrator over the person makes one, and never for themselves", async () => {
		const world = await openWorld();
		const [carin, adam] = [await signedIn(world, "carin"), await signedIn(world, "adam")];
		expect((await carin.post(`/personer/${world.ids.maria}/inbjudan`)).status).toBe(403);
		expect((await adam.post(`/personer/${world.ids.adam}/inbjudan`)).status).toBe(403);
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ unit_id: world.ids.nara }).where("person_id", "=", world.ids.adam).execute(),
		);
		expect((await adam.post(`/personer/${world.ids.gunnel}/inbjudan`)).status).toBe(404);
	});

	test("T55: an administrator of one område invites nobody who also has a role above it", async () => {
		const world = await openWorld();
		const { ids } = world;
		const give = (id: string, person_id: string, role: "administrator" | "auditor", unit_id: string) =>
			world.ctx.database.transaction((trx) =>
				trx
					.insertInto("roles")
					.values({
						...{ id, person_id, role, unit_id, valid_from: "2026-01-01", valid_to: null },
						...{ substitute_for: null, version: 1 },
					})
					.execute(),
			);
		await give("r1", ids.gunnel, "administrator", ids.nara);
		const gunnel = await world.as("gunnel");
		const invited = () => invitePerson(gunnel, ids.maria, TODAY.slice(0, 10));
		expect((await invited()).name).toBe("Maria Ek");
		await give("r2", ids.maria, "auditor", ids.administration);
		await expect(invited()).rejects.toThrow();
	});

	test("T30: start a person over: the old password, codes and sessions end", async () => {
		const world = await openWorld();
		const adam = await signedIn(world, "adam");
		const mats = await signedIn(world, "mats");
		const token = await invite(adam, world.ids.mats);
		expect((await mats.post("/mitt-konto/inbjudan/ja")).headers.get("location")).toBe("/");
		await giveCodes(world, "mats");
		const fresh = { user_name: "mats", password: "ett helt nytt lösenord" };
		expect((await visitorTo(world).post(`/inbjudan/${token}`, fresh)).status).toBe(303);
		expect((await mats.get("/mina-sessioner")).status).toBe(303);
		expect((await visitorTo(world).post("/logga-in/losenord", { user_name: "mats", password: PASSWORD })).status).toBe(
			422,
		);
		const again = await visitorTo(world).post("/logga-in/losenord", fresh);
		expect(again.headers.get("location")).toBe("/");
	});

	test.each([
		["kort", "Skriv minst 12 tecken"],
		["aaaaaaaaaaaaaa", "enformigt"],
		["maria är bäst i världen", "användarnamnet"],
	])("the password %j is refused, and not sent back", async (password, why) => {
		const world = await openWorld();
		const token = await invite(await signedIn(world, "adam"), world.ids.maria);
		const refused = await visitorTo(world).post(`/inbjudan/${token}`, { user_name: "maria", password });
		const text = await refused.text();
		expect([refused.status, text.includes(why), text.includes(`"${password}"`)]).toEqual([422, true, false]);
	});

	test("a user name belongs to one person", async () => {
		const world = await openWorld();
		const adam = await signedIn(world, "adam");
		const token = await invite(adam, world.ids.maria);
		const refused = await visitorTo(world).post(`/inbjudan/${token}`, { ...account, user_name: "ADAM" });
		expect([refused.status, (await refused.text()).includes("upptaget")]).toEqual([422, true]);
	});
});

describe("T28: nobody's credentials change without the current password", () => {
	test("a new password needs the old one, and ends every other session", async () => {
		const world = await openWorld();
		const here = await signedIn(world, "mats");
		const there = visitorTo(world);
		await there.post("/logga-in/losenord", { user_name: "mats", password: PASSWORD });
		const fresh = "ett helt nytt lösenord";
		expect((await here.post("/mitt-konto/losenord", { current: "gissat lösenord", password: fresh })).status).toBe(422);
		expect((await here.post("/mitt-konto/losenord", { current: "", password: fresh })).status).toBe(422);
		expect((await there.get("/mina-sessioner")).status).toBe(200);
		// T22: the account is the session's person's, whatever the form says
		const form = {
			current: PASSWORD,
			password: fresh,
			person_id: world.ids.adam,
			user_name: "adam",
			actor_id: world.ids.adam,
		};
		expect((await here.post("/mitt-konto/losenord", form)).status).toBe(303);
		expect((await there.get("/mina-sessioner")).status).toBe(303);
		expect((await here.get("/mina-sessioner")).status).toBe(200);
		const accounts = await world.ctx.db.selectFrom("accounts").select("person_id").execute();
		expect(accounts).toEqual([{ person_id: world.ids.mats }]);
		expect((await visitorTo(world).post("/logga-in/losenord", { user_name: "mats", password: fresh })).status).toBe(
			303,
		);
	});

	test("nor by somebody who is not signed in, for any of the ways", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		for (const path of ["losenord", "engangskoder", "engangskoder/prov", "engangskoder/avslut", "reservkoder"]) {
			const response = await visitorTo(world).post(`/mitt-konto/${path}`, {
				current: PASSWORD,
				password: "x".repeat(20),
				code: "000000",
			});
			expect([path, response.status, response.headers.get("location")?.split("?")[0]]).toEqual([
				path,
				303,
				"/logga-in",
			]);
		}
	});

	test("codes are turned on with password and a code, and off with the password", async () => {
		const world = await openWorld();
		const mats = await signedIn(world, "mats");
		expect((await mats.post("/mitt-konto/engangskoder", { current: "fel fel fel fel" })).status).toBe(422);
		expect((await mats.get("/mitt-konto/engangskoder/prov")).status).toBe(303);
		await mats.post("/mitt-konto/engangskoder", { current: PASSWORD });
		expect(await (await mats.get("/mitt-konto/engangskoder/prov")).text()).toContain("Nyckel:");
		expect((await mats.post("/mitt-konto/engangskoder/prov", { code: "000000" })).status).toBe(422);
		const { codeAt } = await giveCodes(world, "mats");
		expect(codeAt(TODAY)).toMatch(/^\d{6}$/);
		const stored = await world.ctx.db.selectFrom("accounts").select("totp_secret").executeTakeFirstOrThrow();
		expect(stored.totp_secret).not.toMatch(/^[A-Z2-7]+$/);
		const again = visitorTo(world);
		await again.post("/logga-in/losenord", { user_name: "mats", password: PASSWORD });
		const now = later(1);
		const moved = visitorTo(world, { clock: () => now });
		for (const [name, value] of again.cookies) moved.cookies.set(name, value);
		expect((await moved.post("/logga-in/kod", { code: codeAt(now) })).status).toBe(303);
		expect((await moved.post("/mitt-konto/engangskoder/avslut", { current: "fel fel fel fel" })).status).toBe(422);
		expect((await moved.post("/mitt-konto/engangskoder/avslut", { current: PASSWORD })).status).toBe(303);
		expect(
			(await visitorTo(world).post("/logga-in/losenord", { user_name: "mats", password: PASSWORD })).headers.get(
				"location",
			),
		).toBe("/");
	});

	test("somebody who signs in elsewhere has no password here", async () => {
		const world = await openWorld();
		const mats = await signedIn(world, "mats");
		await world.ctx.database.transaction((trx) => trx.deleteFrom("accounts").execute());
		expect((await mats.get("/mitt-konto")).status).toBe(404);
	});
});

describe("T26: the first administrator", () => {
	const form = {
		region: "Region Ny",
		name: "Anna Först",
		email: "anna@ny.example",
		user_name: "anna",
		password: "fyra gröna hästar äter",
	};

	async function emptyInstallation(): Promise<World> {
		const { database, dataDir } = await openTestDatabase();
		const ctx = {
			database,
			db: database.db,
			files: openFolderStore(dataDir),
			keys: keysFrom(Buffer.alloc(32, 7)),
			actor: await systemActor(database.db, "system"),
			clock: () => new Date(TODAY),
		};
		return { ctx, dataDir } as unknown as World;
	}

	test("comes by a one-time link, and the set-up closes behind them", async () => {
		const world = await emptyInstallation();
		const old = (await openSetUp(world.ctx))!;
		const token = (await openSetUp(world.ctx))!;
		const visitor = visitorTo(world, { baseUrl: "https://isk.ny.example" });
		expect((await visitor.get(`/uppstart/${old}`)).status, "a link from an earlier start").toBe(404);
		expect((await visitor.get(`/uppstart/${"x".repeat(43)}`)).status).toBe(404);
		expect((await visitor.post(`/uppstart/${token}`, { ...form, password: "kort" })).status).toBe(422);
		const answers = await Promise.all(
			[form, { ...form, user_name: "bertil", email: "b@ny.example" }].map((one) =>
				visitorTo(world, { baseUrl: "https://isk.ny.example" }).post(`/uppstart/${token}`, one),
			),
		);
		expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 404]);
		const roles = await world.ctx.db.selectFrom("roles").select("role").execute();
		expect(roles).toEqual([{ role: "administrator" }]);
		expect(await openSetUp(world.ctx)).toBeNull();
		expect((await visitor.get(`/uppstart/${token}`)).status).toBe(404);
		await world.ctx.database.transaction((trx) => trx.updateTable("roles").set({ valid_to: "2020-01-01" }).execute());
		expect(await openSetUp(world.ctx), "closed for good, also when the only administrator has gone").toBeNull();
	});

	test("is administrator of a tree with one unit, signed in, with it all in the trail", async () => {
		const world = await emptyInstallation();
		const visitor = visitorTo(world);
		const token = (await openSetUp(world.ctx))!;
		expect((await visitor.post(`/uppstart/${token}`, form)).headers.get("location")).toBe("/administration");
		expect(await (await visitor.get("/administration")).text()).toContain("Personer");
		const events = await world.ctx.db.selectFrom("events").select(["type", "actor_name"]).orderBy("seq").execute();
		expect(events.map(({ type, actor_name }) => `${actor_name}: ${type}`)).toEqual([
			"Systemet: installation.link_made",
			"Anna Först: unit.added",
			"Anna Först: installation.set_up",
			"Anna Först: session.started",
		]);
	});
});
