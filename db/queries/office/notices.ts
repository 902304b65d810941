import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { Role } from "../../schema/vocabulary.ts";
import type {
	DropReason,
	LetterState,
	LetterTable,
	NoticeChoiceTable,
	NoticeKind,
	NoticeObject,
	NoticeTable,
} from "../../schema/office/notices.ts";

/** The outbox, as the timer works through it. */

/** Word for word what the partial indexes say: with parameters in it neither dialect uses them, and every letter ever sent is read. */
export const IS_OPEN = sql<boolean>`letters.state in ('waiting', 'sending', 'retrying')`;

interface Choices {
	muted: NoticeKind[];
	quiet_days: string[];
	away_from: string | null;
	away_to: string | null;
	version: number;
}

export async function choicesOf(db: Db, personId: string): Promise<Choices> {
	const row: NoticeChoiceTable | undefined = await db
		.selectFrom("notice_choices")
		.selectAll()
		.where("person_id", "=", personId)
		.executeTakeFirst();
	return row
		? {
				muted: JSON.parse(row.muted) as NoticeKind[],
				quiet_days: JSON.parse(row.quiet_days) as string[],
				away_from: row.away_from,
				away_to: row.away_to,
				version: row.version,
			}
		: { muted: [], quiet_days: [], away_from: null, away_to: null, version: 0 };
}

/** Who stands in for a person on a day, with the name of whom they stand in for. */
export function listStandIns(db: Db, personId: string, day: string): Promise<{ id: string; instead_of: string }[]> {
	return db
		.selectFrom("roles")
		.innerJoin("people as absent", "absent.id", "roles.substitute_for")
		.innerJoin("people as person", "person.id", "roles.person_id")
		.select(["roles.person_id as id", "absent.name as instead_of"])
		.where("roles.substitute_for", "=", personId)
		.where("roles.person_id", "!=", personId)
		.where("person.ended_at", "is", null)
		.where("roles.valid_from", "<=", day)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", day)]))
		.distinct()
		.execute();
}

/** People who work here on a day, in order after one: the timer asks for some at a time. */
export function listWorkingPeople(
	db: Db,
	{ after, day, limit }: { after: string; day: string; limit: number },
): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom("people")
		.select(["people.id", "people.name"])
		.where("people.id", ">", after)
		.where("people.ended_at", "is", null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom("roles")
					.select("roles.id")
					.whereRef("roles.person_id", "=", "people.id")
					.where("roles.valid_from", "<=", day)
					.where((or) => or.or([or("roles.valid_to", "is", null), or("roles.valid_to", ">=", day)])),
			),
		)
		.orderBy("people.id")
		.limit(limit)
		.execute();
}

/** Who holds one of the roles at one of the units on a day, of their own. */
export function listHolders(
	db: Db,
	{ units, roles, day }: { units: readonly string[]; roles: readonly Role[]; day: string },
): Promise<{ id: string; unit_id: string }[]> {
	return db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.select(["people.id", "roles.unit_id"])
		.where("roles.unit_id", "in", [...units])
		.where("roles.role", "in", [...roles])
		.where("roles.substitute_for", "is", null)
		.where("people.ended_at", "is", null)
		.where("roles.valid_from", "<=", day)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", day)]))
		.distinct()
		.orderBy("people.id")
		.execute();
}

/** People for whom something waits and no letter is on its way. */
export async function listPeopleWaiting(db: Db, limit: number, after: string): Promise<string[]> {
	const rows = await db
		.selectFrom("notices")
		.select("notices.person_id")
		.where("notices.letter_id", "is", null)
		.where("notices.dropped", "is", null)
		.where("notices.person_id", ">", after)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("letters")
						.select("letters.id")
						.whereRef("letters.person_id", "=", "notices.person_id")
						.where(IS_OPEN),
				),
			),
		)
		.groupBy("notices.person_id")
		.orderBy("notices.person_id")
		.limit(limit)
		.execute();
	return rows.map(({ person_id }) => person_id);
}

