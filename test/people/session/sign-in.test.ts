import { describe, expect, test } from "vitest";
import { giveAccount, giveCodes, PASSWORD } from "../../support/local-account.ts";
import { trailOf } from "../../support/trail-of.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";
import { networkOf } from "../../../src/ground/access/browser.ts";
import { countedWaits } from "../../support/counted-waits.ts";

const later = (minutes: number) => new Date(Date.parse(TODAY) + minutes * 60_000);
const signIn = (visitor: ReturnType<typeof visitorTo>, user_name: string, password = PASSWORD) =>
	visitor.post("/logga-in/losenord", { user_name, password, till: "/mina-sessioner" });
const sessions = (world: World, key: "maria" | "mats" = "mats") =>
	world.ctx.db.selectFrom("sessions").selectAll().where("person_id", "=", world.ids[key]).execute();
const live = async (world: World) => (await sessions(world)).filter((session) => session.ended_at === null);

describe("user name and password", () => {
	test("open the page that was asked for; case does not matter", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const visitor = visitorTo(world);
		const response = await signIn(visitor, " MATS ");
		expect([response.status, response.headers.get("location")]).toEqual([303, "/mina-sessioner"]);
		expect(await (await visitor.get("/mina-sessioner")).text()).toContain("Den här");
		expect((await trailOf(world, "person", world.ids.mats))[0]).toBe("Mats Berg loggade in (lösenord)");
	});

	test("T25: a wrong password and an unknown name get the same answer, and neither says what was typed", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const known = await signIn(visitorTo(world), "mats", "helt fel lösenord");
		const unknown = await signIn(visitorTo(world), "hemligt-ord-i-fel-ruta", "helt fel lösenord");
		const [a, b] = [await known.text(), await unknown.text()];
		expect([known.status, unknown.status]).toEqual([422, 422]);
		expect(a.replace("mats", "")).toBe(b.replace("hemligt-ord-i-fel-ruta", ""));
		expect(a).not.toContain("helt fel");
		const events = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "session.refused").execute();
		expect(events.map(({ actor_name, object_kind }) => [actor_name, object_kind])).toEqual([
			["Ej inloggad", "person"],
			["Ej inloggad", "sign-in"],
		]);
		expect(JSON.stringify(events)).not.toContain("hemligt-ord");
	});

	test("a person who has left, or has no role, does not get in", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ valid_to: "2026-11-15" }).where("person_id", "=", world.ids.mats).execute(),
		);
		expect(await (await signIn(visitorTo(world), "mats")).text()).toContain("Du har ingen roll");
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("people").set({ ended_at: TODAY }).where("id", "=", world.ids.mats).execute(),
		);
		expect(await (await signIn(visitorTo(world), "mats")).text()).toContain("Fel användarnamn eller lösenord");
	});

	test("in production one click is not enough, and the cookie is tied to the host", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const visitor = visitorTo(world, { baseUrl: "https://isk.region.example" });
		expect((await visitor.post("/logga-in", { person: world.ids.mats })).status).toBe(404);
		expect(await (await visitor.get("/logga-in")).text()).not.toContain("Mats Berg");
		const cookie = (await signIn(visitor, "mats")).headers.getSetCookie()[0]!;
		expect(cookie).toMatch(/^__Host-session=[\w-]{43};/);
		for (const part of ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"]) expect(cookie).toContain(part);
	});
});

