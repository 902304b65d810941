import { afterAll, describe, expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { countedWaits } from "../../support/counted-waits.ts";
import { hold } from "../../support/lifetime.ts";
import { addressOf, routeTable } from "../../support/route-table.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";
import { bearer, documentedLists, keyOf, listedIn, problemOf, read as readAt, type Schema } from "./documented.ts";

const DAY_MS = 24 * 60 * 60_000;

const read = (world: World, key: string, path: string = `${paths.controls()}.json`) => readAt(world, key, path);
const tokensOf = (world: World) => world.ctx.db.selectFrom("api_tokens").selectAll().execute();
const change = (
	world: World,
	statement: (trx: Parameters<Parameters<World["ctx"]["database"]["transaction"]>[0]>[0]) => Promise<unknown>,
) => world.ctx.database.transaction(statement);

describe("a key's life", () => {
	test("made, shown once, stored as a hash, read with, listed with its last use, ended", async () => {
		const world = await openWorld();
		const key = await keyOf(world, "carin");
		expect(key).toHaveLength(43);
		expect(JSON.stringify(await tokensOf(world))).not.toContain(key);
		const carin = await clientFor(world, "carin");
		const before = await (await carin.get(paths.ownApiTokens())).text();
		expect(before).toContain("Aldrig");
		expect(before).not.toContain(key);
		const sessions = await world.ctx.db.selectFrom("sessions").selectAll().execute();
		const answer = await read(world, key);
		expect(answer.status).toBe(200);
		expect(answer.headers.getSetCookie()).toEqual([]);
		expect(await world.ctx.db.selectFrom("sessions").selectAll().execute()).toHaveLength(sessions.length);
		expect(await (await carin.get(paths.ownApiTokens())).text()).not.toContain("Aldrig");
		const [token] = await tokensOf(world);
		expect((await carin.post(paths.apiTokenEnding(token!.id), {})).status).toBe(303);
		const refused = await read(world, key);
		expect(refused.status).toBe(401);
		expect(refused.headers.get("WWW-Authenticate")).toContain("Bearer");
		expect((await problemOf(refused)).detail).toContain("Åtkomstnyckeln gäller inte");
		const events = await world.ctx.db.selectFrom("events").select("type").where("type", "like", "api%").execute();
		expect(events.map(({ type }) => type)).toEqual(["api_token.added", "api_token.ended"]);
	});

	test("an administrator sees and ends anybody's; a colleague neither sees nor ends it", async () => {
		const world = await openWorld();
		const key = await keyOf(world, "carin");
		const [token] = await tokensOf(world);
		const mats = await clientFor(world, "mats");
		expect((await mats.get(paths.apiTokens())).status).toBe(403);
		expect((await mats.post(paths.apiTokenEnding(token!.id), {})).status).toBe(404);
		expect(await (await mats.get(paths.ownApiTokens())).text()).toContain("Du har ingen åtkomstnyckel");
		const adam = await clientFor(world, "adam");
		expect(await (await adam.get(paths.apiTokens())).text()).toContain("Power BI");
		expect((await adam.post(paths.apiTokenEnding(token!.id), {})).status).toBe(303);
		expect((await read(world, key)).status).toBe(401);
	});

	test("no key without a name, for longer than a year, or beyond the twentieth", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		for (const form of [
			{ name: "", days: "30" },
			{ name: "x", days: "366" },
			{ name: "x", days: "0" },
		])
			expect((await carin.post(paths.ownApiTokens(), form)).status).toBe(422);
		expect(await tokensOf(world)).toEqual([]);
		for (let n = 0; n < 20; n++) expect(await keyOf(world, "carin")).toHaveLength(43);
		expect(await keyOf(world, "carin")).toBe("");
		expect(await tokensOf(world)).toHaveLength(20);
	});

	test("it ends with its day, with the person's roles, with the person's sign-ins, and with the person", async () => {
		const world = await openWorld();
		const key = await keyOf(world, "mats");
		const later = visitorTo(world, { clock: () => new Date(new Date(TODAY).getTime() + 30 * DAY_MS) });
		expect((await later.get(`${paths.controls()}.json`, bearer(key))).status).toBe(401);
		const roles = await world.ctx.db.selectFrom("roles").selectAll().where("person_id", "=", world.ids.mats).execute();
		const until = (valid_to: string | null) =>
			change(world, (trx) =>
				trx.updateTable("roles").set({ valid_to }).where("person_id", "=", world.ids.mats).execute(),
			);
		await until("2026-01-01");
		expect((await read(world, key)).status).toBe(401);
		await until(roles[0]!.valid_to);
		expect((await read(world, key)).status).toBe(200);
		const gone = (ended_at: string | null) =>
			change(world, (trx) => trx.updateTable("people").set({ ended_at }).where("id", "=", world.ids.mats).execute());
		await gone(TODAY);
		expect((await read(world, key)).status).toBe(401);
		await gone(null);
		const adam = await clientFor(world, "adam");
		expect((await adam.post(paths.personSessionsEnding(world.ids.mats), {})).status).toBe(303);
		expect((await read(world, key)).status).toBe(401);
	});

	test("the database itself brings no ended key back, and gives a living one no other day or owner", async () => {
		const world = await openWorld();
		await keyOf(world, "carin");
		const set = (values: object) => change(world, (trx) => trx.updateTable("api_tokens").set(values).execute());
		await expect(set({ expires_at: "2099-01-01T00:00:00.000Z" })).rejects.toThrow("not allowed");
		await expect(set({ person_id: world.ids.adam })).rejects.toThrow("not allowed");
		await set({ ended_at: TODAY });
		await expect(set({ ended_at: null })).rejects.toThrow("not allowed");
		await expect(change(world, (trx) => trx.deleteFrom("api_tokens").execute())).rejects.toThrow("not allowed");
	});
});

