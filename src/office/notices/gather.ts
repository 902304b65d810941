import {
	choicesOf,
	findReader,
	listPeopleWaiting,
	listWaitingNotices,
	type OutboxNotice,
} from "../../../db/queries/office/notices.ts";
import type { Trx } from "../../../db/open.ts";
import type { DropReason, LetterTable } from "../../../db/schema/office/notices.ts";
import { dropNotices, insertLetter, putInLetter } from "../../../db/writes/office/notices.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { newId } from "../../ground/write/new-id.ts";
import { readDuties } from "../inbox/read-duties.ts";
import { readerAs } from "./acting-reader.ts";
import { staleReason } from "./current.ts";
import { once } from "./once.ts";
import { isAddress } from "./mail-settings.ts";
import { isReachableNow, NEVER_QUIET } from "./reachable.ts";
import type { Mailroom } from "./mailroom.ts";

/** So many share a transaction: a sync to disk each would take longer than the letters. */
const PEOPLE_AT_A_TIME = 50;

/**
 * Folds what waits for each person into one letter, when mail may reach them. A person whose last letter has not gone gets no second one:
 * however long the mail server is away, nobody has more than one waiting. Returns how many letters were made.
 */
export async function gatherLetters(room: Mailroom, stopped: () => boolean): Promise<number> {
	const { database } = room.base;
	// at night and on free days nobody is asked about, however many wait
	if (!isReachableNow(room.base.clock().toISOString(), NEVER_QUIET)) return 0;
	let made = 0;
	let after = "";
	while (!stopped()) {
		const people = await listPeopleWaiting(database.db, PEOPLE_AT_A_TIME, after);
		const folded: Folded[] = [];
		for (const person of people) {
			const one = stopped() ? null : await fold(room, person);
			if (one) folded.push(one);
		}
		if (folded.length > 0)
			made += await database.transaction(async (trx) => {
				let letters = 0;
				// in the order of the list: two nodes never wait for each other in a ring
				for (const one of folded) if (await post(trx, one)) letters++;
				return letters;
			});
		after = people.at(-1) ?? "";
		if (people.length < PEOPLE_AT_A_TIME) return made;
	}
	return made;
}

/** What waits for a person, sorted, with the letter that it makes. */
interface Folded {
	letter: LetterTable;
	kept: readonly string[];
	dropped: ReadonlyMap<DropReason, readonly string[]>;
}

async function fold(room: Mailroom, personId: string): Promise<Folded | null> {
	const { db } = room.base.database;
	const now = room.base.clock().toISOString();
	const choices = await choicesOf(db, personId);
	if (!isReachableNow(now, choices)) return null;
	const notices = await listWaitingNotices(db, personId);
	const reader = await findReader(db, personId);
	const hasAddress = reader !== undefined && reader.ended_at === null && isAddress(reader.email);
	const id = newId(room.base.clock());
	const letter = {
		id,
		person_id: personId,
		message_id: `${id}@${room.settings.from.split("@")[1]}`,
		address: "",
		state: hasAddress ? ("waiting" as const) : ("given_up" as const),
		created_at: now,
		attempts: 0,
		next_at: now,
		claimed_at: null,
		settled_at: hasAddress ? null : now,
		answer: hasAddress ? "" : "Personen har ingen e-postadress att skicka till.",
	};
	return { letter, ...(await sorted(room, personId, notices, choices.muted)) };
}

/** False when nothing is left to tell, or when another node was first. */
async function post(trx: Trx, { letter, kept, dropped }: Folded): Promise<boolean> {
	for (const [reason, ids] of dropped) await dropNotices(trx, ids, reason);
	if (kept.length === 0) return false;
	const isNew = await insertLetter(trx, letter);
	if (isNew) await putInLetter(trx, kept, letter.id);
	return isNew;
}

/** What is to be told, and what is not with its reason. */
async function sorted(room: Mailroom, personId: string, notices: readonly OutboxNotice[], muted: readonly string[]) {
	const { db } = room.base.database;
	const instant = room.base.clock().toISOString();
	const today = stockholmDate(instant);
	const duties = once(async () => readDuties(db, await readerAs(db, { id: personId, name: "" }, today), today));
	const kept: string[] = [];
	const dropped = new Map<DropReason, string[]>();
	for (const notice of notices) {
		const reason = muted.includes(notice.kind) ? "off" : await staleReason(db, notice, { duties, instant, today });
		if (reason === null) kept.push(notice.id);
		else dropped.set(reason, [...(dropped.get(reason) ?? []), notice.id]);
	}
	return { kept, dropped };
}
