import { describe, expect, test } from "vitest";
import type { NoticeKind } from "../../../db/schema/office/notices.ts";
import { dateOfDay, dayNumber } from "../../../src/ground/calendar/civil-date.ts";
import { isWorkingDay } from "../../../src/ground/calendar/swedish-holidays.ts";
import { armedOn, digestWeek, escalatedOn } from "../../../src/office/notices/arm.ts";
import { chooseNotices } from "../../../src/office/notices/choose-notices.ts";
import { sendWaiting } from "../../../src/office/notices/dispatch.ts";
import { isReachableNow, lastReachableDay, NEVER_QUIET, type Quiet } from "../../../src/office/notices/reachable.ts";
import { scheduleDay } from "../../../src/office/notices/schedule.ts";
import { MUTABLE_KINDS } from "../../../db/schema/office/notices.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { type Duty, readDuties } from "../../../src/office/inbox/read-duties.ts";
import { readInbox } from "../../../src/office/inbox/read-inbox.ts";
import { openWorld, type World } from "../../support/world.ts";
import { openMailServer } from "./mail-server.ts";
import { roomOf, tell } from "./support.ts";

const ROUTINE = { days_before: 3, escalate_days: 3 };

function run(due_on: string, more: Partial<Duty> = {}): Duty {
	const words = { title: "Stickprov", unit: "Alfa", unit_id: "alfa", instead_of: null };
	return { ...words, object_kind: "control_run", object_id: "run-1", act: "perform", due_on, ...more };
}

/** What each day of a span tells of one duty, new things only. */
function told(
	duty: Duty,
	from: string,
	days: number,
	quiet_days: string[] = [],
	away?: [string, string],
): [string, NoticeKind][] {
	const seen = new Set<string>();
	const quiet: Quiet = { quiet_days, away_from: away?.[0] ?? null, away_to: away?.[1] ?? null };
	return Array.from({ length: days }, (_, index) => dateOfDay(dayNumber(from) + index)).flatMap((day) =>
		!isWorkingDay(day)
			? []
			: armedOn(day, [duty], { routine: ROUTINE, quiet }).flatMap(({ kind, moment }): [string, NoticeKind][] => {
					const key = `${kind} ${moment}`;
					if (seen.has(key)) return [];
					seen.add(key);
					return [[day, kind]];
				}),
	);
}

