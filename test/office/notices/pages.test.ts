import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { createApp } from "../../../src/app.tsx";
import { readConfig } from "../../../src/config.ts";
import { sessionCookie } from "../../../src/ground/http/actor.ts";
import type { MailSettings } from "../../../src/office/notices/mail-settings.ts";
import { sendWaiting } from "../../../src/office/notices/dispatch.ts";
import { paths } from "../../../src/paths/paths.ts";
import { signIn } from "../../../src/people/session/sign-in.ts";
import { openSamWorld } from "../../sam/round.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";
import { openMailServer } from "./mail-server.ts";
import { NOW, roomOf, tell } from "./support.ts";

const ORIGIN = "http://127.0.0.1:3000";

/** The application with e-mail set up (or not), as one person sees it. */
async function appFor(world: World, person: PersonKey, mail: MailSettings | null) {
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const ctx = await world.as(person);
	const app = createApp({ ...world.ctx, clock: ctx.clock, config, log: pino({ level: "silent" }), mail });
	const headers = { Cookie: `${sessionCookie(config).name}=${await signIn(ctx, "test")}`, Origin: ORIGIN };
	return {
		get: (path: string) => app.request(ORIGIN + path, { headers }),
		post: (path: string, form: [string, string][] = [["confirmed", "yes"]]) =>
			app.request(ORIGIN + path, { method: "POST", headers, body: new URLSearchParams(form) }),
	};
}

/** As it is read: the blanks of a date are unbreakable on screen. */
const textOf = async (answer: Response | Promise<Response>) => (await (await answer).text()).replaceAll("\u00a0", " ");

const events = async (world: World, type: string) =>
	(await world.ctx.db.selectFrom("events").select(["type", "data"]).where("type", "=", type).execute()).map((one) =>
		JSON.parse(one.data),
	);

describe("the outbox under Administration", () => {
	test("shows who was told, when and the server's word; the files have the same rows; the filter holds", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await tell(world, [world.ids.maria, world.ids.beata]);
		server.faults.push({ at: "rcpt", code: 550, says: "No such user" });
		await sendWaiting(roomOf(world, server));
		const adam = await appFor(world, "adam", server.settings);
		const html = await (await adam.get(paths.outbox())).text();
		for (const text of ["Levererad till e-postservern", "Studsad", "550 No such user", "läses inte", "Maria Ek"])
			expect(html).toContain(text);
		const bounced = await (await adam.get(`${paths.outbox()}.json?lage=bounced`)).json();
		expect(bounced).toHaveLength(1);
		expect(await (await adam.get(`${paths.outbox()}.csv`)).text()).toContain("550 No such user");
		expect((await adam.get(`${paths.outbox()}.xlsx`)).status).toBe(200);
		expect((await (await appFor(world, "maria", server.settings)).get(paths.outbox())).status).toBe(403);
	});

	test("a controller sees their own units' reminders and nobody else's", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await tell(world, [world.ids.maria]);
		await tell(world, [world.ids.rune], { unit_id: world.ids.region, title: "Regionens egen sak" });
		const carin = await (await appFor(world, "carin", server.settings)).get(paths.outbox());
		const html = await carin.text();
		expect(html).toContain("Maria Ek");
		expect(html).not.toContain("Regionens egen sak");
	});

	test("the trial goes to whoever asks, tells the server's answer, and never shows the password", async () => {
		const world = await openWorld();
		const server = await openMailServer({ user: "isk", password: "hemligt-losenord" });
		const adam = await appFor(world, "adam", server.settings);
		expect((await adam.post(paths.mailTrial())).status).toBe(303);
		expect(server.received.map(({ to }) => to)).toEqual([["adam@prov.example"]]);
		expect(server.received[0]?.mail.text).toContain("Det här är ett prov");
		const { text, html } = server.received[0]!.mail;
		const links = `${text} ${html}`.match(/https?:\/\/[^\s"<>]+/g) ?? [];
		expect(links.length).toBeGreaterThan(0);
		expect(links.filter((link) => !link.startsWith(server.settings.base_url))).toEqual([]);
		server.faults.push({ at: "rcpt", code: 550, says: "Blocked" });
		const refused = await adam.post(paths.mailTrial());
		expect([refused.status, (await refused.text()).includes("550 Blocked")]).toEqual([422, true]);
		expect((await events(world, "reminders.tried")).map(({ delivered }) => delivered)).toEqual([true, false]);
		const pages =
			(await (await adam.get(paths.outbox())).text()) + JSON.stringify(await events(world, "reminders.tried"));
		expect(pages).not.toContain("hemligt-losenord");
		expect((await (await appFor(world, "carin", server.settings)).post(paths.mailTrial())).status).toBe(403);
	});

	test("without e-mail the page says so and nobody is called", async () => {
		const world = await openWorld();
		const adam = await appFor(world, "adam", null);
		expect(await (await adam.get(paths.outbox())).text()).toContain("E-post är inte inställd");
		expect((await adam.post(paths.mailTrial())).status).toBe(422);
		expect(await events(world, "reminders.tried")).toEqual([]);
	});
});