describe("T31: limits", () => {
	test("after ten attempts on an account each waits for its turn, also for a name nobody has", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const waits = countedWaits();
		for (const name of ["mats", "ingen"]) {
			for (let n = 0; n < 10; n++) await signIn(visitorTo(world), name, "fel fel fel fel");
			expect(waits).toEqual([]);
			const eleventh = await signIn(visitorTo(world), name, "fel fel fel fel");
			expect([waits.splice(0), (await eleventh.text()).includes("Fel användarnamn")]).toEqual([[10_000], true]);
			await signIn(visitorTo(world), name, "fel fel fel fel");
			expect(waits.splice(0)).toEqual([20_000]);
			const full = await signIn(visitorTo(world), name);
			expect([full.status, (await full.text()).includes("För många försök")]).toEqual([422, true]);
		}
		const blocked = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "session.blocked").execute();
		expect(blocked).toHaveLength(2);
		const soon = visitorTo(world, { clock: () => new Date(Date.parse(TODAY) + 30_000) });
		expect((await signIn(soon, "mats")).status, "the line moves on within half a minute").toBe(303);
	});

	test("T58: a stranger who tries for ever does not keep out the browser or the address that has signed in", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const [own, home] = [visitorTo(world, { peer: "2001:db8:1:2::9" }), "2001:db8:1:2:aaaa::1"];
		expect((await signIn(own, "mats")).status).toBe(303);
		const waits = countedWaits();
		for (let n = 0; n < 20; n++) await signIn(visitorTo(world, { peer: "203.0.113.9" }), "mats", "fel fel fel fel");
		expect((await signIn(visitorTo(world, { peer: "203.0.113.10" }), "mats")).status, "a stranger").toBe(422);
		waits.splice(0);
		const elsewhere = visitorTo(world, { peer: "198.51.100.1" });
		for (const [name, value] of own.cookies) elsewhere.cookies.set(name, value);
		expect((await signIn(elsewhere, "mats")).status, "the browser, wherever it is").toBe(303);
		expect((await signIn(visitorTo(world, { peer: home }), "mats")).status, "the address, whichever browser").toBe(303);
		expect(waits).toEqual([]);
	});

	test("T58: a mark is no way round: not another account's, not one somebody has written, and it has a line too", async () => {
		const world = await openWorld();
		for (const person of ["mats", "maria"] as const) await giveAccount(world, person);
		const marked = visitorTo(world);
		await signIn(marked, "maria");
		const mark = marked.cookies.get("kand")!;
		expect(decodeURIComponent(mark)).not.toContain("maria");
		countedWaits();
		for (let n = 0; n < 20; n++) await signIn(visitorTo(world), "mats", "fel fel fel fel");
		for (const value of [mark, "AAAA", encodeURIComponent(btoa('{"name":"kand"}'))]) {
			const guesser = visitorTo(world);
			guesser.cookies.set("kand", value);
			expect((await signIn(guesser, "mats")).status).toBe(422);
		}
		const answers: string[] = [];
		for (let n = 0; n < 14; n++) {
			const known = visitorTo(world);
			known.cookies.set("kand", mark);
			answers.push(await (await signIn(known, "maria", "fel fel fel fel")).text());
		}
		expect(answers.filter((text) => text.includes("För många försök"))).toHaveLength(2);
	});

	test("T31: what one subscriber has of IPv6 is one place, and an address written in two ways is one", () => {
		for (const same of ["2001:db8:0:7::1", "2001:0DB8:0000:0007:ffff:1:2:3", "2001:db8::7:0:0:0:5"])
			expect(networkOf(same)).toBe("2001:db8:0:7::/64");
		expect(networkOf("2001:db8:0:8::1")).not.toBe(networkOf("2001:db8:0:7::1"));
		expect([networkOf("::1"), networkOf("203.0.113.9"), networkOf("::ffff:203.0.113.9")]).toEqual([
			"0:0:0:0::/64",
			"203.0.113.9",
			"203.0.113.9",
		]);
	});

	test("T31: an address counts by its socket; X-Forwarded-For from a stranger changes nothing", async () => {
		const world = await openWorld();
		await world.ctx.database.transaction((trx) => trx.deleteFrom("rate_limits").execute());
		const visitor = visitorTo(world, { peer: "203.0.113.9" });
		const forwarded = (n: number) => ({ "X-Forwarded-For": `198.51.100.${n}` });
		for (let n = 0; n < 3; n++)
			await visitor.post("/logga-in/losenord", { user_name: `x${n}`, password: "y" }, forwarded(n));
		const lines = await world.ctx.db.selectFrom("rate_limits").select("ends_at").orderBy("ends_at").execute();
		const seconds = lines.map(({ ends_at }) => (Date.parse(ends_at) - Date.parse(TODAY)) / 1000);
		expect(seconds, "three places at two seconds, and one of ten for each name").toEqual([6, 10, 10, 10]);
	});

	test("our own proxy on this machine is believed, in what it wrote last", async () => {
		const world = await openWorld();
		const visitor = visitorTo(world, { peer: "127.0.0.1" });
		for (const forged of ["1.1.1.1", "2.2.2.2"])
			await visitor.post(
				"/logga-in/losenord",
				{ user_name: forged, password: "y" },
				{ "X-Forwarded-For": `${forged}, 203.0.113.77` },
			);
		const events = await world.ctx.db
			.selectFrom("events")
			.select("data")
			.where("type", "=", "session.refused")
			.execute();
		expect(events.map(({ data }) => JSON.parse(data).address)).toEqual(["203.0.113.77", "203.0.113.77"]);
	});

	test("simultaneous guesses are counted one by one", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const waits = countedWaits();
		const answers = await Promise.all(
			Array.from({ length: 25 }, () => signIn(visitorTo(world), "mats", "fel fel fel fel")),
		);
		const texts = await Promise.all(answers.map((answer) => answer.text()));
		expect(texts.filter((text) => text.includes("Fel användarnamn"))).toHaveLength(12);
		expect(waits.sort((a, b) => a - b)).toEqual([10_000, 20_000]);
	});
});