export type OutboxNotice = Pick<
	NoticeTable,
	"id" | "person_id" | "kind" | "object_kind" | "object_id" | "moment" | "words" | "created_at"
>;

function notices(db: Db) {
	return db
		.selectFrom("notices")
		.select(["id", "person_id", "kind", "object_kind", "object_id", "moment", "words", "created_at"])
		.where("dropped", "is", null)
		.orderBy("created_at")
		.orderBy("id");
}

export function listWaitingNotices(db: Db, personId: string): Promise<OutboxNotice[]> {
	return notices(db).where("person_id", "=", personId).where("letter_id", "is", null).execute();
}

export function listNoticesIn(db: Db, letterId: string): Promise<OutboxNotice[]> {
	return notices(db).where("letter_id", "=", letterId).execute();
}

/** How many notices wait, counted no further than `most`. */
export async function countWaiting(db: Db, most: number): Promise<number> {
	const rows = await db
		.selectFrom("notices")
		.select("id")
		.where("letter_id", "is", null)
		.where("dropped", "is", null)
		.limit(most)
		.execute();
	return rows.length;
}

export type DueLetter = Pick<LetterTable, "id" | "person_id" | "message_id" | "attempts" | "created_at">;

/** Letters whose time has come, longest waiting first. */
export function listDueLetters(db: Db, now: string, limit: number): Promise<DueLetter[]> {
	return db
		.selectFrom("letters")
		.select(["id", "person_id", "message_id", "attempts", "created_at"])
		.where(IS_OPEN)
		.where("state", "in", ["waiting", "retrying"])
		.where("next_at", "<=", now)
		.orderBy("next_at")
		.orderBy("id")
		.limit(limit)
		.execute();
}

/** Those of some people who have not left. */
export async function listStaying(db: Db, people: readonly string[]): Promise<ReadonlySet<string>> {
	if (people.length === 0) return new Set();
	const rows = await db
		.selectFrom("people")
		.select("id")
		.where("id", "in", [...new Set(people)])
		.where("ended_at", "is", null)
		.execute();
	return new Set(rows.map(({ id }) => id));
}

export function findReader(
	db: Db,
	personId: string,
): Promise<{ id: string; name: string; email: string | null; ended_at: string | null } | undefined> {
	return db
		.selectFrom("people")
		.select(["id", "name", "email", "ended_at"])
		.where("id", "=", personId)
		.executeTakeFirst();
}

/** What somebody was told of an object, and what became of it. */
export interface ToldNotice {
	id: string;
	person_name: string;
	kind: NoticeKind;
	object_kind: NoticeObject;
	object_id: string;
	words: string;
	created_at: string;
	dropped: DropReason | null;
	state: LetterState | null;
	settled_at: string | null;
	answer: string | null;
}

/** Of an object, or to a person, newest first; `before` leaves out what came later. */
export function listTold(
	db: Db,
	filter: { object?: { kind: NoticeObject; id: string }; person_id?: string; before?: string | undefined },
	limit: number,
): Promise<ToldNotice[]> {
	const { object, person_id, before } = filter;
	return db
		.selectFrom("notices as notice")
		.innerJoin("people as person", "person.id", "notice.person_id")
		.leftJoin("letters as letter", "letter.id", "notice.letter_id")
		.select(["notice.id", "person.name as person_name", "notice.kind", "notice.object_kind", "notice.object_id"])
		.select(["notice.words", "notice.created_at", "notice.dropped"])
		.select(["letter.state", "letter.settled_at", "letter.answer"])
		.$if(object !== undefined, (q) =>
			q.where("notice.object_kind", "=", object!.kind).where("notice.object_id", "=", object!.id),
		)
		.$if(person_id !== undefined, (q) => q.where("notice.person_id", "=", person_id!))
		.$if(before !== undefined, (q) => q.where("notice.created_at", "<", before!))
		.orderBy("notice.created_at", "desc")
		.orderBy("notice.id", "desc")
		.limit(limit)
		.execute();
}
