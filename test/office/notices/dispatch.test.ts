import { describe, expect, test } from "vitest";
import { sendWaiting, waitAfter } from "../../../src/office/notices/dispatch.ts";
import { write } from "../../../src/ground/write/write.ts";
import { openWorld } from "../../support/world.ts";
import { openMailServer } from "./mail-server.ts";
import { later, letters, NOW, roomOf, states, tell } from "./support.ts";

describe("a letter is handed over once", () => {
	test("plain and HTML in Swedish, link from BASE_URL, one recipient, an id of its own", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await tell(world, [world.ids.maria]);
		expect(await sendWaiting(roomOf(world, server))).toEqual({ delivered: 1 });
		const [got] = server.received;
		expect(got?.to).toEqual(["maria@prov.example"]);
		expect(got?.from).toBe("tillracklig@region.example");
		expect(got?.mail.subject).toBe("Tillräcklig: Stickprov av inköp, oktober 2026, Vårdcentralen Alfa");
		expect(got?.mail.text).toContain("Har granskats.");
		expect(got?.mail.text).toContain("https://isk.region.example/stickprov/run-1");
		expect(got?.mail.html).toContain('href="https://isk.region.example/stickprov/run-1"');
		expect(got?.mail.html).toContain('<html lang="sv">');
		expect(String(got?.mail.html)).not.toMatch(/<(img|script|link|style)/);
		expect(got?.mail.headers.get("auto-submitted")).toBe("auto-generated");
		expect(got?.mail.messageId).toMatch(/^<[\w-]{36}@region\.example>$/);
		expect(await sendWaiting(roomOf(world, server, later(60)))).toEqual({});
		expect(server.received).toHaveLength(1);
		expect((await letters(world))[0]).toMatchObject({ state: "delivered", attempts: 1 });
	});

	test("what waits for one person the same day is one letter; the same thing twice is one notice", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await tell(world, [world.ids.maria, world.ids.maria]);
		await tell(world, [world.ids.maria], { object: { kind: "control_run", id: "run-2" }, title: "Två" });
		expect(await sendWaiting(roomOf(world, server))).toEqual({ delivered: 1 });
		expect(server.received[0]?.mail.subject).toBe("Tillräcklig: 2 saker väntar");
		expect(server.received[0]?.mail.text?.match(/Har granskats/g)).toHaveLength(2);
	});

	test("whoever made the change is not told of it, and a substitute is told for whom", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("roles")
				.set({ substitute_for: world.ids.maria })
				.where("person_id", "=", world.ids.beata)
				.execute(),
		);
		await tell({ ...world, ctx: await world.as("maria") }, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		expect(server.received.map(({ to }) => to[0])).toEqual(["beata@prov.example"]);
		expect(server.received[0]?.mail.text).toContain("(för Maria Ek)");
	});

	test("a write that is rolled back tells nobody", async () => {
		const world = await openWorld();
		await expect(tell(world, [world.ids.maria], { unit_id: "finns-inte" })).rejects.toThrow();
		expect(await world.ctx.db.selectFrom("notices").select("id").execute()).toEqual([]);
	});

	test("without e-mail set up nothing is kept", async () => {
		const world = await openWorld();
		await write(world.ctx, async ({ notify, record }) => {
			await record({ type: "system.started", unit_id: null, object: { kind: "system", id: "x" }, data: { note: "x" } });
			const unit_id = world.ids.alfa;
			await notify({
				to: world.ids.maria,
				kind: "reviewed",
				unit_id,
				object: { kind: "person", id: "x" },
				title: "",
				unit: "",
			});
		});
		expect(await world.ctx.db.selectFrom("notices").select("id").execute()).toEqual([]);
	});
});

