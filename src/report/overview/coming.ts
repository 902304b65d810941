import type { Db } from "../../../db/open.ts";
import { listComingDue } from "../../../db/queries/checks/runs-overview.ts";
import { listComingMeasures } from "../../../db/queries/register/measures-overview.ts";
import { listComingMeetings } from "../../../db/queries/report/meetings.ts";
import { type BoardChoice, listPeriods } from "../../../db/queries/report/periods.ts";
import { listSamRounds } from "../../../db/queries/sam/rounds.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { runsHref } from "../../checks/runs/run-year.ts";
import { paths } from "../../paths/paths.ts";
import { many } from "./findings.ts";
import { partOf } from "./overview-readings.ts";

/** A day that comes, what it is the day of, and where that is. */
export interface ComingDay {
	day: string;
	text: string;
	note?: string;
	href: string;
}

const SHOWN = 7;
const RUNS_SHOWN = 4;
const MEASURE_DAYS_SHOWN = 2;

interface Of {
	board: BoardChoice | null;
	plan_id: string | null;
	year: number;
}

/** What comes next for the nämnd and its förvaltning, the soonest first. */
export async function readComingDays(db: Db, actor: Actor, of: Of, today: string): Promise<ComingDay[]> {
	const acts = (["run.view", "sam.overview", "report.view"] as const).filter((act) => maySomewhere(actor, act));
	const place = { units: [of.board?.unit_id], reaches: acts.map((act) => reachOf(actor, act)) };
	return partOf(db, "coming", { key: [acts, of, today], ...place }, () => comingDays(db, actor, of, today));
}

async function comingDays(db: Db, actor: Actor, { board, plan_id, year }: Of, today: string): Promise<ComingDay[]> {
	const days = [
		...(maySomewhere(actor, "run.view") ? await runDays(db, actor, board?.unit_id, today) : []),
		...(plan_id === null ? [] : await measureDays(db, plan_id, year, today)),
		...(board ? await samDays(db, actor, board, today) : []),
		...(board ? await reportDays(db, actor, board, today) : []),
		...(board ? await meetingDays(db, board, today) : []),
	];
	return days.sort((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day))).slice(0, SHOWN);
}

async function runDays(db: Db, actor: Actor, unit_id: string | undefined, today: string): Promise<ComingDay[]> {
	const coming = await listComingDue(db, { reach: reachOf(actor, "run.view"), unit_id }, today, RUNS_SHOWN);
	return coming.map(({ control_id, title, due_on, n }) => ({
		day: due_on,
		text: title,
		note: many(n, "kontrolltillfälle", "kontrolltillfällen"),
		href: runsHref({ unit_id, control_id, due: { from: due_on, to: due_on }, parts: ["waiting"] }),
	}));
}

async function measureDays(db: Db, plan_id: string, year: number, today: string): Promise<ComingDay[]> {
	const coming = await listComingMeasures(db, plan_id, today, MEASURE_DAYS_SHOWN);
	return coming.map(({ due_on, n }) => ({
		day: due_on,
		text: many(n, "åtgärd ska vara klar", "åtgärder ska vara klara"),
		href: paths.measures({ plan: plan_id, ar: String(year), klar_fran: due_on, klar_till: due_on, laget: "kvar" }),
	}));
}

async function samDays(db: Db, actor: Actor, board: BoardChoice, today: string): Promise<ComingDay[]> {
	if (!maySomewhere(actor, "sam.overview")) return [];
	const rounds = await listSamRounds(db, reachOf(actor, "sam.overview"));
	return rounds
		.filter((round) => round.unit_id === board.unit_id && round.status === "open" && round.closes_on >= today)
		.map((round) => ({
			day: round.closes_on,
			text: `SAM-omgången ${round.year} stänger`,
			href: paths.samOverview(round.id),
		}));
}

async function reportDays(db: Db, actor: Actor, board: BoardChoice, today: string): Promise<ComingDay[]> {
	const periods = await listPeriods(db, reachOf(actor, "report.view"));
	return periods
		.filter((period) => period.board_id === board.id)
		.flatMap((period) => [
			{ day: period.cut_off, text: `Brytdatum för ${period.name}`, href: paths.reportPeriod(period.id) },
			{ day: period.deadline, text: `${period.name} ska vara klar`, href: paths.reportPeriod(period.id) },
		])
		.filter(({ day }) => day >= today);
}

async function meetingDays(db: Db, board: BoardChoice, today: string): Promise<ComingDay[]> {
	const [next] = await listComingMeetings(db, board.id, today);
	if (!next) return [];
	const href = paths.meeting(next.id);
	return [
		{ day: next.papers_due_on, text: `Handlingar till ${MEETING_KINDS[next.kind].toLowerCase()}`, href },
		{ day: next.held_on, text: `${MEETING_KINDS[next.kind]}, ${board.name}`, href },
	].filter(({ day }) => day >= today);
}
