import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openSetUp } from "../../src/people/accounts/open-set-up.ts";
import { readConfig } from "../../src/config.ts";
import { paths } from "../../src/paths/paths.ts";
import { checkData, checkSettings } from "../../src/running/safe-start/check-safe-start.ts";
import { write } from "../../src/ground/write/write.ts";
import { clientFor } from "../support/browser-client.ts";
import { openTestDatabase } from "../support/database.ts";
import { giveAccount, PASSWORD } from "../support/local-account.ts";
import { visitorTo } from "../support/visitor.ts";
import { openWorld, type World } from "../support/world.ts";

const FIRST = {
	name: "Första Personen",
	email: "forsta@prov.example",
	user_name: "forsta",
	password: "fyra gröna hästar äter",
};

/** An installation nobody has signed in to: migrated, and empty. */
async function emptied(): Promise<World> {
	const world = await openWorld();
	const { database, dataDir } = await openTestDatabase();
	return { ...world, dataDir, ctx: { ...world.ctx, database, db: database.db } };
}

describe("T26: the set-up closes after the first administrator", () => {
	test("the link works once; afterwards neither it nor a new one exists", async () => {
		const world = await emptied();
		const token = (await openSetUp(world.ctx))!;
		const form = { ...FIRST, region: "Region Prov" };
		expect((await visitorTo(world).get(paths.setUp("gissad"))).status).toBe(404);
		expect((await visitorTo(world).post(paths.setUp(token), form)).status).toBe(303);
		expect((await visitorTo(world).get(paths.setUp(token))).status).toBe(404);
		expect((await visitorTo(world).post(paths.setUp(token), { ...form, user_name: "andra" })).status).toBe(404);
		expect(await openSetUp(world.ctx)).toBeNull();
		const people = await world.ctx.db.selectFrom("accounts").select("user_key").execute();
		expect(people.map(({ user_key }) => user_key)).toEqual(["forsta"]);
	});

	test("a link that nobody used opens nothing once somebody has become administrator in another way, also when they have gone", async () => {
		const world = await emptied();
		const token = (await openSetUp(world.ctx))!;
		await world.ctx.database.transaction(async (trx) => {
			const [from, to] = ["2026-01-01", "2026-02-01"];
			const unit = { kind: "region", code: null, name: "R", sort_name: "r", parent_id: null, valid_to: null } as const;
			await trx
				.insertInto("org_units")
				.values({ id: "r", ...unit, valid_from: from, version: 1 })
				.execute();
			const person = { name: "A B", sort_name: "b a", email: null, ledger_name: null, ended_at: to, created_at: from };
			await trx
				.insertInto("people")
				.values({ id: "a", ...person, version: 1 })
				.execute();
			const role = { role: "administrator", unit_id: "r", substitute_for: null, version: 1 } as const;
			await trx
				.insertInto("roles")
				.values({ id: "x", person_id: "a", ...role, valid_from: from, valid_to: to })
				.execute();
		});
		expect((await visitorTo(world).get(paths.setUp(token))).status).toBe(404);
		expect((await visitorTo(world).post(paths.setUp(token), { ...FIRST, region: "Region Prov" })).status).toBe(404);
	});

	test("two who use the link at the same moment become one administrator", async () => {
		const world = await emptied();
		const token = (await openSetUp(world.ctx))!;
		const statuses = await Promise.all(
			["a-forsta", "b-forsta"].map(async (user_name) => {
				const answer = await visitorTo(world).post(paths.setUp(token), { ...FIRST, user_name, region: "Region Prov" });
				return answer.status;
			}),
		);
		expect(statuses.toSorted()).toEqual([303, 404]);
	});
});

describe("T27: an installation in use does not start open", () => {
	const production = { production: true, baseUrl: "https://isk.prov.example" };

	test("without its own address", () => {
		expect(() => readConfig({ NODE_ENV: "production" })).toThrow("BASE_URL");
	});

	test("over plain http, or with keys that others can read", async () => {
		const { dataDir, keysDir } = await openTestDatabase();
		const home = { dataDir, keysDir };
		expect(() => checkSettings({ ...production, baseUrl: "http://isk.prov.example", ...home })).toThrow("https");
		mkdirSync(join(dataDir, "keys"), { mode: 0o700 });
		writeFileSync(join(dataDir, "keys/server.key"), "x", { mode: 0o600 });
		expect(() => checkSettings({ ...production, ...home })).not.toThrow();
		chmodSync(join(dataDir, "keys/server.key"), 0o644);
		expect(() => checkSettings({ ...production, ...home })).toThrow("chmod go-rwx");
	});

	test("with the demo's people in it, nor with one-click sign-in over real people", async () => {
		const fact = (world: World, type: "installation.demo_filled" | "installation.set_up") =>
			write(world.ctx, ({ record }) => {
				const about = { unit_id: null, object: { kind: "system", id: "x" } };
				return type === "installation.set_up"
					? record({ ...about, type, data: { name: "A", region: "B" } })
					: record({ ...about, type, data: {} });
			});
		const demo = await openWorld();
		await fact(demo, "installation.demo_filled");
		await expect(checkData(demo.ctx.db, { production: true, demo: false, dataDir: "x" })).rejects.toThrow("demons");
		const real = await openWorld();
		await fact(real, "installation.set_up");
		await expect(checkData(real.ctx.db, { production: false, demo: true, dataDir: "x" })).rejects.toThrow("production");
	});

	test("and in production nobody can sign in with one click", async () => {
		const world = await openWorld();
		const visitor = visitorTo(world, { baseUrl: "https://isk.prov.example" });
		expect((await visitor.post(paths.signIn(), { person: world.ids.adam })).status).toBe(404);
		expect([...visitor.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
	});
});

describe("T28: nobody changes a way to sign in without proving who they are", () => {
	const CHANGES = [paths.ownPassword(), paths.ownCodes(), paths.ownCodesProof(), paths.ownCodesEnding()];

	test("not signed in: sent to sign in, and nothing changes", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const before = await world.ctx.db.selectFrom("accounts").selectAll().execute();
		for (const path of [...CHANGES, paths.ownRecoveryCodes()]) {
			const answer = await visitorTo(world).post(path, { current: PASSWORD, password: "helt ny och lång fras" });
			expect([path, answer.status, answer.headers.get("location")]).toEqual([
				path,
				303,
				expect.stringContaining(paths.signIn()),
			]);
		}
		expect(await world.ctx.db.selectFrom("accounts").selectAll().execute()).toEqual(before);
	});

	test("signed in without the current password, or as somebody else: refused", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const before = await world.ctx.db.selectFrom("accounts").selectAll().execute();
		const form = { current: "fel lösenord", password: "helt ny och lång fras", again: "helt ny och lång fras" };
		expect((await (await clientFor(world, "mats")).post(paths.ownPassword(), form)).status).toBe(422);
		for (const person of ["maria", "carin", "rune"] as const) {
			const answer = await (await clientFor(world, person)).post(paths.personInvitation(world.ids.mats), {});
			expect([person, answer.status]).toEqual([person, 403]);
		}
		expect(await world.ctx.db.selectFrom("accounts").selectAll().execute()).toEqual(before);
	});
});