describe("one's own choices", () => {
	test("are kept, told in the trail, and refuse what no form offers", async () => {
		const world = await openWorld();
		const maria = await appFor(world, "maria", null);
		const send = (told: string[], quiet: string[], version = "0") =>
			maria.post(paths.ownNotices(), [
				...told.map((one): [string, string] => ["told", one]),
				...quiet.map((one): [string, string] => ["quiet_days", one]),
				["version", version],
			]);
		expect((await send(["opened", "coming"], ["5"])).status).toBe(303);
		expect(await events(world, "reminders.chosen")).toEqual([
			{
				muted: ["reviewed", "evidence_answered", "question_answered", "proposal_answered", "feedback", "digest"],
				...{ quiet_days: ["5"], away_from: null, away_to: null },
			},
		]);
		expect((await send(["late"], [], "1")).status).toBe(422);
		expect((await send([], ["1", "2", "3", "4", "5"], "1")).status).toBe(422);
		expect((await send([], [], "0")).status, "another window was first").toBe(409);
		const html = await (await maria.get(paths.ownNotices())).text();
		expect(html).toMatch(/value="5"[^>]*checked/);
	});

	test("days away are two, in order and not too many, and are told in the trail", async () => {
		const world = await openWorld();
		const maria = await appFor(world, "maria", null);
		const send = (from: string, to: string, version = "0") =>
			maria.post(paths.ownNotices(), [
				["away_from", from],
				["away_to", to],
				["version", version],
			]);
		for (const [from, to] of [
			["2026-12-01", ""],
			["", "2026-12-01"],
			["2026-12-10", "2026-12-01"],
			["2026-06-01", "2026-12-01"],
			["2026-02-30", "2026-03-01"],
		] as const)
			expect([from, to, (await send(from, to)).status]).toEqual([from, to, 422]);
		expect((await send("2026-12-21", "2027-01-08")).status).toBe(303);
		expect(await events(world, "reminders.chosen")).toMatchObject([{ away_from: "2026-12-21", away_to: "2027-01-08" }]);
		expect(await (await maria.get(paths.ownNotices())).text()).toContain('value="2026-12-21"');
		expect((await send("", "", "1")).status, "and come back").toBe(303);
	});

	test("the page shows what has been told", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await tell(world, [world.ids.maria], {}, NOW);
		await sendWaiting(roomOf(world, server));
		const html = await textOf((await appFor(world, "maria", server.settings)).get(paths.ownNotices()));
		expect(html).toContain("levererad till e-postservern 16 november 2026 kl. 10.00");
	});
});

