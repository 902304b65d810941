import { describe, expect, test } from "vitest";
import { listMatters, listMeetings, type Meeting } from "../../../db/queries/report/meetings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { suggestedMeeting } from "../../../src/report/meetings/read-unplaced.ts";
import { clientFor } from "../../support/browser-client.ts";
import { prepare } from "../../support/prepared-plan.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";
import { draftOf, versionIn } from "../../register/decisions/decision-support.ts";

const DAYS = { kind: "board", held_on: "2027-02-23", papers_due_on: "2027-02-09" };
const LATER = "2027-02-10T09:00:00.000Z";

async function given(world: World, days: Record<string, string> = {}): Promise<string> {
	const carin = await clientFor(world, "carin");
	expect((await carin.post(paths.meetings(), { ...DAYS, ...days })).status).toBe(303);
	return (await listMeetings(world.ctx.db)).find((one) => one.held_on === (days.held_on ?? DAYS.held_on))!.id;
}

const going = (world: World, meeting: string) => listMatters(world.ctx.db, { meetings: [meeting] });

describe("the calendar", () => {
	test("a meeting is put in, moved and cancelled, and stands in page and files", async () => {
		const world = await openWorld();
		const id = await given(world);
		const carin = await clientFor(world, "carin");
		expect(await (await carin.get(`${paths.meetings()}.json`)).json()).toEqual([
			{
				...{ held_on: "2027-02-23", board: "Hälso- och sjukvårdsnämnden", kind: "Nämnd" },
				...{ papers_due_on: "2027-02-09", matters: "", state: "Kommande", cancelled_reason: null },
			},
		]);
		expect(await (await carin.get(`${paths.meetings()}.csv`)).text()).toContain("2027-02-23");
		expect((await carin.get(`${paths.meetings()}.xlsx`)).headers.get("content-type")).toContain("spreadsheetml");
		const edit = paths.meetingEdit(id);
		const moved = { ...DAYS, held_on: "2027-02-25", version: await versionIn(carin, edit) };
		expect((await carin.post(edit, moved)).status).toBe(303);
		expect((await carin.post(edit, moved)).status).toBe(409);
		expect(await (await carin.get(paths.meeting(id))).text()).toContain("25\u00a0februari 2027");
		expect((await carin.post(paths.meetingCancellation(id), { reason: "", version: "2" })).status).toBe(422);
		expect((await carin.post(paths.meetingCancellation(id), { reason: "Saknar ärenden", version: "2" })).status).toBe(
			303,
		);
		expect(await trailOf(world, "meeting", id)).toEqual([
			"Carin Åberg ställde in sammanträdet 2027-02-25 i Hälso- och sjukvårdsnämnden. Skäl: Saknar ärenden",
			"Carin Åberg ändrade sammanträdesdag för sammanträdet 2027-02-25 i Hälso- och sjukvårdsnämnden",
			"Carin Åberg lade in ett sammanträde för Hälso- och sjukvårdsnämnden: nämnd 2027-02-23, handlingar senast 2027-02-09",
		]);
		expect((await carin.post(edit, { ...moved, version: "3" })).status).toBe(403);
		// the day is free again
		await given(world, { held_on: "2027-02-25" });
		// what has been held for long leaves the list, and stands in the whole calendar
		const later = await clientFor(world, "carin", "2027-06-01T09:00:00.000Z");
		const listed = async (which: string) =>
			((await (await later.get(`${paths.meetings()}.json${which}`)).json()) as unknown[]).length;
		expect([await listed(""), await listed("?vilka=alla"), await listed("?vilka=alla&namnd=finns-inte")]).toEqual([
			0, 2, 0,
		]);
	});

	test("bad input: a day that is not, papers after the meeting, the same day twice, another's nämnd; nothing stored", async () => {
		const world = await openWorld();
		await given(world);
		const carin = await clientFor(world, "carin");
		for (const [form, said] of [
			[{ ...DAYS, held_on: "2027-02-30" }, "Ange ett datum som finns"],
			[{ ...DAYS, held_on: "" }, "Ange sammanträdesdag"],
			[{ ...DAYS, papers_due_on: "2027-02-24" }, "kan inte ligga efter sammanträdet"],
			[DAYS, "Nämnden har redan ett sådant sammanträde den dagen."],
			[{ ...DAYS, board_id: "finns-inte", held_on: "2027-03-01" }, "Välj en nämnd i listan."],
			[{ ...DAYS, kind: "picknick" }, ""],
		] as const) {
			const refused = await carin.post(paths.meetings(), form);
			expect([form, refused.status]).toEqual([form, 422]);
			const html = await refused.text();
			expect(html).toContain(said);
			expect(html).toContain('value="2027-02-');
		}
		expect((await listMeetings(world.ctx.db)).length).toBe(1);
	});

	test("everybody reads the calendar; the controller of the förvaltning alone changes it", async () => {
		const world = await openWorld();
		const id = await given(world);
		const carin = await clientFor(world, "carin");
		await carin.post(paths.meetingMatters(id), { subject: `period:${world.ids.period}` });
		const [matter] = await going(world, id);
		for (const person of ["maria", "mats", "fia", "rune", "adam", "siv"] as PersonKey[]) {
			const client = await clientFor(world, person);
			expect((await client.get(paths.meetings())).status).toBe(200);
			const html = await (await client.get(paths.meeting(id))).text();
			expect(html).not.toContain("<textarea");
			for (const [path, form] of [
				[paths.meetings(), { ...DAYS, held_on: "2027-05-05" }],
				[paths.meetingEdit(id), { ...DAYS, version: "1" }],
				[paths.meetingCancellation(id), { reason: "x", version: "1" }],
				[paths.meetingMatters(id), { subject: `period:${world.ids.period}` }],
				[paths.matterPapers(matter!.id), { version: "1" }],
				[paths.matterRemoval(matter!.id), { reason: "x", version: "1" }],
			] as const)
				expect([person, path, (await client.post(path, form)).status]).toEqual([person, path, 403]);
		}
		expect((await going(world, id))[0]).toMatchObject({ delivered_at: null });
	});
});

