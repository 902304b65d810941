import { describe, expect, test } from "vitest";
import { insertRole } from "../../../db/writes/people/people.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld, type World } from "../../support/world.ts";
import { bearer, keyOf, read } from "./documented.ts";

const status = async (world: World, key: string, path: string) => (await read(world, key, `${path}.json`)).status;

async function serviceKey(world: World, form: Record<string, string | string[]> = {}) {
	const adam = await clientFor(world, "adam");
	const made = await adam.post(paths.apiTokens(), { integration: "Lönesystemet", name: "natt", days: "30", ...form });
	return { status: made.status, key: /value="([\w-]{43})"/.exec(await made.text())?.[1] ?? "" };
}

describe("a key opens what it says, and never more", () => {
	test("only the lists that were chosen", async () => {
		const world = await openWorld();
		const key = await keyOf(world, "carin", { reads: "chosen", lists: paths.deviations() });
		expect(await status(world, key, paths.deviations())).toBe(200);
		expect(await status(world, key, paths.controls())).toBe(403);
		expect(await keyOf(world, "carin", { reads: "chosen" })).toBe("");
		expect(await keyOf(world, "carin", { reads: "chosen", lists: "/finns-inte" })).toBe("");
		expect(await keyOf(world, "carin", { imports: "allt" })).toBe("");
		expect(await keyOf(world, "carin", { unit_id: world.ids.alfa })).toBe("");
	});

	test("only a board: rows of others are not read, nor what is shown for the whole region", async () => {
		const world = await openWorld();
		const board = await world.ctx.db.selectFrom("boards").selectAll().executeTakeFirstOrThrow();
		const whole = await keyOf(world, "rune");
		const narrow = await keyOf(world, "rune", { unit_id: board.unit_id });
		expect(await status(world, whole, paths.purchases())).toBe(200);
		expect(await status(world, narrow, paths.purchases())).toBe(200);
		expect(await status(world, narrow, paths.measures())).toBe(403);
		const carins = await keyOf(world, "carin", { unit_id: board.unit_id });
		expect(await status(world, carins, paths.deviations())).toBe(200);
	});

	test("no role that its owner got after it was made", async () => {
		const world = await openWorld();
		const [old, before] = [await keyOf(world, "maria"), await keyOf(world, "adam")];
		expect(await status(world, old, paths.purchases())).toBe(403);
		await world.ctx.database.transaction((trx) =>
			insertRole(trx, {
				...{ id: "ny-roll", person_id: world.ids.maria, role: "controller", unit_id: world.ids.administration },
				...{ valid_from: "2026-01-01", valid_to: null, substitute_for: null, version: 1 },
			}),
		);
		expect(await status(world, old, paths.purchases())).toBe(403);
		expect(await status(world, await keyOf(world, "maria"), paths.purchases())).toBe(200);
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ valid_to: "2026-01-01" }).where("person_id", "=", world.ids.adam).execute(),
		);
		expect(await status(world, before, paths.people())).toBe(401);
	});
});

describe("an integration's key", () => {
	test("is made by whoever administers the tree, read by, logged by name, and ended", async () => {
		const world = await openWorld();
		const { key } = await serviceKey(world, { imports: "people" });
		expect(key).toHaveLength(43);
		const row = await world.ctx.db.selectFrom("api_tokens").selectAll().executeTakeFirstOrThrow();
		expect(row).toMatchObject({ integration: "Lönesystemet", person_id: world.ids.adam, last_used_at: null });
		expect(JSON.stringify(row)).not.toContain(key);
		expect(await status(world, key, paths.people())).toBe(200);
		const form = new FormData();
		form.append("kind", "people");
		form.append("file", new File(["Anställningsnummer;Namn;E-post;Enhetskod;Roll;Slutdatum\n7;Eva Ek;;;;\n"], "p.csv"));
		const headers = { ...bearer(key), "Idempotency-Key": "natten-1" };
		const sent = await visitorTo(world).send("POST", paths.apiImport("personer"), form, headers);
		expect(sent.status, await sent.text()).toBe(201);
		const events = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "hr.imported").execute();
		expect(events).toMatchObject([{ via: "api", actor_name: "Integrationen Lönesystemet (nyckeln natt)" }]);
		const adam = await clientFor(world, "adam");
		const page = await (await adam.get(paths.apiTokens())).text();
		expect(page).toContain("Lönesystemet");
		expect((await adam.post(paths.apiTokenEnding(row.id), {})).status).toBe(303);
		expect(await status(world, key, paths.people())).toBe(401);
	});

	test("is refused to others, without a name, and for longer than a year", async () => {
		const world = await openWorld();
		const form = { integration: "X", name: "x", days: "30" };
		for (const person of ["carin", "mats", "rune"] as const)
			expect((await (await clientFor(world, person)).post(paths.apiTokens(), form)).status).toBe(403);
		expect((await serviceKey(world, { integration: "" })).status).toBe(422);
		expect((await serviceKey(world, { days: "366" })).status).toBe(422);
		expect(await world.ctx.db.selectFrom("api_tokens").selectAll().execute()).toEqual([]);
	});

	test("never has what its maker has not: it imports no purchases for an administrator, and ends with them", async () => {
		const world = await openWorld();
		const { key } = await serviceKey(world, { imports: "purchases" });
		const form = new FormData();
		form.append("file", new File(["x"], "p.csv"));
		const headers = { ...bearer(key), "Idempotency-Key": "natten-1" };
		expect((await visitorTo(world).send("POST", paths.apiImport("inkop"), form, headers)).status).toBe(403);
		expect(await status(world, key, paths.purchases())).toBe(403);
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("people").set({ ended_at: "2026-11-01" }).where("id", "=", world.ids.adam).execute(),
		);
		expect(await status(world, key, paths.people())).toBe(401);
	});

	test("stands: the database gives a living key no other scope, unit, roles or name", async () => {
		const world = await openWorld();
		await serviceKey(world);
		const set = (values: object) =>
			world.ctx.database.transaction((trx) => trx.updateTable("api_tokens").set(values).execute());
		for (const values of [{ scope: "{}" }, { roles: "[]" }, { integration: "" }, { unit_id: world.ids.administration }])
			await expect(set(values)).rejects.toThrow("not allowed");
	});
});