describe("what a key opens", () => {
	test("no page, no other file and no form: there the header says nothing", async () => {
		const world = await openWorld();
		const key = await keyOf(world, "carin");
		const visitor = visitorTo(world);
		for (const { method, path } of routeTable(world)) {
			if (method !== "GET" || /\.json\}?$/.test(path)) continue;
			const address = addressOf({ path }, "finns-inte");
			const [with_key, without] = [await visitor.get(address, bearer(key)), await visitor.get(address)];
			expect([address, with_key.status, with_key.headers.get("location")]).toEqual([
				address,
				without.status,
				without.headers.get("location"),
			]);
		}
		const events = () => world.ctx.db.selectFrom("events").select("seq").execute();
		const before = await events();
		for (const path of [paths.controls(), `${paths.controls()}.json`, paths.ownApiTokens()]) {
			const sent = await visitorTo(world).post(path, { name: "x", days: "1" }, bearer(key));
			expect([path, sent.status, sent.headers.get("location")?.split("?")[0]]).toEqual([path, 303, paths.signIn()]);
		}
		expect(await events()).toEqual(before);
	});

	test("a wrong key is refused beside a cookie that would do, and wrong keys wait for their turn", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const path = `${paths.controls()}.json`;
		expect((await carin.get(path)).status).toBe(200);
		for (const wrong of ["Bearer", "Bearer ", `Bearer ${"x".repeat(43)}`, "bearer x y"])
			expect((await carin.get(path, { Authorization: wrong })).status).toBe(401);
		const waits = countedWaits();
		const guesser = visitorTo(world, { peer: "192.0.2.7" });
		const guess = () => guesser.get(path, bearer("y".repeat(43)));
		for (let n = 0; n < 100; n++) expect((await guess()).status).toBe(401);
		const rest = await Promise.all(Array.from({ length: 30 }, guess));
		expect(rest.map(({ status }) => status)).toContain(429);
		expect(waits.length).toBeGreaterThan(0);
	});

	test("what is logged of a reading is the person's, by the key's name", async () => {
		const world = await openWorld();
		expect((await read(world, await keyOf(world, "carin"), `${paths.trail()}.json`)).status).toBe(200);
		const event = await world.ctx.db
			.selectFrom("events")
			.selectAll()
			.where("type", "=", "trail.exported")
			.executeTakeFirstOrThrow();
		expect(event).toMatchObject({ via: "api", actor_id: world.ids.carin });
		expect(event.actor_name).toContain("(nyckeln Power BI)");
	});
});