describe("faults of the mail server", () => {
	test("4xx is tried again later with the same id, and then delivered", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		server.faults.push({ at: "rcpt", code: 451, says: "Greylisted" });
		server.faults.push({ at: "data", code: 452, says: "Insufficient storage" });
		await tell(world, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		const [first] = await letters(world);
		expect(first).toMatchObject({ state: "retrying", attempts: 1 });
		expect(first?.answer).toContain("451 Greylisted");
		expect(await sendWaiting(roomOf(world, server))).toEqual({}); // not before its time
		await sendWaiting(roomOf(world, server, later(2)));
		expect(await states(world)).toEqual(["retrying"]);
		await sendWaiting(roomOf(world, server, later(10)));
		expect(await letters(world)).toMatchObject([{ state: "delivered", message_id: first?.message_id, attempts: 3 }]);
		expect(server.received[0]?.mail.messageId).toBe(`<${first?.message_id}>`);
	});

	test("5xx for the recipient is a bounce with the server's words; 5xx for the letter gives it up", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		server.faults.push({ at: "rcpt", code: 550, says: "No such user" });
		await tell(world, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		expect(await letters(world)).toMatchObject([{ state: "bounced", answer: "550 No such user" }]);
		server.faults.push({ at: "data", code: 554, says: "Rejected as spam" });
		await tell(world, [world.ids.beata]);
		await sendWaiting(roomOf(world, server, later(1)));
		expect(await states(world)).toEqual(["bounced", "given_up"]);
		expect(server.received).toEqual([]);
	});

	test.each([true, false])("cut after DATA (the server kept it: %s): unsure, and never sent again", async (keeps) => {
		const world = await openWorld();
		const server = await openMailServer();
		server.faults.push({ at: "data", does: "cut", keeps });
		await tell(world, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		expect(await states(world)).toEqual(["unsure"]);
		await sendWaiting(roomOf(world, server, later(24 * 60)));
		expect(server.received).toHaveLength(keeps ? 1 : 0);
		expect(await states(world)).toEqual(["unsure"]);
	});

	test("a slow server is waited for", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		server.faults.push({ at: "data", does: "slow", ms: 400 });
		await tell(world, [world.ids.maria, world.ids.beata]);
		expect(await sendWaiting(roomOf(world, server))).toEqual({ delivered: 2 });
	});

	test("a wrong password stops nothing and is told without the password", async () => {
		const world = await openWorld();
		const server = await openMailServer({ user: "isk", password: "ratt" });
		const settings = { ...server.settings, password: "hemligt-och-fel" };
		await tell(world, [world.ids.maria, world.ids.beata]);
		expect(await sendWaiting(roomOf(world, { settings }))).toEqual({});
		expect(await states(world)).toEqual(expect.arrayContaining(["retrying"]));
		expect(JSON.stringify(await letters(world))).not.toContain("hemligt");
		expect(await sendWaiting(roomOf(world, server, later(2)))).toEqual({ delivered: 2 });
	});

	test("away for a week: nobody has more than one letter, and each goes when it is back", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await server.close();
		for (let day = 0; day < 7; day++) {
			await tell(world, [world.ids.maria, world.ids.beata], { moment: `dag ${day}` }, later(day * 24 * 60));
			for (const minute of [1, 30, 90]) await sendWaiting(roomOf(world, server, later(day * 24 * 60 + minute)));
		}
		expect(await letters(world)).toHaveLength(2);
		expect((await letters(world)).map(({ answer }) => answer).join()).toContain("ECONNREFUSED");
		const back = await openMailServer({ port: server.settings.port });
		await sendWaiting(roomOf(world, back, later(7 * 24 * 60 + 120)));
		expect(back.received).toHaveLength(2);
		// what was told meanwhile comes in the next letter, one each
		await sendWaiting(roomOf(world, back, later(7 * 24 * 60 + 121)));
		expect(back.received).toHaveLength(4);
		expect(await sendWaiting(roomOf(world, back, later(8 * 24 * 60)))).toEqual({});
	});

	test("longer and longer between attempts, an hour at most; a letter ten days old is given up", async () => {
		expect([0, 1, 2, 3, 6, 60].map(waitAfter)).toEqual([1, 2, 4, 8, 60, 60].map((minutes) => minutes * 60_000));
		const world = await openWorld();
		const server = await openMailServer();
		await server.close();
		await tell(world, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		await sendWaiting(roomOf(world, server, later(11 * 24 * 60)));
		expect(await states(world)).toEqual(["given_up"]);
	});
});

test("a fault in the middle closes every line to the mail server", async () => {
	const world = await openWorld();
	const server = await openMailServer();
	await tell(world, [world.ids.maria, world.ids.beata]);
	const room = roomOf(world, server);
	let [opened, closed] = [0, 0];
	const open: typeof room.open = async (settings) => {
		const line = await room.open(settings);
		opened++;
		return {
			send: () => Promise.reject(new Error("the database went away")),
			close: () => {
				closed++;
				line.close();
			},
		};
	};
	await expect(sendWaiting({ ...room, open })).rejects.toThrow("went away");
	await expect.poll(() => opened - closed).toBe(0);
	expect(opened).toBeGreaterThan(0);
});

