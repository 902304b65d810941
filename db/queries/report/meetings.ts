import type { Compilable, ExpressionBuilder, Selectable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { BoardMeetingTable, MatterKind, MeetingKind } from "../../schema/report/meetings.ts";
import type { Schema } from "../../schema/index.ts";
import type { ReportingPeriodTable } from "../../schema/report/periods.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A meeting with its nämnd; `unit_id` is the nämnd's förvaltning, which decides who may change it. */
export interface Meeting extends Selectable<BoardMeetingTable> {
	board: string;
	unit_id: string;
}

function meetings(db: Db) {
	return db
		.selectFrom("board_meetings as meeting")
		.innerJoin("boards", "boards.id", "meeting.board_id")
		.selectAll("meeting")
		.select(["boards.name as board", "boards.unit_id"]);
}

export interface MeetingFilter {
	board_id?: string | undefined;
	/** Only meetings from this day on. */
	from?: string | undefined;
	page?: Page | undefined;
}

/** In the order of their days. */
export function listMeetings(db: Db, { board_id, from, page }: MeetingFilter = {}): Promise<Meeting[]> {
	return meetings(db)
		.$if(board_id !== undefined, (q) => q.where("meeting.board_id", "=", board_id!))
		.$if(from !== undefined, (q) => q.where("meeting.held_on", ">=", from!))
		.orderBy("meeting.held_on")
		.orderBy("boards.name")
		.orderBy("meeting.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countMeetings(db: Db, { board_id, from }: MeetingFilter): Promise<number> {
	const row = await db
		.selectFrom("board_meetings")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.$if(board_id !== undefined, (q) => q.where("board_id", "=", board_id!))
		.$if(from !== undefined, (q) => q.where("held_on", ">=", from!))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findMeeting(db: Db, id: string): Promise<Meeting | undefined> {
	return meetings(db).where("meeting.id", "=", id).executeTakeFirst();
}

/** The meetings of a nämnd that are held from a day on, soonest first. */
export const listComingMeetings = keptQuery((db, boardId: string, from: string): Compilable<Meeting> => {
	return meetings(db)
		.where("meeting.board_id", "=", boardId)
		.where("meeting.held_on", ">=", from)
		.where("meeting.cancelled_reason", "is", null)
		.orderBy("meeting.held_on")
		.orderBy("meeting.kind", "desc");
});

/** A plan or report on its way to a meeting, with the days of the meeting. */
export interface Matter {
	id: string;
	meeting_id: string;
	subject_kind: MatterKind;
	subject_id: string;
	title: string;
	board: string;
	unit_id: string;
	kind: MeetingKind;
	held_on: string;
	papers_due_on: string;
	delivered_at: string | null;
	delivered_by: string | null;
	/** The plan has been decided: nobody waits for papers. */
	settled: boolean;
	version: number;
}

export interface MatterFilter {
	meetings?: readonly string[];
	subjects?: { kind: MatterKind; ids: readonly string[] };
	/** Only those whose papers are still to be handed in. */
	open?: true;
	reach?: UnitReach;
}

/** What goes to meetings that are held, soonest first. What was taken away from a meeting is left out. */
export async function listMatters(db: Db, filter: MatterFilter): Promise<Matter[]> {
	const rows = await matters(db, filter);
	return rows.map(({ plan_year, plan_status, period_name, ...row }) => ({
		...row,
		title: period_name ?? `Internkontrollplan ${plan_year}`,
		settled: plan_status !== null && plan_status !== "preparation",
	}));
}

const matters = keptQuery((db, filter: MatterFilter) => {
	const within = filter.reach && unitsWithin(filter.reach);
	return db
		.selectFrom("meeting_matters as matter")
		.innerJoin("board_meetings as meeting", "meeting.id", "matter.meeting_id")
		.innerJoin("boards", "boards.id", "meeting.board_id")
		.leftJoin("plans", "plans.id", "matter.subject_id")
		.leftJoin("reporting_periods as period", "period.id", "matter.subject_id")
		.leftJoin("people as deliverer", "deliverer.id", "matter.delivered_by")
		.select(["matter.id", "matter.meeting_id", "matter.subject_kind", "matter.subject_id", "matter.delivered_at"])
		.select(["matter.version", "meeting.kind", "meeting.held_on", "meeting.papers_due_on"])
		.select(["boards.name as board", "boards.unit_id", "deliverer.name as delivered_by"])
		.select(["plans.year as plan_year", "plans.status as plan_status", "period.name as period_name"])
		.where("matter.removed_reason", "is", null)
		.where("meeting.cancelled_reason", "is", null)
		.$if(filter.meetings !== undefined, (q) => q.where("matter.meeting_id", "in", [...filter.meetings!, ""]))
		.$if(filter.subjects !== undefined, (q) =>
			q
				.where("matter.subject_kind", "=", filter.subjects!.kind)
				.where("matter.subject_id", "in", [...filter.subjects!.ids, ""]),
		)
		.$if(filter.open === true, (q) =>
			q
				.where("matter.delivered_at", "is", null)
				.where((eb) => eb.or([eb("plans.status", "is", null), eb("plans.status", "=", "preparation")])),
		)
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.orderBy("meeting.held_on")
		.orderBy("meeting.id")
		.orderBy("matter.id");
});

export function findMatter(db: Db, id: string) {
	return db
		.selectFrom("meeting_matters as matter")
		.innerJoin("board_meetings as meeting", "meeting.id", "matter.meeting_id")
		.innerJoin("boards", "boards.id", "meeting.board_id")
		.selectAll("matter")
		.select(["meeting.held_on", "meeting.board_id", "meeting.cancelled_reason", "boards.unit_id"])
		.where("matter.id", "=", id)
		.executeTakeFirst();
}

/** What a nämnd will be asked and that goes to no meeting yet: a plan that is a draft, a report that is not closed. */
export interface Unplaced {
	kind: MatterKind;
	id: string;
	title: string;
	board_id: string;
	board: string;
	/** A report is ready after its cut-off; a plan is decided before its year. */
	after: string | null;
	before: string | null;
}

export async function listUnplaced(db: Db, reach: UnitReach): Promise<Unplaced[]> {
	const plans = await unplacedPlans(db, reach);
	const periods = await unplacedPeriods(db, reach);
	return [
		...plans.map(({ year, ...plan }) => ({
			...plan,
			...{ kind: "plan" as const, title: `Internkontrollplan ${year}`, after: null, before: `${year}-01-01` },
		})),
		...periods.map(({ cut_off, ...period }) => ({ ...period, kind: "period" as const, after: cut_off, before: null })),
	];
}

const unplacedPlans = keptQuery((db, reach: UnitReach) => {
	const within = unitsWithin(reach);
	return db
		.selectFrom("plans")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.select(["plans.id", "plans.year", "plans.board_id", "boards.name as board"])
		.where("plans.status", "=", "draft")
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.orderBy("plans.year")
		.orderBy("boards.name");
});

const unplacedPeriods = keptQuery((db, reach: UnitReach) => {
	const within = unitsWithin(reach);
	return db
		.selectFrom("reporting_periods as period")
		.innerJoin("boards", "boards.id", "period.board_id")
		.select(["period.id", "period.name as title", "period.board_id", "boards.name as board", "period.cut_off"])
		.where((eb) => eb.not(eb.exists(sealsOf(eb))))
		.where((eb) => eb.not(eb.exists(mattersOf(eb))))
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.orderBy("period.cut_off")
		.orderBy("boards.name");
});

/** A nämnd's plans in beredning, and its reports that are not closed. */
export async function listOpenSubjects(
	db: Db,
	boardId: string,
): Promise<{ kind: MatterKind; id: string; title: string }[]> {
	const plans = await db
		.selectFrom("plans")
		.select(["id", "year"])
		.where("board_id", "=", boardId)
		.where("status", "=", "preparation")
		.orderBy("year")
		.execute();
	const periods = await db
		.selectFrom("reporting_periods as period")
		.select(["period.id", "period.name"])
		.where("period.board_id", "=", boardId)
		.where((eb) => eb.not(eb.exists(sealsOf(eb))))
		.orderBy("period.cut_off")
		.execute();
	return [
		...plans.map(({ id, year }) => ({ kind: "plan" as const, id, title: `Internkontrollplan ${year}` })),
		...periods.map(({ id, name }) => ({ kind: "period" as const, id, title: name })),
	];
}

type Periods = ExpressionBuilder<Schema & { period: ReportingPeriodTable }, "period">;

const sealsOf = (eb: Periods) =>
	eb.selectFrom("period_seals").select("period_seals.id").whereRef("period_seals.period_id", "=", "period.id");

const mattersOf = (eb: Periods) =>
	eb
		.selectFrom("meeting_matters as matter")
		.innerJoin("board_meetings as meeting", "meeting.id", "matter.meeting_id")
		.select("matter.id")
		.whereRef("matter.subject_id", "=", "period.id")
		.where("matter.removed_reason", "is", null)
		.where("meeting.cancelled_reason", "is", null);