describe("one-time codes", () => {
	test("are asked for after the password, and the session begins with the code", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const { codeAt } = await giveCodes(world, "mats");
		const now = later(1);
		const visitor = visitorTo(world, { clock: () => now });
		const half = await signIn(visitor, "mats");
		expect(half.headers.get("location")).toBe("/logga-in/kod");
		expect((await visitor.get("/mina-sessioner")).headers.get("location")).toContain("/logga-in");
		const wrong = await visitor.post("/logga-in/kod", { code: "000000" });
		expect([wrong.status, (await wrong.text()).includes("Koden stämmer inte")]).toEqual([422, true]);
		const done = await visitor.post("/logga-in/kod", { code: codeAt(now) });
		expect([done.status, done.headers.get("location")]).toEqual([303, "/mina-sessioner"]);
		expect((await visitor.get("/mina-sessioner")).status).toBe(200);
	});

	test("T32: the same code opens one session, however many ask at once", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const { codeAt } = await giveCodes(world, "mats");
		const now = later(1);
		const visitors = await Promise.all(
			Array.from({ length: 4 }, async () => {
				const visitor = visitorTo(world, { clock: () => now });
				await signIn(visitor, "mats");
				return visitor;
			}),
		);
		const answers = await Promise.all(visitors.map((visitor) => visitor.post("/logga-in/kod", { code: codeAt(now) })));
		expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([303, 422, 422, 422]);
		expect(await live(world)).toHaveLength(1);
	});

	test("T32: a recovery code works once, and says how many are left", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const { recovery } = await giveCodes(world, "mats");
		expect(recovery).toHaveLength(10);
		const use = async () => {
			const visitor = visitorTo(world);
			await signIn(visitor, "mats");
			return visitor.post("/logga-in/kod", { code: recovery[0]!.toLowerCase() });
		};
		const statuses = (await Promise.all([use(), use(), use()])).map(({ status }) => status);
		expect(statuses.sort((a, b) => a - b)).toEqual([303, 422, 422]);
		expect(await trailOf(world, "person", world.ids.mats)).toContain("Mats Berg använde en reservkod, 9 kvar");
	});

	test("T31: five wrong codes close the way for a while", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const { codeAt } = await giveCodes(world, "mats");
		const visitor = visitorTo(world, { clock: () => later(1) });
		await signIn(visitor, "mats");
		for (let n = 0; n < 4; n++) await visitor.post("/logga-in/kod", { code: "000000" });
		await visitor.post("/logga-in/kod", { code: "000000" });
		expect((await visitor.post("/logga-in/kod", { code: codeAt(later(1)) })).status).toBe(422);
	});

	test("a half-done sign-in is not one: its cookie opens nothing, and it is gone after ten minutes", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const { codeAt } = await giveCodes(world, "mats");
		let now = later(1);
		const visitor = visitorTo(world, { clock: () => now });
		await signIn(visitor, "mats");
		visitor.cookies.set("session", visitor.cookies.get("steg")!);
		expect((await visitor.get("/mina-sessioner")).status).toBe(303);
		now = later(12);
		expect((await visitor.post("/logga-in/kod", { code: codeAt(now) })).status).toBe(404);
	});
});

