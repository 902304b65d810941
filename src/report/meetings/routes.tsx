import { filtersOf } from "../../ground/http/list-filters.ts";
import { objectId, only, year } from "../../ground/tables/filters.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import {
	countMeetings,
	listMatters,
	listMeetings,
	type Meeting,
	type MeetingFilter,
} from "../../../db/queries/report/meetings.ts";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { listBoardsOn } from "../../../db/queries/report/periods.ts";
import { MeetingFormPage, MeetingPage } from "../../../views/report/meetings/meeting-page.tsx";
import { YearWheelPage } from "../../../views/report/meetings/year-wheel-page.tsx";
import { MeetingsPage } from "../../../views/report/meetings/meetings-page.tsx";
import { type FormState, type RefusedForm, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { isPapersLate } from "../../../db/schema/report/meetings.ts";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { historyOf } from "../../ground/http/history.ts";
import { idOf, listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { formValues } from "../../ground/tables/field.ts";
import { paths } from "../../paths/paths.ts";
import { addMeeting } from "./add-meeting.ts";
import { cancelMeeting } from "./cancel-meeting.ts";
import { meetingColumns, meetingState, type MeetingRow, wheelColumns } from "./columns.ts";
import { editMeeting } from "./edit-meeting.ts";
import { MEETING_FIELDS } from "./fields.ts";
import { addMatter, deliverPapers, removeMatter } from "./place-matter.ts";
import { listPlaceable, meetingOfMatter, readUnplaced } from "./read-unplaced.ts";
import { requireComing, requireMeeting } from "./require-meeting.ts";
import { readYearWheel } from "./year-wheel.ts";
import { AddMatter, CancelMeeting, DeliverPapers, EditMeeting, NewMeeting, RemoveMatter } from "./schema.ts";

async function rowsOf(c: Http, meetings: Meeting[]): Promise<MeetingRow[]> {
	const { db } = c.var.ctx;
	const matters = grouped(await listMatters(db, { meetings: meetings.map(({ id }) => id) }), (one) => one.meeting_id);
	return meetings.map((meeting) => {
		const own = (matters.get(meeting.id) ?? []).map((one) => ({ ...one, is_late: isPapersLate(one, c.var.today) }));
		return { ...meeting, matters: own, state: meetingState(meeting, own, c.var.today) };
	});
}

/** How long a meeting that has been held stays in the list, since its papers may still be missing. */
const RECENT_DAYS = 60;

const MEETING_FILTERS = {
	namnd: objectId("Nämnd"),
	vilka: only("Hela kalendern; annars det som kommer och det nyss hållna", "alla"),
};
const WHEEL_FILTERS = { namnd: objectId("Nämnd"), ar: year("År") };

/** What the address chooses: a nämnd, and the whole calendar instead of what comes. */
function filterOf(c: Http): MeetingFilter {
	const { namnd, vilka } = filtersOf(c, MEETING_FILTERS);
	return {
		board_id: namnd,
		from: vilka ? undefined : dateOfDay(dayNumber(c.var.today) - RECENT_DAYS),
	};
}

/** The nämnd and the year that the address chooses; a year that is no year is the present one (T05). */
async function wheelOf(c: Http) {
	const { db, actor } = c.var.ctx;
	const { namnd, ar: year = Number(c.var.today.slice(0, 4)) } = filtersOf(c, WHEEL_FILTERS);
	const boards = await listBoardsOn(db, reachOf(actor, "meeting.view"), c.var.today);
	const board = boards.find(({ id }) => id === namnd) ?? boards[0] ?? null;
	return { boards, board, year, days: board ? await readYearWheel(db, actor, board, year) : [] };
}

async function meetingsPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const filter = filterOf(c);
	const reach = reachOf(actor, "meeting.edit");
	const may_add = maySomewhere(actor, "meeting.edit");
	const props = {
		list: await listOf(c, {
			path: paths.meetings(),
			columns: meetingColumns,
			rows: async (part) => rowsOf(c, await listMeetings(db, { ...filter, page: part })),
			count: () => countMeetings(db, filter),
		}),
		chosen: { namnd: filter.board_id, vilka: filter.from === undefined ? "alla" : undefined },
		every_board: await listBoards(db, "all"),
		boards: may_add ? await listBoardsOn(db, reach, c.var.today) : [],
		unplaced: may_add ? await readUnplaced(db, reach, c.var.today) : [],
		may_add,
	};
	return page(c, <MeetingsPage shell={shell(c)} form={form} {...props} />);
}

/** `refused`: one of the page's forms as it was sent. */
async function meetingPage(c: Http, id: string, refused: RefusedForm | null) {
	const { db, actor } = c.var.ctx;
	const meeting = await requireMeeting(db, id);
	if (refused) await requireMay(db, actor, "meeting.edit", meeting.unit_id);
	const [row] = await rowsOf(c, [meeting]);
	const may_edit = await mayAt(db, actor, "meeting.edit", meeting.unit_id);
	const coming = meeting.cancelled_reason === null && meeting.held_on >= c.var.today;
	const props = {
		placeable: may_edit && coming ? await listPlaceable(db, meeting) : [],
		history: await historyOf(db, "meeting", id),
		may_edit,
		may_change: may_edit && coming,
	};
	return page(c, <MeetingPage shell={shell(c)} meeting={row!} refused={refused} {...props} />);
}

async function editPage(c: Http, form?: FormState) {
	const { db, actor } = c.var.ctx;
	const meeting = await requireMeeting(db, idOf(c));
	await requireMay(db, actor, "meeting.edit", meeting.unit_id);
	requireComing(meeting, c.var.today);
	const saved = formValues(MEETING_FIELDS, meeting);
	const shown = form ?? { ...UNTOUCHED, values: saved };
	return page(c, <MeetingFormPage shell={shell(c)} meeting={meeting} form={shown} saved={saved} />);
}

const again = (c: Http, id: string, form: string) => (state: FormState) => meetingPage(c, id, { form, state });

/** The calendar of each nämnd, and what goes to which meeting. */
export function meetingRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	listRoutes(app, paths.yearWheel(), {
		action: "meeting.view",
		name: "Årshjul",
		columns: wheelColumns,
		filters: WHEEL_FILTERS,
		rows: async (c) => (await wheelOf(c)).days,
		page: async (c) => {
			const wheel = await wheelOf(c);
			const list = await listOf(c, { columns: wheelColumns, all: wheel.days });
			return page(c, <YearWheelPage shell={shell(c)} {...wheel} list={list} today={c.var.today} />);
		},
	});

	listRoutes(app, paths.meetings(), {
		action: "meeting.view",
		name: "Sammanträden",
		columns: meetingColumns,
		filters: MEETING_FILTERS,
		rows: async (c) => rowsOf(c, await listMeetings(c.var.ctx.db, filterOf(c))),
		page: (c) => meetingsPage(c, UNTOUCHED),
	});
	app.post(paths.meetings(), permit("meeting.edit"), (c) =>
		submit(c, {
			schema: NewMeeting,
			command: (input) => addMeeting(c.var.ctx, input),
			done: () => answer(c, { to: paths.meetings(), said: "Sammanträdet är inlagt." }),
			again: (form) => meetingsPage(c, form),
		}),
	);
	app.get("/sammantraden/:id", permit("meeting.view"), (c) => meetingPage(c, idOf(c), null));
	app.get("/sammantraden/:id/andring", permit("meeting.edit"), (c) => editPage(c));
	app.post("/sammantraden/:id/andring", permit("meeting.edit"), (c) =>
		submit(c, {
			schema: EditMeeting,
			command: (input) => editMeeting(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.meeting(idOf(c)), said: "Sammanträdet är ändrat." }),
			again: (form) => editPage(c, form),
		}),
	);
	app.post("/sammantraden/:id/installt", permit("meeting.edit"), (c) =>
		submit(c, {
			schema: CancelMeeting,
			command: (input) => cancelMeeting(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.meeting(idOf(c)), said: "Sammanträdet är inställt." }),
			again: again(c, idOf(c), "cancel"),
		}),
	);
	app.post("/sammantraden/:id/arenden", permit("meeting.edit"), (c) =>
		submit(c, {
			schema: AddMatter,
			command: (input) => addMatter(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.meeting(idOf(c)), said: "Ärendet går till sammanträdet." }),
			again: again(c, idOf(c), "matter"),
		}),
	);
	matterRoutes(app);
	return app;
}

function matterRoutes(app: Hono<AppEnv>): void {
	app.post("/sammantradesarenden/:id/handlingar", permit("meeting.edit"), async (c) =>
		submit(c, {
			schema: DeliverPapers,
			command: (input) => deliverPapers(c.var.ctx, idOf(c), input),
			done: (id) => answer(c, { to: paths.meeting(id), said: "Handlingarna är registrerade som lämnade." }),
			again: again(c, await meetingOfMatter(c.var.ctx.db, idOf(c)), `papers-${idOf(c)}`),
		}),
	);
	app.post("/sammantradesarenden/:id/borttagning", permit("meeting.edit"), async (c) =>
		submit(c, {
			schema: RemoveMatter,
			command: (input) => removeMatter(c.var.ctx, idOf(c), input),
			done: (id) => answer(c, { to: paths.meeting(id), said: "Ärendet är borttaget från sammanträdet." }),
			again: again(c, await meetingOfMatter(c.var.ctx.db, idOf(c)), `remove-${idOf(c)}`),
		}),
	);
}
