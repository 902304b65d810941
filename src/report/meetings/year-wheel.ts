import type { Db } from "../../../db/open.ts";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { listMeetings } from "../../../db/queries/report/meetings.ts";
import { type BoardChoice, listPeriods } from "../../../db/queries/report/periods.ts";
import { listSamRounds } from "../../../db/queries/sam/rounds.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { isoDate, lastDayOfMonth } from "../../ground/calendar/civil-date.ts";
import { paths } from "../../paths/paths.ts";
import type { WheelDay } from "./columns.ts";

/** The days of a nämnd's year that the reader may know of, in their order. */
export async function readYearWheel(db: Db, actor: Actor, board: BoardChoice, year: number): Promise<WheelDay[]> {
	const known = [
		...(await meetingDays(db, board)),
		...(maySomewhere(actor, "report.view") ? await reportDays(db, actor, board) : []),
		...(maySomewhere(actor, "sam.overview") ? await samDays(db, actor, board) : []),
	];
	const days = known.filter(({ day }) => day.startsWith(String(year)));
	// a year that the register knows nothing of had no inventory in it either
	const inventory = days.length > 0 && maySomewhere(actor, "risk_proposal.view");
	return [...days, ...(inventory ? await inventoryDays(db, board, year) : [])].sort(
		(a, b) => a.day.localeCompare(b.day) || a.text.localeCompare(b.text, "sv"),
	);
}

async function meetingDays(db: Db, board: BoardChoice): Promise<WheelDay[]> {
	const meetings = await listMeetings(db, { board_id: board.id });
	return meetings
		.filter(({ cancelled_reason }) => cancelled_reason === null)
		.flatMap((meeting) => {
			const name = MEETING_KINDS[meeting.kind];
			const href = paths.meeting(meeting.id);
			return [
				{ ring: "meeting" as const, day: meeting.held_on, text: name, href },
				{ ring: "papers" as const, day: meeting.papers_due_on, text: `Handlingar till ${name.toLowerCase()}`, href },
			];
		});
}

/** The months in which the units are asked for risks for the coming year, as it was decided when the year began. */
async function inventoryDays(db: Db, board: BoardChoice, year: number): Promise<WheelDay[]> {
	const { first_month, last_month } = await settingOn(db, "risk_inventory", isoDate(year, 1, 1));
	const coming = { ring: "inventory" as const, href: paths.riskProposals({ year: year + 1, board_id: board.id }) };
	const first = isoDate(year, first_month, 1);
	const last = isoDate(year, last_month, lastDayOfMonth(year, last_month));
	return [
		{ ...coming, day: first, text: `Riskinventeringen för ${year + 1} börjar` },
		{ ...coming, day: last, text: `Riskinventeringen för ${year + 1} slutar` },
	];
}

async function reportDays(db: Db, actor: Actor, board: BoardChoice): Promise<WheelDay[]> {
	const periods = await listPeriods(db, reachOf(actor, "report.view"));
	return periods
		.filter(({ board_id }) => board_id === board.id)
		.flatMap(({ id, name, cut_off, deadline }) => [
			{ ring: "report" as const, day: cut_off, text: `Brytdatum, ${name}`, href: paths.reportPeriod(id) },
			{ ring: "report" as const, day: deadline, text: `${name} ska vara klar`, href: paths.reportPeriod(id) },
		]);
}

async function samDays(db: Db, actor: Actor, board: BoardChoice): Promise<WheelDay[]> {
	const rounds = await listSamRounds(db, reachOf(actor, "sam.overview"));
	return rounds
		.filter(({ unit_id }) => unit_id === board.unit_id)
		.flatMap((round) => [
			{ ring: "sam" as const, day: round.opens_on, text: "SAM-omgången öppnar", href: paths.sam() },
			{ ring: "sam" as const, day: round.closes_on, text: "SAM-omgången stänger", href: paths.sam() },
		]);
}