describe("when somebody is told", () => {
	test("working days before, on the day, and when it has passed: once each", () => {
		expect(told(run("2026-11-10"), "2026-10-01", 120)).toEqual([
			["2026-11-05", "coming"],
			["2026-11-10", "due"],
			["2026-11-11", "late"],
		]);
	});

	test("over Christmas the three working days before are counted as people work", () => {
		expect(told(run("2026-12-28"), "2026-12-01", 60)).toEqual([
			["2026-12-21", "coming"],
			["2026-12-28", "due"],
			["2026-12-29", "late"],
		]);
	});

	test("29 February, and a last day on a Sunday", () => {
		expect(told(run("2028-02-29"), "2028-02-01", 60)).toEqual([
			["2028-02-24", "coming"],
			["2028-02-29", "due"],
			["2028-03-01", "late"],
		]);
		// told on the Friday: on the Sunday nobody is reached
		expect(told(run("2026-11-15"), "2026-11-01", 30).slice(1)).toEqual([
			["2026-11-13", "due"],
			["2026-11-16", "late"],
		]);
	});

	test("a quiet day hides no duty: the due date is told of on the last day before it", () => {
		expect(lastReachableDay("2026-11-10", { ...NEVER_QUIET, quiet_days: ["2"] })).toBe("2026-11-09");
		expect(lastReachableDay("2026-11-10", { ...NEVER_QUIET, quiet_days: ["1", "2", "3", "4", "5"] })).toBe(
			"2026-11-10",
		);
	});

	test("a date that moves is told of anew", () => {
		const [first] = armedOn("2026-11-10", [run("2026-11-10")], { routine: ROUTINE, quiet: NEVER_QUIET });
		const [moved] = armedOn("2026-11-20", [run("2026-11-20")], { routine: ROUTINE, quiet: NEVER_QUIET });
		expect([first?.kind, moved?.kind]).toEqual(["due", "due"]);
		expect(first?.moment).not.toBe(moved?.moment);
	});

	test("two years of days: every monthly duty gets its three, no day throws, and the week is summed up once a week", () => {
		const weeks: string[] = [];
		let kinds: string[] = [];
		for (let day = dayNumber("2027-01-01"); day < dayNumber("2029-01-01"); day++) {
			const today = dateOfDay(day);
			if (!isWorkingDay(today)) continue;
			const week = digestWeek(today);
			if (week) weeks.push(week);
		}
		expect(new Set(weeks).size).toBe(weeks.length);
		expect(weeks.length).toBeGreaterThanOrEqual(103);
		for (let month = 0; month < 24; month++) {
			const due = new Date(Date.UTC(2027, month, 29)).toISOString().slice(0, 10);
			kinds = told(run(due), dateOfDay(dayNumber(due) - 30), 60).map(([, kind]) => kind);
			expect([due, kinds]).toEqual([due, ["coming", "due", "late"]]);
		}
	});

	test("who is away is told before and after of what falls due meanwhile, and never in between", () => {
		const away: [string, string] = ["2026-11-09", "2026-11-20"];
		expect(told(run("2026-11-12"), "2026-10-01", 120, [], away)).toEqual([
			["2026-11-06", "due"],
			["2026-11-23", "late"],
		]);
		// the day before the absence is a quiet one of the week
		expect(told(run("2026-11-12"), "2026-10-01", 120, ["5"], away).map(([day]) => day)).toEqual([
			"2026-11-05",
			"2026-11-23",
		]);
		expect(escalatedOn("2026-11-18", [run("2026-11-12")], ROUTINE), "others are told all the same").toHaveLength(1);
	});

	test("a late measure goes to the chef as a late run does; what waits for a judgement does not", () => {
		const late = (more: Partial<Duty>) => escalatedOn("2026-11-16", [run("2026-11-10", more)], ROUTINE).length;
		expect(late({ object_kind: "measure", act: "carry_out", unit_id: null })).toBe(1);
		expect(late({ object_kind: "measure", act: "carry_out", unit_id: null, instead_of: "Maria Ek" })).toBe(0);
		expect(late({ object_kind: "deviation", act: "handle" })).toBe(0);
		expect(late({ object_kind: "sam_review", act: "staff" })).toBe(0);
	});

	test("the chef is told after three more working days, of the holder's own duty alone", () => {
		const late = (today: string, duty = run("2026-11-10")) => escalatedOn(today, [duty], ROUTINE).length;
		expect([late("2026-11-13"), late("2026-11-16")]).toEqual([0, 1]);
		expect(late("2026-11-16", run("2026-11-10", { instead_of: "Maria Ek" }))).toBe(0);
		expect(late("2026-11-16", run("2026-11-10", { act: "review" }))).toBe(0);
	});

	test("the hours are Stockholm's on both sides of both changes of the clock", () => {
		const reach = (instant: string) => isReachableNow(instant, NEVER_QUIET);
		// Friday before and Monday after the clock is put back (2026-10-25) and forward (2027-03-28, then Easter Monday is free)
		expect([reach("2026-10-23T04:59:00Z"), reach("2026-10-23T05:00:00Z")]).toEqual([false, true]);
		expect([reach("2026-10-26T05:59:00Z"), reach("2026-10-26T06:00:00Z")]).toEqual([false, true]);
		expect([reach("2027-03-25T06:00:00Z"), reach("2027-03-29T06:00:00Z")]).toEqual([true, false]);
		expect([reach("2027-03-30T05:00:00Z"), reach("2027-03-30T17:00:00Z")]).toEqual([true, false]);
	});
});

/** Alfa's run of October, opened, that Maria has to perform. */
async function openedRun(world: World): Promise<string> {
	await createRuns(await world.as("system").then((ctx) => ({ ...ctx, actor: SYSTEM_OF(world) })), {
		today: "2026-11-02",
	});
	const { id } = await world.ctx.db
		.selectFrom("control_runs")
		.select("id")
		.where("unit_id", "=", world.ids.alfa)
		.where("period_key", "=", "2026-10")
		.executeTakeFirstOrThrow();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("control_runs").set({ status: "drawn", due_on: "2026-11-10" }).where("id", "=", id).execute(),
	);
	return id;
}

const SYSTEM_OF = (world: World) => ({
	id: "system",
	name: "Systemet",
	via: "system" as const,
	roles: (["controller", "administrator"] as const).map((role) => ({
		role,
		unit_id: world.ids.region,
		substitute_for: null,
	})),
});

