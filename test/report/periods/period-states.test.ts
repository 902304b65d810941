import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { addMeeting } from "../../../src/report/meetings/add-meeting.ts";
import { addMatter } from "../../../src/report/meetings/place-matter.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";
import { JANUARY, openClosedYear } from "../closing/support.ts";

test("Rapporter says of each report whether it is open, sealed or opened again, since when, and which meeting it goes to", async () => {
	const world = await openClosedYear(await openWorld());
	const carin = await clientFor(world, "carin", JANUARY);
	const listed = async () =>
		((await (await carin.get(`${paths.reports()}.json`)).json()) as Record<string, string | null>[]).map((row) => [
			row.state,
			row.since?.slice(0, 10) ?? null,
			row.meeting_on,
			row.papers_due_on,
		]);
	expect(await listed()).toEqual([["Stängd, förseglad utgåva 1", "2027-01-20", null, null]]);
	expect(await (await carin.get(paths.reports())).text()).toContain("Stängd, förseglad utgåva 1");
	expect((await carin.post(paths.correction(world.ids.period), { reason: "Fel belopp" })).status).toBe(303);
	expect((await listed())[0]).toEqual(["Öppen för rättelse av utgåva 1", "2027-01-20", null, null]);
	const ctx = await world.as("carin", JANUARY);
	const days = { kind: "board" as const, held_on: "2027-02-23", papers_due_on: "2027-02-09" };
	const meeting = await addMeeting(ctx, { board_id: world.ids.board, ...days });
	await addMatter(ctx, meeting, { subject: ["period", world.ids.period] });
	expect((await listed())[0]!.slice(2)).toEqual(["2027-02-23", "2027-02-09"]);
	const another = {
		...{ name: "Delårsrapport 2027", kind: "interim_report", year: "2027" },
		...{ first_day: "2027-01-01", cut_off: "2027-07-31", deadline: "2027-09-15" },
	};
	expect((await carin.post(paths.reports(), another)).status).toBe(303);
	expect((await listed()).map(([state]) => state)).toEqual(["Öppen", "Öppen för rättelse av utgåva 1"]);
});