test("whoever has left is told nothing, neither of what waits nor in a letter that was made before", async () => {
	const world = await openWorld();
	const server = await openMailServer();
	await server.close();
	const leaves = (key: "maria" | "beata") =>
		world.ctx.database.transaction((trx) =>
			trx.updateTable("people").set({ ended_at: NOW }).where("id", "=", world.ids[key]).execute(),
		);
	await tell(world, [world.ids.maria]);
	await sendWaiting(roomOf(world, server));
	expect(await states(world)).toEqual(["retrying"]);
	await leaves("maria");
	await leaves("beata");
	await tell(world, [world.ids.beata], {}, later(1));
	const back = await openMailServer({ port: server.settings.port });
	await sendWaiting(roomOf(world, back, later(60)));
	expect(back.received).toEqual([]);
	expect(await states(world)).toEqual(["withdrawn", "given_up"]);
});

describe("nothing gets into a header or an envelope", () => {
	test.each([
		"maria@prov.example\r\nBcc: andra@ond.example",
		"maria@prov.example, andra@ond.example",
		"<maria@prov.example> SIZE=1",
		"Maria <maria@prov.example>",
		"inte en adress",
	])("the address %j gets no letter", async (email) => {
		const world = await openWorld();
		const server = await openMailServer();
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("people").set({ email }).where("id", "=", world.ids.maria).execute(),
		);
		await tell(world, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		expect(server.received).toEqual([]);
		expect(await letters(world)).toMatchObject([{ state: "given_up" }]);
	});

	test("a name with a line break stays in its line of the letter, and starts no header", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		await world.ctx.database.transaction(async (trx) => {
			const hostile = "Maria\r\nBcc: andra@ond.example\r\n\r\nEk";
			await trx.updateTable("people").set({ name: hostile }).where("id", "=", world.ids.maria).execute();
			await trx
				.updateTable("roles")
				.set({ substitute_for: world.ids.maria })
				.where("person_id", "=", world.ids.beata)
				.execute();
		});
		await tell(world, [world.ids.maria]);
		await sendWaiting(roomOf(world, server));
		expect(server.received.map(({ to }) => to).sort()).toEqual([["beata@prov.example"], ["maria@prov.example"]]);
		for (const { raw, mail } of server.received) {
			expect(raw).not.toMatch(/^Bcc:/im);
			expect(mail.text).not.toMatch(/^Bcc:/m);
		}
	});

	test("a title with a line break, a header and markup stays a title", async () => {
		const world = await openWorld();
		const server = await openMailServer();
		const title = 'Prov\r\nBcc: andra@ond.example\r\n\r\n<b onclick="x">fet</b>';
		await tell(world, [world.ids.maria], { title });
		await sendWaiting(roomOf(world, server));
		const [got] = server.received;
		expect(got?.to).toEqual(["maria@prov.example"]);
		expect(got?.mail.bcc).toBeUndefined();
		expect(got?.raw).not.toMatch(/^Bcc:/im);
		expect(got?.mail.html).toContain("&lt;b onclick=");
		expect(got?.mail.html).not.toContain("<b onclick");
	});
});

test("nothing is handed over at night, on a free day, or on a day the person does not work", async () => {
	const world = await openWorld();
	const server = await openMailServer();
	const at = async (instant: string) => {
		await sendWaiting(roomOf(world, server, instant));
		return server.received.length;
	};
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("notice_choices")
			.values({
				person_id: world.ids.maria,
				muted: "[]",
				quiet_days: '["1"]',
				away_from: null,
				away_to: null,
				version: 1,
			})
			.execute(),
	);
	await tell(world, [world.ids.maria], {}, "2026-11-13T21:00:00.000Z");
	expect(await at("2026-11-13T21:00:00.000Z")).toBe(0); // friday night
	expect(await at("2026-11-14T09:00:00.000Z")).toBe(0); // saturday
	expect(await at(NOW)).toBe(0); // monday, which is quiet
	expect(await at("2026-11-17T05:59:00.000Z")).toBe(0); // 06.59 in Stockholm
	expect(await at("2026-11-17T06:00:00.000Z")).toBe(1);
});
