import { choicesOf, countWaiting, listHolders, listWorkingPeople } from "../../../db/queries/office/notices.ts";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import type { Db, Trx } from "../../../db/open.ts";
import type { NoticeKind, NoticeWords } from "../../../db/schema/office/notices.ts";
import { LEADING_ROLES } from "../../../db/schema/vocabulary.ts";
import { insertNotice } from "../../../db/writes/office/notices.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { isWorkingDay } from "../../ground/calendar/swedish-holidays.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { type Duty, readDuties } from "../inbox/read-duties.ts";
import { readerAs } from "./acting-reader.ts";
import { isAway } from "./reachable.ts";
import { type Armed, armedOn, digestWeek, escalatedOn, type Routine } from "./arm.ts";

const PEOPLE_AT_A_TIME = 100;
/** So many that wait are no reminders any more: nothing is added until they have gone. */
const MOST_WAITING = 50_000;

interface Wanted {
	person_id: string;
	kind: NoticeKind;
	moment: string;
	duty: Duty;
	unit_id: string;
}

interface Scheduled {
	notices: number;
	/** True when nothing was added because the outbox is full. */
	full: boolean;
}

/**
 * Puts the day's reminders in the outbox, once: a day that is asked again, by another node or after a restart, adds what is missing and
 * nothing else. Nothing on days when nobody works.
 */
export async function scheduleDay(
	ctx: Context,
	today: string,
	stopped = () => false,
	most = MOST_WAITING,
): Promise<Scheduled> {
	const scheduled: Scheduled = { notices: 0, full: false };
	if (!isWorkingDay(today)) return scheduled;
	const routine = await settingOn(ctx.db, "notice_routine", today);
	let after = "";
	while (!stopped()) {
		const people = await listWorkingPeople(ctx.db, { after, day: today, limit: PEOPLE_AT_A_TIME });
		const last = people.at(-1);
		if (!last) break;
		if ((await countWaiting(ctx.db, most)) >= most) return { ...scheduled, full: true };
		const wanted: Wanted[] = [];
		for (const person of people) wanted.push(...(await wantedFor(ctx.db, person, { today, routine })));
		scheduled.notices += await putInOutbox(ctx, today, wanted);
		after = last.id;
	}
	return scheduled;
}

async function wantedFor(
	db: Db,
	person: { id: string; name: string },
	{ today, routine }: { today: string; routine: Routine },
): Promise<Wanted[]> {
	const reader = await readerAs(db, person, today);
	const [held] = reader.roles;
	if (!held) return [];
	const duties = await readDuties(db, reader, today);
	const choices = await choicesOf(db, person.id);
	const own = ({ kind, duty, moment }: Armed): Wanted => ({
		person_id: person.id,
		...{ kind, moment, duty },
		unit_id: duty.unit_id ?? held.unit_id,
	});
	const week = digestWeek(today);
	return [
		...armedOn(today, duties, { routine, quiet: choices }).map(own),
		...(week && duties.length > 0 && !isAway(today, choices)
			? [own({ kind: "digest", moment: week, duty: digestOf(reader) })]
			: []),
		...(await escalations(db, reader, { late: escalatedOn(today, duties, routine), today, own_unit: held.unit_id })),
	].filter(({ kind }) => !choices.muted.includes(kind));
}

function digestOf(reader: Actor): Duty {
	const words = { title: "Det här väntar på dig", unit: "", unit_id: null, due_on: null, instead_of: null };
	return { ...words, object_kind: "person", object_id: reader.id!, act: "handle" };
}

/**
 * To the nearest chefer above: those at the unit, or when that is the person, those over it. A measure is no unit's: its chef is the
 * one over where its owner works.
 */
async function escalations(
	db: Db,
	reader: Actor,
	{ late, today, own_unit }: { late: readonly Duty[]; today: string; own_unit: string },
): Promise<Wanted[]> {
	const wanted: Wanted[] = [];
	for (const duty of late) {
		const unit_id = duty.unit_id ?? own_unit;
		const path = await unitPath(db, unit_id);
		const chiefs = await listHolders(db, { units: path, roles: LEADING_ROLES, day: today });
		const others = chiefs.filter(({ id }) => id !== reader.id);
		const nearest = path.find((unit) => others.some(({ unit_id }) => unit_id === unit));
		for (const { id } of others.filter(({ unit_id }) => unit_id === nearest))
			wanted.push({ person_id: id, kind: "escalated", moment: duty.due_on!, duty, unit_id });
	}
	return wanted;
}

/** A transaction for some people at a time, with the fact of how many were reminded. */
async function putInOutbox(ctx: Context, today: string, wanted: readonly Wanted[]): Promise<number> {
	if (wanted.length === 0) return 0;
	return write(ctx, async ({ trx, record, unchanged }) => {
		const told = new Set<string>();
		let notices = 0;
		for (const one of wanted) {
			if (!(await insertWanted(ctx, trx, one))) continue;
			told.add(one.person_id);
			notices++;
		}
		if (notices === 0) return unchanged(0);
		await record({
			type: "reminders.scheduled",
			unit_id: null,
			object: { kind: "outbox", id: today },
			data: { day: today, people: told.size, notices },
		});
		return notices;
	});
}

function insertWanted(ctx: Context, trx: Trx, { person_id, kind, moment, duty, unit_id }: Wanted): Promise<boolean> {
	const { title, unit, due_on, instead_of } = duty;
	const words: NoticeWords = { title, unit, due_on, instead_of };
	return insertNotice(trx, {
		id: newId(ctx.clock()),
		...{ person_id, kind, unit_id, moment },
		object_kind: duty.object_kind,
		object_id: duty.object_id,
		words: JSON.stringify(words),
		created_at: nowOf(ctx),
		created_by: null,
		letter_id: null,
		dropped: null,
	});
}