describe("sessions", () => {
	test("T30: a new sign-in has a new id, and the browser's old session ends", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const visitor = visitorTo(world);
		await signIn(visitor, "mats");
		const first = visitor.cookies.get("session")!;
		await signIn(visitor, "mats");
		expect(visitor.cookies.get("session")).not.toBe(first);
		const old = visitorTo(world);
		old.cookies.set("session", first);
		expect((await old.get("/mina-sessioner")).status).toBe(303);
	});

	test("end after two idle hours, and after ten hours whatever happens", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		let now = later(0);
		const visitor = visitorTo(world, { clock: () => now });
		await signIn(visitor, "mats");
		for (let minutes = 0; minutes < 600; minutes += 110) {
			now = later(minutes);
			expect((await visitor.get("/mina-sessioner")).status, `${minutes} minutes`).toBe(200);
		}
		now = later(601);
		expect((await visitor.get("/mina-sessioner")).status).toBe(303);
		await signIn(visitor, "mats");
		now = later(601 + 121);
		expect((await visitor.get("/mina-sessioner")).status).toBe(303);
	});

	test("are listed for their owner, who ends one or all others, and nobody else's", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		await giveAccount(world, "maria");
		const [here, there, maria] = [visitorTo(world), visitorTo(world), visitorTo(world)];
		await here.post(
			"/logga-in/losenord",
			{ user_name: "mats", password: PASSWORD },
			{ "User-Agent": "Firefox/1 Windows" },
		);
		await there.post(
			"/logga-in/losenord",
			{ user_name: "mats", password: PASSWORD },
			{ "User-Agent": "iPhone Safari/1" },
		);
		await signIn(maria, "maria");
		const page = await (await here.get("/mina-sessioner")).text();
		expect(page).toContain("Firefox på Windows");
		expect(page).toContain("Safari på iPhone");
		const [foreign] = await sessions(world, "maria").then((all) => all.filter(({ ended_at }) => ended_at === null));
		expect((await here.post(`/sessioner/${foreign!.id}/avslut`)).status).toBe(404);
		expect((await maria.get("/mina-sessioner")).status).toBe(200);
		expect((await here.post("/mina-sessioner/avslut")).status).toBe(303);
		expect((await there.get("/mina-sessioner")).status).toBe(303);
		expect((await here.get("/mina-sessioner")).status).toBe(200);
	});

	test("an administrator sees and ends them on the person's page; a controller does not see them", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		await giveAccount(world, "adam");
		await giveAccount(world, "carin");
		const [mats, adam, carin] = [visitorTo(world), visitorTo(world), visitorTo(world)];
		await signIn(mats, "mats");
		await signIn(adam, "adam");
		await signIn(carin, "carin");
		const path = `/personer/${world.ids.mats}`;
		expect(await (await adam.get(path)).text()).toContain("Avsluta alla inloggningar");
		expect(await (await carin.get(path)).text()).not.toContain("Användarnamn");
		expect((await carin.post(`${path}/sessioner/avslut`)).status).toBe(403);
		await adam.post(`${path}/sessioner/avslut`);
		expect((await mats.get("/mina-sessioner")).status).toBe(303);
		expect((await trailOf(world, "person", world.ids.mats))[0]).toBe(
			"Adam Norén avslutade en inloggning för Mats Berg",
		);
	});

	test.each(["avslut av rollen", "avslut av personen"])("T30: %s signs out everywhere at once", async (what) => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		await giveAccount(world, "adam");
		const [mats, adam] = [visitorTo(world), visitorTo(world)];
		await signIn(mats, "mats");
		await signIn(adam, "adam");
		const role = await world.ctx.db
			.selectFrom("roles")
			.select(["id", "version"])
			.where("person_id", "=", world.ids.mats)
			.executeTakeFirstOrThrow();
		const answer =
			what === "avslut av rollen"
				? await adam.post(`/roller/${role.id}/avslut`, { valid_to: "2026-11-30", version: "1" })
				: await adam.post(`/personer/${world.ids.mats}/avslut`, { version: "1" });
		expect(answer.status).toBe(303);
		expect((await mats.get("/mina-sessioner")).status).toBe(303);
		expect(await live(world)).toEqual([]);
	});

	test("T30: signing out ends the session on the server, also for somebody whose roles have run out", async () => {
		const world = await openWorld();
		await giveAccount(world, "mats");
		const visitor = visitorTo(world);
		await signIn(visitor, "mats");
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ valid_to: "2026-11-15" }).where("person_id", "=", world.ids.mats).execute(),
		);
		expect((await visitor.post("/logga-ut")).headers.get("location")).toBe("/logga-in");
		expect(await live(world)).toEqual([]);
	});
});