function fits(schema: Schema, value: unknown): boolean {
	const types = [schema.type ?? []].flat();
	if (value === null) return types.includes("null");
	if (typeof value === "string") return types.includes("string");
	return (
		typeof value === "number" && (types.includes("number") || (types.includes("integer") && Number.isInteger(value)))
	);
}

describe("every list of the whole world", async () => {
	const [{ world, lists, document }, close] = await hold(async () => {
		const world = await openWholeWorld();
		return { world, ...(await documentedLists(world)) };
	});
	afterAll(close);

	test("the document names every one, and answers 304 to whoever has it", async () => {
		expect(document.openapi).toBe("3.1.0");
		expect(lists.map(({ name }) => name).sort()).toEqual(listedIn(document).sort());
		expect(lists.length).toBeGreaterThan(45);
		const first = await visitorTo(world).get(paths.apiDocument());
		const again = await visitorTo(world).get(paths.apiDocument(), { "If-None-Match": first.headers.get("ETag")! });
		expect(again.status).toBe(304);
	});

	test.each(["carin", "adam", "mats", "rune", "siv", "maria"] as const)(
		"%s: a key reads exactly what the person reads, and every row is as the document says",
		async (person) => {
			const [client, key] = [await clientFor(world, person), await keyOf(world, person)];
			for (const { name, address } of lists) {
				const [own, by_key] = [await client.get(address), await read(world, key, address)];
				const [said, got] = [await own.text(), await by_key.text()];
				expect([address, by_key.status], got).toEqual([address, own.status]);
				if (name !== `${paths.trail()}.json` && name !== `${paths.apiTokens()}.json`) expect(got).toBe(said);
				if (own.status !== 200) continue;
				const { properties } = document.paths[name]!.get.responses["200"].content["application/json"]!.schema.items;
				for (const row of JSON.parse(got) as Record<string, unknown>[]) {
					expect(Object.keys(row), name).toEqual(Object.keys(properties));
					const wrong = Object.entries(row).filter(([column, value]) => !fits(properties[column]!, value));
					expect([name, wrong]).toEqual([name, []]);
				}
			}
		},
	);

	test("parts of a list make the whole of it, by the link; a size that cannot be read is refused", async () => {
		const key = await keyOf(world, "carin");
		let parted = 0;
		// reading the log is itself an event of the log
		for (const { name, address } of lists.filter((list) => list.name !== `${paths.trail()}.json`)) {
			const [first] = Object.keys(
				document.paths[name]!.get.responses["200"].content["application/json"]!.schema.items.properties,
			);
			for (const query of ["", `&sortera=-${first}`]) {
				const whole = await read(world, key, `${address}?${query.slice(1)}`);
				if (whole.status !== 200) continue;
				const all = (await whole.json()) as object[];
				const found: object[] = [];
				let next: string | undefined = `${address}?antal=${Math.max(1, Math.floor(all.length / 2))}${query}`;
				for (; next; parted++) {
					const part: Response = await read(world, key, next);
					found.push(...((await part.json()) as object[]));
					next = /<([^>]+)>; rel="next"/.exec(part.headers.get("Link") ?? "")?.[1];
				}
				expect([address, query, found]).toEqual([address, query, all]);
			}
		}
		expect(parted).toBeGreaterThan(2 * lists.length);
		for (const path of [`${paths.controls()}.json`, `${paths.purchases()}.json`]) {
			for (const query of ["antal=0", "antal=5001", "antal=x", "antal=2&sida=0"])
				expect([query, (await read(world, key, `${path}?${query}`)).status]).toEqual([query, 422]);
		}
	});

	test("its own page names every list, from this server alone", async () => {
		const html = await (await (await clientFor(world, "maria")).get(paths.api())).text();
		// an address may break at its marks
		const whole = html.replaceAll(/<wbr ?\/?>/g, "");
		for (const name of listedIn(document)) expect(whole).toContain(`<code>${name}</code>`);
		expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
	});
});
