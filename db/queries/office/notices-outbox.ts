import type { Db } from "../../open.ts";
import type {
	DropReason,
	LetterState,
	NoticeKind,
	NoticeObject,
	NoticeWords,
	NoticeTable,
} from "../../schema/office/notices.ts";
import { IS_OPEN } from "./notices.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** The outbox as an administrator sees it: every notice, with where its letter stands. */
export interface OutboxRow {
	id: string;
	created_at: string;
	person_name: string;
	kind: NoticeKind;
	unit_name: string;
	object_kind: NoticeObject;
	object_id: string;
	words: NoticeWords;
	dropped: DropReason | null;
	state: LetterState | null;
	address: string;
	attempts: number;
	settled_at: string | null;
	answer: string;
}

interface OutboxFilter {
	reach: UnitReach;
	/** `none`: waits for a letter. `dropped`: goes in none. */
	state?: LetterState | "none" | "dropped" | undefined;
	kind?: NoticeKind | undefined;
	/** Leaves out what came later. */
	before?: string | undefined;
	page?: Page | undefined;
}

function filtered(db: Db, { reach, state, kind, before }: OutboxFilter) {
	const within = unitsWithin(reach);
	return db
		.selectFrom("notices as notice")
		.leftJoin("letters as letter", "letter.id", "notice.letter_id")
		.$if(within !== undefined, (q) => q.where("notice.unit_id", "in", within!))
		.$if(kind !== undefined, (q) => q.where("notice.kind", "=", kind!))
		.$if(before !== undefined, (q) => q.where("notice.created_at", "<", before!))
		.$if(state === "dropped", (q) => q.where("notice.dropped", "is not", null))
		.$if(state === "none", (q) => q.where("notice.dropped", "is", null).where("notice.letter_id", "is", null))
		.$if(state !== undefined && state !== "dropped" && state !== "none", (q) =>
			q.where("letter.state", "=", state as LetterState),
		);
}

/** Newest first. */
export async function listOutbox(db: Db, filter: OutboxFilter): Promise<OutboxRow[]> {
	const rows = await filtered(db, filter)
		.innerJoin("people as person", "person.id", "notice.person_id")
		.innerJoin("org_units as unit", "unit.id", "notice.unit_id")
		.select(["notice.id", "notice.created_at", "person.name as person_name", "notice.kind", "unit.name as unit_name"])
		.select(["notice.object_kind", "notice.object_id", "notice.words", "notice.dropped"])
		.select(["letter.state", "letter.address", "letter.attempts", "letter.settled_at", "letter.answer"])
		.orderBy("notice.created_at", "desc")
		.orderBy("notice.id", "desc")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
	return rows.map((row) => ({
		...row,
		words: JSON.parse(row.words) as NoticeWords,
		address: row.address ?? "",
		attempts: row.attempts ?? 0,
		answer: row.answer ?? "",
	}));
}

export async function countOutbox(db: Db, filter: OutboxFilter): Promise<number> {
	const row = await filtered(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** The letter that has been tried longest without going, with the mail server's answer; undefined when all goes as it should. */
export function findStuckLetter(db: Db): Promise<{ created_at: string; answer: string } | undefined> {
	return db
		.selectFrom("letters")
		.select(["created_at", "answer"])
		.where(IS_OPEN)
		.where("state", "=", "retrying")
		.orderBy("created_at")
		.limit(1)
		.executeTakeFirst();
}

/** How many letters stand in each state. */
export async function countLetters(db: Db): Promise<Partial<Record<LetterState, number>>> {
	const rows = await db
		.selectFrom("letters")
		.select("state")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.groupBy("state")
		.execute();
	return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** People told the same kind of thing about these objects on a day: nobody is nudged twice. */
export async function listNudged(
	db: Db,
	moment: string,
	objects: readonly string[],
): Promise<Pick<NoticeTable, "person_id" | "object_id">[]> {
	if (objects.length === 0) return [];
	return db
		.selectFrom("notices")
		.select(["person_id", "object_id"])
		.where("kind", "=", "nudged")
		.where("moment", "=", moment)
		.where("object_id", "in", [...objects])
		.execute();
}