async function schedule(world: World, day: string) {
	const clock = () => new Date(`${day}T08:00:00.000Z`);
	return scheduleDay({ ...world.ctx, actor: SYSTEM_OF(world), clock, sends_mail: true }, day);
}

const kindsOf = async (world: World, person: string) =>
	(
		await world.ctx.db
			.selectFrom("notices")
			.select(["kind", "moment"])
			.where("person_id", "=", person)
			.where("object_kind", "=", "control_run")
			.orderBy("created_at")
			.orderBy("id")
			.execute()
	).map(({ kind, moment }) => `${kind} ${moment}`);

describe("the day's reminders in the outbox", () => {
	test("once, however often the day is asked; re-armed when the date moves; the chef when it stays late", async () => {
		const world = await openWorld();
		const id = await openedRun(world);
		const { maria, mats } = world.ids;
		for (const day of ["2026-11-05", "2026-11-05", "2026-11-10", "2026-11-11", "2026-11-11"])
			await schedule(world, day);
		expect(await kindsOf(world, maria)).toEqual(["coming 2026-11-10", "due 2026-11-10", "late 2026-11-10"]);
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("control_runs").set({ due_on: "2026-11-20" }).where("id", "=", id).execute(),
		);
		await schedule(world, "2026-11-16");
		await schedule(world, "2026-11-17");
		expect((await kindsOf(world, maria)).slice(3)).toEqual(["coming 2026-11-20"]);
		expect(await kindsOf(world, mats)).toEqual([]);
		await schedule(world, "2026-11-26");
		expect(await kindsOf(world, mats)).toEqual(["escalated 2026-11-20"]);
	});

	test("a full outbox takes no more reminders and says so, loses none that wait, and takes them the day there is room", async () => {
		const world = await openWorld();
		await openedRun(world);
		const clock = () => new Date("2026-11-10T08:00:00.000Z");
		const ctx = { ...world.ctx, actor: SYSTEM_OF(world), clock, sends_mail: true };
		const day = (most: number) => scheduleDay(ctx, "2026-11-10", () => false, most);
		const waiting = async () => (await world.ctx.db.selectFrom("notices").select("id").execute()).length;
		await tell(world, [world.ids.beata], {}, "2026-11-10T08:00:00.000Z");
		expect(await day(1)).toEqual({ notices: 0, full: true });
		expect(await waiting()).toBe(1);
		const { notices, full } = await day(2);
		expect([notices > 0, full, await waiting()]).toEqual([true, false, 1 + notices]);
	});

	test("two nodes at once add a day once, with one fact in the trail for what was added", async () => {
		const world = await openWorld();
		await openedRun(world);
		const made = await Promise.all([schedule(world, "2026-11-10"), schedule(world, "2026-11-10")]);
		const rows = await world.ctx.db.selectFrom("notices").select("id").execute();
		expect(made[0]!.notices + made[1]!.notices).toBe(rows.length);
		const events = await world.ctx.db
			.selectFrom("events")
			.select("seq")
			.where("type", "=", "reminders.scheduled")
			.execute();
		expect(events).toHaveLength(1);
	});

	test("nothing on a day when nobody works", async () => {
		const world = await openWorld();
		await openedRun(world);
		expect(await schedule(world, "2026-11-14")).toEqual({ notices: 0, full: false });
	});

	test("what has been done, or has another date, by the time the letter goes is not told", async () => {
		const world = await openWorld();
		const id = await openedRun(world);
		const server = await openMailServer();
		await schedule(world, "2026-11-10");
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("control_runs").set({ status: "not_done" }).where("id", "=", id).execute(),
		);
		await sendWaiting(roomOf(world, server, "2026-11-10T08:10:00.000Z"));
		expect(server.received.filter(({ to }) => to[0] === "maria@prov.example")).toEqual([]);
		const dropped = await world.ctx.db.selectFrom("notices").select("dropped").where("object_id", "=", id).execute();
		expect(dropped).toEqual([{ dropped: "done" }]);
	});

	test("a late measure is told of over where its owner works, and not when it was done meanwhile", async () => {
		const world = await openWorld();
		const { maria, mats, measure } = world.ids;
		const set = (values: object) =>
			world.ctx.database.transaction((trx) =>
				trx.updateTable("measures").set(values).where("id", "=", measure).execute(),
			);
		await set({ owner_id: maria, due_on: "2026-11-10", status: "ongoing" });
		await world.ctx.database.transaction((trx) => trx.updateTable("plans").set({ status: "in_force" }).execute());
		const toldOf = async () =>
			(
				await world.ctx.db
					.selectFrom("notices")
					.select(["person_id", "kind", "dropped"])
					.where("object_id", "=", measure)
					.execute()
			).filter(({ kind }) => kind === "escalated");
		await schedule(world, "2026-11-13");
		expect(await toldOf()).toEqual([]);
		await schedule(world, "2026-11-16");
		await schedule(world, "2026-11-17");
		expect(await toldOf()).toEqual([{ person_id: mats, kind: "escalated", dropped: null }]);
		await set({ status: "done" });
		const server = await openMailServer();
		await sendWaiting(roomOf(world, server, "2026-11-17T08:10:00.000Z"));
		expect(await toldOf()).toEqual([{ person_id: mats, kind: "escalated", dropped: "done" }]);
	});

	test("what is sent back while somebody is away is told the day they are back, however long it was", async () => {
		const world = await openWorld();
		const id = await openedRun(world);
		const server = await openMailServer();
		const maria = await world.as("maria", "2026-11-02T09:00:00.000Z");
		const away = { away_from: "2026-11-03", away_to: "2026-12-04" };
		await chooseNotices(maria, { told: [...MUTABLE_KINDS], quiet_days: [], ...away, version: 0 });
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("control_runs").set({ status: "returned" }).where("id", "=", id).execute(),
		);
		await tell(
			world,
			[world.ids.maria],
			{ kind: "returned", object: { kind: "control_run", id } },
			"2026-11-04T09:00:00.000Z",
		);
		await tell(world, [world.ids.maria], { kind: "reviewed" }, "2026-11-04T09:00:00.000Z");
		await sendWaiting(roomOf(world, server, "2026-12-04T09:00:00.000Z"));
		expect(server.received).toEqual([]);
		await sendWaiting(roomOf(world, server, "2026-12-07T09:00:00.000Z"));
		expect(server.received).toHaveLength(1);
		const kept = await world.ctx.db
			.selectFrom("notices")
			.select(["kind", "dropped"])
			.where("person_id", "=", world.ids.maria)
			.execute();
		expect(kept).toEqual(
			expect.arrayContaining([
				{ kind: "returned", dropped: null },
				{ kind: "reviewed", dropped: "old" },
			]),
		);
	});

	test("with everything turned off that can be, due and late still come", async () => {
		const world = await openWorld();
		await openedRun(world);
		const server = await openMailServer();
		const maria = await world.as("maria", "2026-11-02T09:00:00.000Z");
		await chooseNotices(maria, {
			told: [],
			quiet_days: ["1", "2", "3", "4", "5"],
			away_from: null,
			away_to: null,
			version: 0,
		});
		const choices = await world.ctx.db.selectFrom("notice_choices").selectAll().executeTakeFirstOrThrow();
		expect(JSON.parse(choices.muted)).toEqual([...MUTABLE_KINDS]);
		for (const day of ["2026-11-05", "2026-11-10", "2026-11-11"]) {
			await schedule(world, day);
			await sendWaiting(roomOf(world, server, `${day}T08:10:00.000Z`));
		}
		expect(await kindsOf(world, world.ids.maria)).toEqual(["due 2026-11-10", "late 2026-11-10"]);
		const own = server.received.filter(({ to }) => to[0] === "maria@prov.example");
		expect(own.map(({ mail }) => mail.text?.match(/Sista dag[^.]*\./)?.[0])).toEqual([
			"Sista dag är i dag.",
			"Sista dagen var 10 november 2026.",
		]);
	});

	test("the reminders and Att göra have the same answer for everybody", async () => {
		const world = await openWorld();
		await openedRun(world);
		for (const key of ["maria", "mats", "nils", "carin", "siv"] as const) {
			const ctx = await world.as(key);
			const inbox = await readInbox(ctx, "2026-11-16");
			const duties = await readDuties(ctx.db, ctx.actor, "2026-11-16");
			const ids = (act: Duty["act"]) =>
				duties.filter((one) => one.act === act && one.object_kind === "control_run").map((one) => one.object_id);
			expect([key, ids("perform"), ids("review")]).toEqual([
				key,
				inbox.to_perform.map(({ id }) => id),
				inbox.to_review.map(({ id }) => id),
			]);
		}
	});
});