describe("everybody who is late is reminded in one act", () => {
	async function lateWorld() {
		const world = await openWorld();
		const { insertRuns } = await import("../../../db/writes/checks/runs.ts");
		const run = (id: string, unit: string, performer: string) => ({
			id,
			control_id: world.ids.control,
			unit_id: unit,
			period_key: "2026-09",
			first_day: "2026-09-01",
			last_day: "2026-09-30",
			due_on: "2026-10-14",
			status: "drawn" as const,
			performer_id: performer,
			reviewer_id: world.ids.mats,
			draw_id: null,
			population_n: null,
			population_sum_ore: null,
			result: null,
			result_reason: "",
			signed_at: null,
			signed_by: null,
			is_late: 0,
			reviewed_at: null,
			reviewed_by: null,
			review_note: "",
			version: 1,
		});
		await world.ctx.database.transaction((trx) =>
			insertRuns(trx, [run("r1", world.ids.alfa, world.ids.maria), run("r2", world.ids.beta, world.ids.beata)]),
		);
		return world;
	}

	test("asked first with how many; once a day; one fact; who leads one unit reminds that unit alone", async () => {
		const world = await lateWorld();
		const server = await openMailServer();
		const mats = await appFor(world, "mats", server.settings);
		expect(await (await mats.get(paths.runReminders())).text()).toContain("En person påminns");
		expect((await mats.post(paths.runReminders())).status).toBe(303);
		const told = () =>
			world.ctx.db.selectFrom("notices").select(["person_id", "object_id", "kind"]).orderBy("id").execute();
		expect(await told()).toEqual([{ person_id: world.ids.maria, object_id: "r1", kind: "nudged" }]);
		const carin = await appFor(world, "carin", server.settings);
		expect(await (await carin.get(paths.runReminders())).text()).toContain("Redan påminda i dag: 1");
		expect((await carin.post(paths.runReminders())).status).toBe(303);
		expect((await carin.post(paths.runReminders())).status).toBe(422);
		// two ids of the same instant stand in any order
		expect((await told()).map(({ object_id }) => object_id).sort()).toEqual(["r1", "r2"]);
		expect((await events(world, "reminders.nudged")).map(({ matters }) => matters)).toEqual([1, 1]);
		await sendWaiting(roomOf(world, server));
		expect(server.received.map(({ to }) => to[0]).sort()).toEqual(["beata@prov.example", "maria@prov.example"]);
		const page = await textOf(mats.get(paths.run("r1")));
		expect(page).toContain(
			"Maria Ek (påmind av någon): påmind 16 november 2026 kl. 10.00, levererad till e-postservern 16 november 2026 kl. 10.00",
		);
	});

	test("whoever has left is not reminded, and nobody outside the reminder's own units, whatever the address asks for", async () => {
		const world = await lateWorld();
		const server = await openMailServer();
		const mats = await appFor(world, "mats", server.settings);
		const of = (unit: string) => `${paths.runReminders()}?enhet=${unit}`;
		expect(
			(
				await mats.post(of(world.ids.beta), [
					["confirmed", "yes"],
					["enhet", world.ids.beta],
				])
			).status,
		).not.toBe(200);
		const told = () => world.ctx.db.selectFrom("notices").select("person_id").execute();
		expect((await told()).map(({ person_id }) => person_id)).not.toContain(world.ids.beata);
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("people").set({ ended_at: NOW }).where("id", "=", world.ids.beata).execute(),
		);
		await (await appFor(world, "carin", server.settings)).post(paths.runReminders());
		expect((await told()).map(({ person_id }) => person_id)).not.toContain(world.ids.beata);
	});

	test("a performer reminds nobody, and without e-mail nobody is", async () => {
		const world = await lateWorld();
		const server = await openMailServer();
		expect((await (await appFor(world, "maria", server.settings)).post(paths.runReminders())).status).toBe(403);
		expect((await (await appFor(world, "carin", null)).post(paths.runReminders())).status).toBe(422);
		expect(await events(world, "reminders.nudged")).toEqual([]);
	});

	test("a round's managers are reminded once a day, by its own controller alone, and not of what they have signed", async () => {
		const world = await openSamWorld();
		const server = await openMailServer();
		const address = paths.samRoundReminders(world.round);
		await world.ctx.database.transaction(async (trx) => {
			const elsewhere = { role: "controller" as const, unit_id: world.ids.psyk };
			await trx.updateTable("roles").set(elsewhere).where("person_id", "=", world.ids.adam).execute();
			const left = { ended_at: NOW };
			await trx.updateTable("people").set(left).where("id", "=", world.ids.gunnel).execute();
		});
		for (const person of ["mats", "siv", "rune", "adam"] as const)
			expect([403, 404], person).toContain((await (await appFor(world, person, server.settings)).post(address)).status);
		const told = () => world.ctx.db.selectFrom("notices").select("object_id").where("kind", "=", "nudged").execute();
		expect(await told()).toEqual([]);
		const carin = await appFor(world, "carin", server.settings);
		expect((await carin.post(address)).status).toBe(303);
		const { alfa, beta, nara } = world.reviews;
		expect((await told()).map(({ object_id }) => object_id).sort()).toEqual([alfa, beta, nara].sort());
		expect((await carin.post(address)).status).toBe(422);
		expect(await told()).toHaveLength(3);
	});

	test("a report's people are all reminded, and nobody twice a day", async () => {
		const world = await lateWorld();
		const server = await openMailServer();
		const carin = await appFor(world, "carin", server.settings);
		const address = paths.remindersToAll(world.ids.period);
		expect((await carin.get(address)).status).toBe(200);
		expect((await carin.post(address)).status).toBe(303);
		const reminded = await world.ctx.db.selectFrom("reminders").select("person_id").execute();
		// whoever reminds is among them, and needs no letter of their own act
		const told = reminded.filter(({ person_id }) => person_id !== world.ids.carin);
		expect(told.length).toBeGreaterThan(0);
		expect(
			await world.ctx.db.selectFrom("notices").select("id").where("object_kind", "=", "period").execute(),
		).toHaveLength(told.length);
		expect((await carin.post(address)).status).toBe(422);
	});
});
