import { describe, expect, test } from "vitest";
import { insertIdentity } from "../../../db/writes/people/accounts.ts";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { invitePerson } from "../../../src/people/accounts/invite-person.ts";
import type { OidcProvider } from "../../../src/people/session/oidc-provider.ts";
import { giveAccount, giveCodes, PASSWORD } from "../../support/local-account.ts";
import { type Visitor, visitorTo } from "../../support/visitor.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";

const SENTENCE = "Lösenord används inte här. Logga in med regionens inloggning.";
const PROVIDER = { name: "regionens inloggning", issuer: "https://id.example" } as unknown as OidcProvider;
const WITH_PROVIDER = { signIn: { provider: PROVIDER, proxies: [] } };

async function forbid(world: World, valid_from = "2026-11-16"): Promise<void> {
	const row = { key: "local_passwords", value: JSON.stringify({ forbidden: true }), valid_from };
	await world.ctx.database.transaction((trx) =>
		insertSetting(trx, { id: `passwords-${valid_from}`, ...row, created_at: TODAY, created_by: world.ids.adam }),
	);
}

async function signedIn(world: World, person: "adam" | "mats"): Promise<Visitor> {
	await giveAccount(world, person);
	const visitor = visitorTo(world, WITH_PROVIDER);
	expect((await visitor.post("/logga-in/losenord", { user_name: person, password: PASSWORD })).status).toBe(303);
	return visitor;
}

describe("T55: local passwords, where the region has forbidden them", () => {
	test("open no door: sign-in, a waiting code, an invitation, a change; and the sessions they began are over", async () => {
		const world = await openWorld();
		const mats = await signedIn(world, "mats");
		await giveAccount(world, "carin");
		const { recovery } = await giveCodes(world, "carin");
		const half = visitorTo(world, WITH_PROVIDER);
		expect(
			(await half.post("/logga-in/losenord", { user_name: "carin", password: PASSWORD })).headers.get("location"),
		).toBe("/logga-in/kod");
		const server = { ...world.ctx, actor: await systemActor(world.ctx.db, "cli") };
		const { token } = await invitePerson(server, world.ids.maria, TODAY.slice(0, 10));
		const accounts = await world.ctx.db.selectFrom("accounts").selectAll().execute();
		await forbid(world);

		const stranger = visitorTo(world, WITH_PROVIDER);
		const doors = [
			await stranger.post("/logga-in/losenord", { user_name: "mats", password: PASSWORD }),
			await half.post("/logga-in/kod", { code: recovery[0]! }),
			await stranger.post(`/inbjudan/${token}`, { user_name: "maria", password: "sju sorters kakor" }),
		];
		for (const door of doors) expect([door.status, (await door.text()).includes(SENTENCE)]).toEqual([422, true]);
		expect((await mats.get("/")).headers.get("location")).toContain("/logga-in");
		const change = { current: PASSWORD, password: "helt ny och lång fras" };
		expect((await mats.post("/mitt-konto/losenord", change)).headers.get("location")).toContain("/logga-in");
		expect((await mats.get("/planer.json")).status).toBe(303);
		expect(await world.ctx.db.selectFrom("accounts").selectAll().execute()).toEqual(accounts);
		for (const path of ["/logga-in/losenord", `/inbjudan/${token}`])
			expect(await (await stranger.get(path)).text()).not.toContain('name="password"');
		const refused = await world.ctx.db
			.selectFrom("events")
			.select("data")
			.where("type", "=", "session.refused")
			.execute();
		expect(JSON.stringify(refused)).toContain("forbidden");
	});

	test("work before the day, and where no identity provider is set up", async () => {
		const world = await openWorld();
		await forbid(world, "2026-11-17");
		expect((await (await signedIn(world, "mats")).get("/")).status).toBe(200);
		await forbid(world);
		const alone = visitorTo(world);
		expect((await alone.post("/logga-in/losenord", { user_name: "mats", password: PASSWORD })).status).toBe(303);
	});
});

test("an administrator forbids them only with a provider, and with another way in", async () => {
	const world = await openWorld();
	const adam = await signedIn(world, "adam");
	const decision = { passwords: "forbidden", valid_from: "2026-11-17" };
	const path = "/installningar/losenord";
	const alone = visitorTo(world);
	await alone.post("/logga-in/losenord", { user_name: "adam", password: PASSWORD });
	expect(await (await alone.post(path, decision)).text()).toContain("Ingen inloggningstjänst är inställd");
	const locked = await adam.post(path, decision);
	expect([locked.status, await locked.text()]).toEqual([422, expect.stringContaining("Koppla det först")]);
	expect(await world.ctx.db.selectFrom("settings").selectAll().execute()).toEqual([]);
	const identity = { id: "i", person_id: world.ids.adam, issuer: "https://id.example", subject: "a", linked_at: TODAY };
	await world.ctx.database.transaction((trx) => insertIdentity(trx, identity));
	expect((await adam.post(path, decision)).status).toBe(303);
	expect(await (await adam.get("/installningar")).text()).toContain("inte tillåten där en inloggningstjänst finns");
});
