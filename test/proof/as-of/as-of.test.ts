import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { insertRole } from "../../../db/writes/people/people.ts";
import { asOfFolder, clearAsOf, openAsOfStore } from "../../../src/proof/as-of/as-of-store.ts";
import { paths } from "../../../src/paths/paths.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { write } from "../../../src/ground/write/write.ts";
import { addressOf, isMutating, type Route, routeTable } from "../../support/route-table.ts";
import { type Visitor, visitorTo } from "../../support/visitor.ts";
import { FULL_MEASURE } from "../../support/measure.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";

// each copy is made by a thread, which from source learns to read TypeScript first
vi.setConfig({ testTimeout: 120_000 });

const NOW = "2026-11-23T09:00:00.000Z";
const THEN = "2026-11-17";
const OLD = "Otillåtna beställningar under 10 tkr";
const NEW = "Beställningar utan attest";

/** The risk is renamed the day after the one that is read. */
async function renamedWorld(): Promise<World> {
	const world = await openWorld();
	await write(await world.as("carin", "2026-11-18T09:00:00.000Z"), async ({ trx, record }) => {
		await trx.updateTable("risks").set({ title: NEW, version: 2 }).where("id", "=", world.ids.risk).execute();
		const data = { note: "bytte namn på risken" };
		await record({ type: "system.started", unit_id: null, object: { kind: "system", id: "risk" }, data });
	});
	return world;
}

async function signedIn(world: World, person: PersonKey, at = NOW): Promise<Visitor> {
	const visitor = visitorTo(world, { clock: () => new Date(at) });
	expect((await visitor.post(paths.signIn(), { person: world.ids[person] })).status).toBe(303);
	return visitor;
}

async function readerOf(world: World, day: string, person: PersonKey = "rune", at = NOW): Promise<Visitor> {
	const visitor = await signedIn(world, person, at);
	expect((await visitor.post(paths.asOf(), { datum: day })).status).toBe(303);
	await ready(visitor);
	return visitor;
}

/** As the browser does: asks again while the copy is made. */
async function ready(visitor: Visitor): Promise<void> {
	await expect.poll(async () => (await visitor.get(paths.trail())).status, { timeout: 100_000 }).toBe(200);
}

const factsOf = (world: World) => world.ctx.db.selectFrom("events").select("type").execute();

/** What works as always while an earlier day is read: one's own sign-in, a report of a fault, and the way back. */
const ALWAYS = (route: Route) =>
	/^\/(logga-|fortsatt|api|mina-atkomstnycklar|atkomstnycklar|mina-sessioner|sessioner|personer\/:id\/sessioner|personer\/:id\/(konto|inbjud)|mitt-konto|inbjud|uppstart|lage|tillganglighet|scim)/.test(
		route.path,
	);

