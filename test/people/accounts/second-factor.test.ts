import { Secret, TOTP } from "otpauth";
import { describe, expect, test } from "vitest";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { giveAccount, giveCodes, PASSWORD } from "../../support/local-account.ts";
import { addressOf, isMutating, routeTable } from "../../support/route-table.ts";
import { clientFor } from "../../support/browser-client.ts";
import { type Visitor, visitorTo } from "../../support/visitor.ts";
import { openWorld, type PersonKey, TODAY, type World } from "../../support/world.ts";

const PRODUCTION = { baseUrl: "https://isk.region.example" };

async function signedIn(world: World, person: PersonKey, options = {}): Promise<Visitor> {
	await giveAccount(world, person);
	const visitor = visitorTo(world, options);
	expect((await visitor.post("/logga-in/losenord", { user_name: person, password: PASSWORD })).status).toBe(303);
	return visitor;
}

async function decide(world: World, required: boolean): Promise<void> {
	const row = { key: "second_factor", value: JSON.stringify({ required }), valid_from: "2026-11-01" };
	await world.ctx.database.transaction((trx) =>
		insertSetting(trx, { id: "factor", ...row, created_at: TODAY, created_by: world.ids.adam }),
	);
}

/** What somebody without the second factor can still do: set it up, and leave. */
const OWN = ["/mitt-konto", "/mitt-konto/engangskoder", "/mitt-konto/engangskoder/prov", "/logga-ut"];

describe("T55: a role that administers or decides needs a second factor", () => {
	test("nothing else answers until it is set up: no page, file, fragment or form of the whole route table", async () => {
		const world = await openWorld();
		await decide(world, true);
		const carin = await signedIn(world, "carin");
		const wrong: string[] = [];
		for (const route of routeTable(world)) {
			const path = addressOf(route, "finns-inte");
			if (OWN.includes(path) || /^\/(scim|healthz|readyz|tillgangar|api\/openapi)/.test(path)) continue;
			// what programs send is asked for their key, which a session is not
			if (path.startsWith("/api/inlasning/")) {
				if ((await carin.post(path, {})).status !== 401) wrong.push(`${route.method} ${path}`);
				continue;
			}
			const response = isMutating(route) ? await carin.post(path, {}) : await carin.get(path);
			const led = response.status === 303 && response.headers.get("location") === "/mitt-konto";
			const isFile = /\.(json|csv|xlsx)$/.test(path);
			const refused = response.status === 403 && (await response.text()).includes("engångskoder");
			if (!(isMutating(route) || isFile ? refused : led)) wrong.push(`${route.method} ${path} ${response.status}`);
		}
		expect(wrong).toEqual([]);
		const fragment = await carin.get("/planer", { "HX-Request": "true" });
		expect(fragment.headers.get("HX-Redirect")).toBe("/mitt-konto");
	}, 120_000);

	test("it is set up where sign-in leads, and then everything is open; it cannot be turned off again", async () => {
		const world = await openWorld();
		await decide(world, true);
		const adam = await signedIn(world, "adam");
		expect((await adam.get("/")).headers.get("location")).toBe("/mitt-konto");
		const page = await (await adam.get("/mitt-konto")).text();
		expect(page).toContain("Din roll kräver engångskoder");
		expect(page).not.toContain("Byt lösenord");
		expect((await adam.post("/mitt-konto/engangskoder", { current: PASSWORD })).status).toBe(303);
		const shown = await (await adam.get("/mitt-konto/engangskoder/prov")).text();
		const seed = /secret=([A-Z2-7]+)/.exec(shown)![1]!;
		const code = new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: Date.parse(TODAY) });
		expect((await adam.post("/mitt-konto/engangskoder/prov", { code })).status).toBe(200);
		expect((await adam.get("/personer.json")).status).toBe(200);
		const ending = await adam.post("/mitt-konto/engangskoder/avslut", { current: PASSWORD });
		expect([ending.status, await ending.text()]).toEqual([403, expect.stringContaining("går inte att stänga av")]);
	});

	test("production asks until the region has said otherwise; a demo, and other roles, are not asked", async () => {
		const world = await openWorld();
		for (const person of ["adam", "carin", "fia"] as const)
			expect((await (await signedIn(world, person, PRODUCTION)).get("/")).headers.get("location")).toBe("/mitt-konto");
		expect((await (await signedIn(world, "maria", PRODUCTION)).get("/")).status).toBe(200);
		expect((await (await signedIn(world, "mats", PRODUCTION)).get("/")).status).toBe(200);
		const carin = visitorTo(world);
		await carin.post("/logga-in/losenord", { user_name: "carin", password: PASSWORD });
		expect((await carin.get("/")).status).toBe(200);
		await decide(world, false);
		const again = visitorTo(world, PRODUCTION);
		await again.post("/logga-in/losenord", { user_name: "carin", password: PASSWORD });
		expect((await again.get("/")).status).toBe(200);
	});

	test("a substitute's role asks too, and whoever has codes signs in as before", async () => {
		const world = await openWorld();
		await decide(world, true);
		const mats = await signedIn(world, "mats");
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("roles")
				.set({ substitute_for: world.ids.carin, role: "controller" })
				.where("person_id", "=", world.ids.mats)
				.execute(),
		);
		expect((await mats.get("/")).headers.get("location")).toBe("/mitt-konto");
		await giveAccount(world, "fia");
		const { codeAt } = await giveCodes(world, "fia");
		const later = new Date(Date.parse(TODAY) + 60_000);
		const fia = visitorTo(world, { clock: () => later });
		await fia.post("/logga-in/losenord", { user_name: "fia", password: PASSWORD });
		expect((await fia.post("/logga-in/kod", { code: codeAt(later) })).headers.get("location")).toBe("/");
		expect((await fia.get("/")).status).toBe(200);
	});
});

test("the second factor is decided by an administrator of the whole region, with an event, and never by a controller", async () => {
	const world = await openWorld();
	const decision = { codes: "optional", valid_from: "2026-11-16" };
	const path = "/installningar/engangskoder";
	expect((await (await clientFor(world, "carin")).post(path, decision)).status).toBe(403);
	const adam = await clientFor(world, "adam");
	expect((await adam.post(path, decision)).status).toBe(303);
	expect(await (await (await clientFor(world, "rune")).get("/logg")).text()).toContain(
		"beslutade Engångskoder för administratörer, controllers och förvaltningschef / nämnd: frivilliga",
	);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ unit_id: world.ids.nara }).where("person_id", "=", world.ids.adam).execute(),
	);
	const part = await (await clientFor(world, "adam")).post(path, { ...decision, valid_from: "2026-11-17" });
	expect([part.status, (await world.ctx.db.selectFrom("settings").selectAll().execute()).length]).toEqual([404, 1]);
});