describe("what goes there", () => {
	test("a report goes to the meeting: its last day stands in Att göra and Läge, late when it has passed, and gone when handed in", async () => {
		const world = await openWorld();
		const id = await given(world);
		const early = await clientFor(world, "carin", "2027-01-20T09:00:00.000Z");
		const readiness = paths.readiness(world.ids.period);
		expect(await (await early.get(paths.inbox())).text()).toMatch(/Anmäl [^<]* till ett sammanträde/);
		expect(await (await early.get(readiness)).text()).toContain("Rapporten går inte till något sammanträde");
		expect((await early.post(paths.meetingMatters(id), { subject: `period:${world.ids.period}` })).status).toBe(303);
		const twice = await early.post(paths.meetingMatters(id), { subject: `period:${world.ids.period}` });
		expect(twice.status).toBe(422);
		expect(await twice.text()).toContain("Ärendet går redan till det sammanträdet.");
		const waiting = await (await early.get(paths.inbox())).text();
		expect(waiting).toContain("Lämna handlingarna till ");
		expect(waiting).toContain("Senast 9\u00a0februari 2027, 20 dagar kvar");
		const state = await (await early.get(readiness)).text();
		expect(state).toContain("Sista dag för handlingar är 9\u00a0februari 2027.");
		expect(state).not.toContain("inte är lämnade på sista dagen");

		const late = await clientFor(world, "carin", LATER);
		expect(await (await late.get(paths.inbox())).text()).toContain("försenad 1 dag");
		expect(await (await late.get(readiness)).text()).toContain("Handlingar som inte är lämnade på sista dagen");
		expect(await (await late.get(`${paths.meetings()}.json`)).json()).toMatchObject([{ state: "Handlingar sena" }]);

		const [matter] = await going(world, id);
		expect((await late.post(paths.matterPapers(matter!.id), { version: "1" })).status).toBe(303);
		expect((await late.post(paths.matterPapers(matter!.id), { version: "2" })).status).toBe(403);
		expect((await trailOf(world, "meeting", id))[0]).toContain("inför sammanträdet 2027-02-23 (sent)");
		expect(await (await late.get(paths.inbox())).text()).not.toContain("Lämna handlingarna till ");
		expect(await (await late.get(readiness)).text()).not.toContain("inte är lämnade på sista dagen");
		expect(await (await late.get(`${paths.meetings()}.json`)).json()).toMatchObject([{ state: "Kommande" }]);
	});

	test("a plan in beredning keeps a meeting of the nämnd, and a meeting with matters is not cancelled", async () => {
		const world = await openWorld();
		const { plan } = await draftOf(world);
		await prepare(world, plan);
		const carin = await clientFor(world, "carin");
		const [matter] = await listMatters(world.ctx.db, { subjects: { kind: "plan", ids: [plan] } });
		const remove = () => carin.post(paths.matterRemoval(matter!.id), { reason: "Flyttas", version: "1" });
		const alone = await remove();
		expect(alone.status).toBe(422);
		expect(await alone.text()).toContain("behöver ett sammanträde med nämnden");
		const held = paths.meetingCancellation(matter!.meeting_id);
		const full = await carin.post(held, { reason: "Inställt", version: "1" });
		expect(full.status).toBe(422);
		expect(await full.text()).toContain("Internkontrollplan 2027 går till sammanträdet.");
		const other = await given(world, { held_on: "2026-12-08", papers_due_on: "2026-11-24" });
		expect((await carin.post(paths.meetingMatters(other), { subject: `plan:${plan}` })).status).toBe(303);
		expect((await remove()).status).toBe(303);
		expect((await carin.post(held, { reason: "Inställt", version: "1" })).status).toBe(303);
		expect(await (await carin.get(paths.inbox())).text()).toContain("beslut om planen för 2027, som är i beredning");
		expect(
			(await listMatters(world.ctx.db, { subjects: { kind: "plan", ids: [plan] } })).map((one) => one.held_on),
		).toEqual(["2026-12-08"]);
	});

	test("a draft, nonsense, and what belongs to another nämnd go to no meeting; nor does anything to one that is held", async () => {
		const world = await openWorld();
		const { plan } = await draftOf(world);
		const id = await given(world);
		const carin = await clientFor(world, "carin");
		for (const subject of [`plan:${plan}`, "plan:finns-inte", "annat:x", "", "period:", `plan:${world.ids.period}`])
			expect([subject, (await carin.post(paths.meetingMatters(id), { subject })).status]).toEqual([subject, 422]);
		const after = await clientFor(world, "carin", "2027-03-01T09:00:00.000Z");
		const period = { subject: `period:${world.ids.period}` };
		expect((await after.post(paths.meetingMatters(id), period)).status).toBe(403);
		expect(await going(world, id)).toEqual([]);
		expect((await carin.get("/sammantraden/finns-inte")).status).toBe(404);
		expect((await carin.post("/sammantradesarenden/finns-inte/handlingar", { version: "1" })).status).toBe(404);
	});
});

test("a report goes to the first meeting whose papers are due after its cut-off, a plan to the last before its year", () => {
	const meeting = (held_on: string, papers_due_on: string, kind: Meeting["kind"] = "board") =>
		({ id: held_on, held_on, papers_due_on, kind }) as Meeting;
	const coming = [
		meeting("2026-08-20", "2026-07-31"),
		meeting("2026-09-10", "2026-08-28", "preparing"),
		meeting("2026-09-24", "2026-09-10"),
		meeting("2026-11-18", "2026-11-04"),
		meeting("2027-01-20", "2027-01-07"),
	];
	const day = (after: string | null, before: string | null) => suggestedMeeting(coming, { after, before })?.held_on;
	expect(day("2026-07-31", null)).toBe("2026-09-24");
	expect(day("2027-01-07", null)).toBeUndefined();
	expect(day(null, "2027-01-01")).toBe("2026-11-18");
	expect(day(null, "2026-01-01"), "late already: the first there is").toBe("2026-08-20");
	expect(suggestedMeeting([], { after: null, before: "2027-01-01" })).toBeNull();
});