describe("the auditor reads the register as of a day", () => {
	test("a date in the header: page and files show that day, under a banner, until the way back is taken", async () => {
		const world = await renamedWorld();
		const rune = await signedIn(world, "rune");
		const risk = async () => (await rune.get(paths.risk(world.ids.risk))).text();
		expect(await risk()).toContain(NEW);
		expect(await risk()).toContain('name="datum"');
		expect(await risk()).not.toContain("Du läser läget");

		const chosen = await rune.post(paths.asOf(), { datum: THEN, till: paths.risk(world.ids.risk) });
		expect([chosen.status, chosen.headers.get("location")]).toEqual([303, paths.risk(world.ids.risk)]);
		await ready(rune);
		expect(await risk()).toContain(OLD);
		expect(await risk()).not.toContain(NEW);
		expect(await risk()).toContain("Du läser läget 2026-11-17");
		for (const ending of ["json", "csv"]) {
			const file = await (await rune.get(`${paths.planTable(world.ids.plan)}.${ending}`)).text();
			expect(file).toContain(OLD);
			expect(file).not.toContain(NEW);
		}
		expect(await (await rune.get(`${paths.trail()}.json`)).text()).not.toContain("bytte namn på risken");

		await rune.post(paths.asOfEnding(), { till: paths.risk(world.ids.risk) });
		expect(await risk()).toContain(NEW);
		expect(await (await rune.get(`${paths.trail()}.json`)).text()).toContain("bytte namn på risken");
	});

	test("a day that is not over, one before the log, or no date at all is refused with the value kept", async () => {
		const rune = await signedIn(await renamedWorld(), "rune");
		for (const datum of ["2026-11-23", "2027-01-01", "2026-11-15", "2026-02-30", "i går", ""]) {
			const answer = await rune.post(paths.asOf(), { datum });
			expect(answer.status, datum).toBe(422);
			expect(await answer.text()).toContain(`value="${datum}"`);
		}
		expect(rune.cookies.has("lage")).toBe(false);
	});

	test("only who has the right reads an earlier day; a cookie alone gives nothing, and signing out forgets it", async () => {
		const world = await renamedWorld();
		const mats = await signedIn(world, "mats");
		expect((await mats.post(paths.asOf(), { datum: THEN })).status).toBe(403);
		mats.cookies.set("lage", THEN);
		const page = await (await mats.get(paths.risk(world.ids.risk))).text();
		expect(page).toContain(NEW);
		expect(page).not.toContain('name="datum"');
		const rune = await readerOf(world, THEN);
		expect(await (await rune.get(paths.risk(world.ids.risk))).text()).toContain(OLD);
		for (const nonsense of ["2026-13-45", "../../etc", "9999-01-01", "2026-11-23"]) {
			rune.cookies.set("lage", nonsense);
			expect(await (await rune.get(paths.risk(world.ids.risk))).text(), nonsense).toContain(NEW);
		}
		rune.cookies.set("lage", THEN);
		await rune.post(paths.signOut());
		expect(rune.cookies.has("lage")).toBe(false);
	});

	test("every change is refused with one sentence, also for an auditor who is controller too, and nothing is recorded", async () => {
		const world = await renamedWorld();
		await write(await world.as("system"), async ({ trx, record }) => {
			for (const role of ["controller", "manager", "administrator", "approver"] as const)
				await insertRole(trx, {
					id: newId(),
					person_id: world.ids.rune,
					role,
					unit_id: world.ids.region,
					valid_from: "2020-01-01",
					valid_to: null,
					substitute_for: null,
					version: 1,
				});
			const data = { note: "gav fler roller" };
			await record({ type: "system.started", unit_id: null, object: { kind: "system", id: "roll" }, data });
		});
		const rune = await readerOf(world, THEN);
		const before = await factsOf(world);
		const changing = routeTable(world).filter((route) => isMutating(route) && !ALWAYS(route));
		expect(changing.length).toBeGreaterThan(80);
		for (const route of changing) {
			const answer = await rune.post(addressOf(route, world.ids.risk), { version: "2" });
			expect(answer.status, `${route.method} ${route.path}`).toBe(403);
			expect(await answer.text(), route.path).toContain("där kan inget ändras");
		}
		expect(await factsOf(world)).toEqual(before);
		const page = await (await rune.get(paths.risk(world.ids.risk))).text();
		expect(page, "nothing is offered that would be refused").not.toContain(paths.riskEdit(world.ids.risk));
	});

	test("every page and list answers as it does today, and says which day it shows", async () => {
		const world = await openWholeWorld();
		const today = await signedIn(world, "rune", "2090-01-02T09:00:00.000Z");
		const rune = await readerOf(world, "2090-01-01", "rune", "2090-01-02T09:00:00.000Z");
		const nouns = Object.entries(world.objects).sort(([a], [b]) => b.length - a.length);
		const routes = routeTable(world);
		const known = new Set(routes.map((route) => route.path));
		const wrong: string[] = [];
		let pages = 0;
		for (const [at, route] of routes.entries()) {
			if (!FULL_MEASURE && at % 3 > 0) continue;
			if (route.method !== "GET" || !route.action || ALWAYS(route)) continue;
			// the workbook of a list is made of the rows of its CSV, on the same route
			const isWorkbook = /xlsx\}?$/.test(route.path) && known.has(route.path.replace(/xlsx(?=\}?$)/, "csv"));
			if (isWorkbook && !FULL_MEASURE) continue;
			const id = nouns.find(([noun]) => route.path.startsWith(`${noun}/:`))?.[1] ?? "finns-inte";
			const path = addressOf(route, id);
			const [then, now] = [await rune.get(path), await today.get(path)];
			const html = then.headers.get("content-type")?.startsWith("text/html");
			const text = html ? await then.text() : "";
			// a form to change something is a page of today only
			const closed = then.status === 403 && now.status !== 403 && text.includes("Gå tillbaka till i dag");
			if (then.status !== now.status && !closed) wrong.push(`${path}: ${then.status}, today ${now.status}`);
			if (html && then.status === 200 && !text.includes("Du läser läget 2090-01-01") && /<!doctype/i.test(text))
				wrong.push(`${path}: no banner`);
			if (html) pages++;
		}
		expect(wrong).toEqual([]);
		expect(pages).toBeGreaterThan(40);
	}, 120_000);

	test("that a file is read while an earlier day is read is a fact of today", async () => {
		const world = await openWholeWorld();
		const rune = await readerOf(world, "2090-01-01", "rune", "2090-01-02T09:00:00.000Z");
		expect((await rune.get(`${paths.trail()}.csv`)).status).toBe(200);
		const last = await world.ctx.db.selectFrom("events").selectAll().orderBy("seq", "desc").limit(1).executeTakeFirst();
		expect([last?.type, last?.at, last?.actor_id]).toEqual([
			"trail.exported",
			"2090-01-02T09:00:00.000Z",
			world.ids.rune,
		]);
	});
});

describe("copies of past days", () => {
	test("three are kept, in files nobody else reads; they are gone after a restart", async () => {
		const world = await renamedWorld();
		const store = openAsOfStore(world.ctx.database, world.dataDir);
		for (const day of ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"]) {
			const { db } = await store.open(day);
			expect((await db.selectFrom("risks").select("title").execute())[0]?.title).toBe(day < "2026-11-18" ? OLD : NEW);
		}
		const folder = asOfFolder(world.dataDir);
		expect(readdirSync(folder).sort()).toEqual(["2026-11-17.db", "2026-11-18.db", "2026-11-19.db"]);
		expect(await store.open("2026-11-17")).toBe(await store.open("2026-11-17"));
		clearAsOf(world.dataDir);
		expect(existsSync(folder)).toBe(false);
	});

	test("a copy that cannot be made leaves nothing behind, and the next try starts anew", async () => {
		const world = await renamedWorld();
		const broken = openAsOfStore({ location: { file: `${world.dataDir}/finns/inte.db` } }, world.dataDir);
		await expect(broken.open(THEN)).rejects.toThrow();
		await expect(broken.open(THEN)).rejects.toThrow();
		expect(readdirSync(asOfFolder(world.dataDir))).toEqual([]);
	});
});
