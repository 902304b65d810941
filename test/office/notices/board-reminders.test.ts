import { expect, test } from "vitest";
import { dateOfDay, dayNumber } from "../../../src/ground/calendar/civil-date.ts";
import { readDuties } from "../../../src/office/inbox/read-duties.ts";
import { readInbox } from "../../../src/office/inbox/read-inbox.ts";
import { sendWaiting } from "../../../src/office/notices/dispatch.ts";
import { scheduleDay } from "../../../src/office/notices/schedule.ts";
import { calendarOf } from "../../../src/office/calendar/feed.ts";
import { addMeeting } from "../../../src/report/meetings/add-meeting.ts";
import { editMeeting } from "../../../src/report/meetings/edit-meeting.ts";
import { addMatter, deliverPapers } from "../../../src/report/meetings/place-matter.ts";
import { pushItem } from "../../../src/report/region/push-item.ts";
import { listMatters } from "../../../db/queries/report/meetings.ts";
import { draftOf } from "../../register/decisions/decision-support.ts";
import { regionController } from "../../support/region-controller.ts";
import { openWorld, type World } from "../../support/world.ts";
import { openMailServer } from "./mail-server.ts";
import { roomOf } from "./support.ts";

const DAYS = { kind: "board" as const, held_on: "2027-02-23", papers_due_on: "2027-02-09" };
const MORNING = "T08:00:00.000Z";

async function givenMeeting(world: World): Promise<string> {
	return addMeeting(await world.as("carin", `2027-01-20${MORNING}`), { ...DAYS, board_id: world.ids.board });
}

/** The kinds that a morning adds about meetings, reports and plans, for whom. */
async function morning(world: World, day: string): Promise<string[]> {
	const before = await world.ctx.db.selectFrom("notices").select("id").execute();
	const at = await world.as("system", `${day}${MORNING}`);
	await scheduleDay({ ...at, sends_mail: true }, day);
	const rows = await world.ctx.db
		.selectFrom("notices")
		.innerJoin("people", "people.id", "notices.person_id")
		.select(["people.name", "kind", "object_kind", "moment"])
		.where("notices.id", "not in", ["", ...before.map(({ id }) => id)])
		.where("object_kind", "in", ["meeting", "period", "plan", "region_item", "risk"])
		.orderBy("people.name")
		.execute();
	return rows.map(({ name, kind, object_kind, moment }) => `${name}: ${kind} ${object_kind} ${moment}`);
}

test("the last day for papers is told of before, on the day and after, moves with the meeting, and ends when they are handed in", async () => {
	const world = await openWorld();
	const meeting = await givenMeeting(world);
	const at = (day: string) => world.as("carin", `${day}${MORNING}`);
	await addMatter(await at("2027-01-20"), meeting, { subject: ["period", world.ids.period] });
	expect(await morning(world, "2027-02-03")).toEqual([]);
	expect(await morning(world, "2027-02-04")).toEqual(["Carin Åberg: coming meeting 2027-02-09"]);
	expect(await morning(world, "2027-02-05")).toEqual([]);
	await editMeeting(await at("2027-02-05"), meeting, {
		...{ ...DAYS, papers_due_on: "2027-02-11" },
		version: 1,
	});
	const server = await openMailServer();
	const own = () => server.received.filter(({ to }) => to[0] === "carin@prov.example").map(({ mail }) => mail.text);
	await sendWaiting(roomOf(world, server, "2027-02-05T09:00:00.000Z"));
	expect(own()).toEqual([]);
	expect(await morning(world, "2027-02-11")).toEqual(["Carin Åberg: due meeting 2027-02-11"]);
	await sendWaiting(roomOf(world, server, "2027-02-11T09:00:00.000Z"));
	expect(own()[0]).toContain("Handlingar till nämnd 23 februari 2027, Hälso- och sjukvårdsnämnden");
	expect(own()[0]).toContain("Sista dag är i dag.");
	expect(own()[0]).toContain(`/sammantraden/${meeting}`);
	expect(await morning(world, "2027-02-12")).toEqual(["Carin Åberg: late meeting 2027-02-11"]);
	const [matter] = await listMatters(world.ctx.db, { meetings: [meeting] });
	await deliverPapers(await at("2027-02-12"), matter!.id, { version: 1 });
	await sendWaiting(roomOf(world, server, "2027-02-12T09:00:00.000Z"));
	expect(own()).toHaveLength(1);
	expect(await morning(world, "2027-02-15")).toEqual([]);
});

test("a report that goes to no meeting, and a draft of next year's plan, are told of before the papers are due", async () => {
	const world = await openWorld();
	await givenMeeting(world);
	expect(await morning(world, "2027-02-04")).toEqual(["Carin Åberg: coming period 2027-02-09"]);
	const { plan } = await draftOf(world);
	const carin = await world.as("carin", `2026-09-01${MORNING}`);
	await addMeeting(carin, {
		...{ kind: "board" as const, held_on: "2026-12-08", papers_due_on: "2026-11-24" },
		board_id: world.ids.board,
	});
	const duties = await readDuties(carin.db, carin.actor, "2026-11-20");
	expect(duties.find(({ object_id }) => object_id === plan)).toMatchObject({ act: "prepare", due_on: "2026-11-24" });
	const text = calendarOf(duties, { base_url: "https://isk.region.example", now: new Date(`2026-11-20${MORNING}`) });
	expect(text).toContain("SUMMARY:Bered: Internkontrollplan 2027");
});

test("what goes to the nämnd, what the region asks and accepted risks are the same in reminders and Att göra, for everybody", async () => {
	const world = await openWorld();
	await givenMeeting(world);
	await pushItem(regionController(world), { year: 2026, kind: "question", title: "Reservrutiner", text: "Vilka?" });
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("risks")
			.set({ treatment: "accept", treatment_review_on: "2027-02-01", treatment_decider_id: world.ids.fia })
			.where("id", "=", world.ids.risk)
			.execute(),
	);
	const today = "2027-01-25";
	let said = 0;
	for (const key of ["maria", "mats", "nils", "carin", "siv", "fia", "rune", "adam"] as const) {
		const { db, actor, clock } = await world.as(key, `${today}${MORNING}`);
		const { board, region, reviews } = await readInbox({ db, actor, clock }, today);
		const horizon = dateOfDay(dayNumber(today) + 30);
		const duties = (await readDuties(db, actor, today)).filter(({ due_on }) => due_on === null || due_on <= horizon);
		const ids = (kind: string) => duties.filter((one) => one.object_kind === kind).map((one) => one.object_id);
		const shown = [
			...[...new Set(board.papers.map((one) => one.meeting_id)), ...board.reports.map(({ id }) => id)],
			...[...board.plans.map(({ id }) => id), ...region.map(({ id }) => id), ...reviews.map(({ id }) => id)],
		];
		const told = ["meeting", "period", "plan", "region_item", "risk"].flatMap(ids);
		expect([key, told]).toEqual([key, shown]);
		said += told.length;
	}
	expect(said).toBeGreaterThan(3);
});
