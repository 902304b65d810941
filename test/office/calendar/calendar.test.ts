import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { calendarOf } from "../../../src/office/calendar/feed.ts";
import type { Duty } from "../../../src/office/inbox/read-duties.ts";
import { visitorTo } from "../../support/visitor.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";

const DUTY: Duty = {
	object_kind: "control_run",
	object_id: "run-1",
	act: "perform",
	title: "Stickprov; av, inköp\\ oktober",
	unit_id: "alfa",
	unit: "Vårdcentralen Alfa",
	due_on: "2028-02-29",
	instead_of: "Maria Ek",
};
const AT = { base_url: "https://isk.region.example", now: new Date("2026-11-16T09:00:00.000Z") };

/** As an independent library reads it. */
function eventsIn(text: string): ICAL.Event[] {
	const calendar = new ICAL.Component(ICAL.parse(text));
	return calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
}

describe("the calendar, read by another library", () => {
	test("a whole day with the day after as its end, no zone, the same UID when the date moves", () => {
		const text = calendarOf([DUTY], AT);
		const [event] = eventsIn(text);
		expect(event?.startDate.isDate).toBe(true);
		expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(["2028-02-29", "2028-03-01"]);
		expect(event?.summary).toBe("Utför: Stickprov; av, inköp\\ oktober (för Maria Ek)");
		expect(event?.component.getFirstPropertyValue("url")).toBe("https://isk.region.example/stickprov/run-1");
		expect(text).toContain("\r\n");
		expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
		const [moved] = eventsIn(calendarOf([{ ...DUTY, due_on: "2026-12-31" }], AT));
		expect([moved?.uid, moved?.endDate.toString()]).toEqual([event?.uid, "2027-01-01"]);
	});

	test("days on both sides of the changes of the clock stay the days they are", () => {
		for (const due_on of ["2026-10-24", "2026-10-25", "2026-10-26", "2027-03-27", "2027-03-28", "2027-03-29"])
			expect(eventsIn(calendarOf([{ ...DUTY, due_on }], AT))[0]?.startDate.toString()).toBe(due_on);
	});

	test("what has no day is left out, and a line break in a title starts no property", () => {
		expect(eventsIn(calendarOf([{ ...DUTY, due_on: null }], AT))).toEqual([]);
		for (const broken of ["\r\n", "\n", "\r", "\r\n ", "\u2028", "\u0085"]) {
			const hostile = `Prov${broken}ATTACH:https://ond.example/x`;
			for (const of of [{ title: hostile }, { unit: hostile }, { instead_of: hostile }]) {
				const text = calendarOf([{ ...DUTY, ...of }], AT);
				expect(text.split(/[\r\n]+/).filter((line) => line.startsWith("ATTACH"))).toEqual([]);
				expect(eventsIn(text)[0]?.component.getFirstProperty("attach")).toBeNull();
			}
		}
	});
});

async function makeAddress(world: World, person: "nils" | "maria" = "nils"): Promise<string> {
	const page = await (await (await clientFor(world, person)).post(paths.ownCalendar(), { confirmed: "yes" })).text();
	const address = /\/kalender\/[\w-]+\.ics/.exec(page)?.[0];
	expect(address).toBeDefined();
	return address!;
}

describe("the secret address", () => {
	test("opens the person's own days without a session; the measure is there and goes when it is done", async () => {
		const world = await openWorld();
		const address = await makeAddress(world);
		const nobody = await clientFor(world, null);
		const answer = await nobody.get(address);
		expect(answer.status).toBe(200);
		expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
		expect(answer.headers.get("cache-control")).toContain("no-store");
		const before = eventsIn(await answer.text());
		expect(before.map(({ summary }) => summary)).toEqual(["Gör klart: Månadsvisa stickprov av inköp under 10 tkr"]);
		await world.ctx.database.transaction((trx) => trx.updateTable("measures").set({ status: "done" }).execute());
		expect(eventsIn(await (await nobody.get(address)).text())).toEqual([]);
	});

	test("is kept as a hash, ends when it is taken back or made anew, and when the person leaves", async () => {
		const world = await openWorld();
		const nobody = await clientFor(world, null);
		const status = async (address: string) => (await nobody.get(address)).status;
		const first = await makeAddress(world);
		const rows = await world.ctx.db.selectFrom("calendar_feeds").selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(first.slice(10, 40));
		const second = await makeAddress(world);
		expect([await status(first), await status(second)]).toEqual([404, 200]);
		await (await clientFor(world, "nils")).post(paths.ownCalendarEnding(), { confirmed: "yes" });
		expect(await status(second)).toBe(404);
		const third = await makeAddress(world);
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("people")
				.set({ ended_at: "2026-11-15T00:00:00.000Z" })
				.where("id", "=", world.ids.nils)
				.execute(),
		);
		expect(await status(third)).toBe(404);
		const facts = await world.ctx.db
			.selectFrom("events")
			.select("type")
			.where("type", "like", "calendar.%")
			.orderBy("seq")
			.execute();
		expect(facts.map(({ type }) => type)).toEqual([
			"calendar.made",
			"calendar.made",
			"calendar.revoked",
			"calendar.made",
		]);
	});

	test.each(["x", "a".repeat(43), "../../etc/passwd", "%00", "a".repeat(5000)])("%s opens nothing", async (guess) => {
		const world = await openWorld();
		await makeAddress(world);
		const nobody = await clientFor(world, null);
		expect((await nobody.get(`/kalender/${encodeURIComponent(guess)}.ics`)).status).toBe(404);
		expect((await nobody.get(`/kalender/${encodeURIComponent(guess)}`)).status).toBe(404);
	});

	test("T31: a wrong guess takes its turn at the visitor's address, also when it has no token's form; a right one takes none", async () => {
		const world = await openWorld();
		const address = await makeAddress(world);
		const { db, database } = world.ctx;
		await database.transaction((trx) => trx.deleteFrom("rate_limits").execute());
		const visitor = visitorTo(world, { peer: "203.0.113.9" });
		const lines = () => db.selectFrom("rate_limits").select("ends_at").execute();
		expect((await visitor.get(address)).status).toBe(200);
		expect(await lines()).toEqual([]);
		for (const guess of ["a".repeat(43), "b".repeat(43), "x"])
			expect((await visitor.get(`/kalender/${guess}.ics`)).status).toBe(404);
		const [line, ...others] = await lines();
		expect([(Date.parse(line!.ends_at) - Date.parse(TODAY)) / 1000, others]).toEqual([6, []]);
	});

	test("no line of the log holds the address of a calendar", async () => {
		const world = await openWorld();
		const address = await makeAddress(world);
		const lines: string[] = [];
		const visitor = visitorTo(world, { log: (line) => lines.push(line) });
		await (await clientFor(world, "nils")).post(paths.ownCalendarEnding(), { confirmed: "yes" });
		expect((await visitor.get(address)).status).toBe(404);
		expect(lines).not.toEqual([]);
		expect(lines.join()).not.toContain(address.slice(10, 30));
	});

	test("nobody's calendar tells of another's days", async () => {
		const world = await openWorld();
		const text = await (await (await clientFor(world, null)).get(await makeAddress(world, "maria"))).text();
		expect(text).not.toContain("Månadsvisa");
	});
});
