import {
	choicesOf,
	findReader,
	listPeopleWaiting,
	listWaitingNotices,
	type OutboxNotice,
} from "../../../db/queries/office/notices.ts";
import type { DropReason } from "../../../db/schema/office/notices.ts";
import { dropNotices, insertLetter, putInLetter } from "../../../db/writes/office/notices.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { newId } from "../../ground/write/new-id.ts";
import { readDuties } from "../inbox/read-duties.ts";
import { readerAs } from "./acting-reader.ts";
import { staleReason } from "./current.ts";
import { isAddress } from "./mail-settings.ts";
import { isReachableNow, NEVER_QUIET } from "./reachable.ts";
import type { Mailroom } from "./mailroom.ts";

const PEOPLE_AT_A_TIME = 200;

/**
 * Folds what waits for each person into one letter, when mail may reach them. A person whose last letter has not gone gets no second one:
 * however long the mail server is away, nobody has more than one waiting. Returns how many letters were made.
 */
export async function gatherLetters(room: Mailroom, stopped: () => boolean): Promise<number> {
	const { db } = room.base.database;
	// at night and on free days nobody is asked about, however many wait
	if (!isReachableNow(room.base.clock().toISOString(), NEVER_QUIET)) return 0;
	let made = 0;
	let after = "";
	while (!stopped()) {
		const people = await listPeopleWaiting(db, PEOPLE_AT_A_TIME, after);
		for (const person of people) if (!stopped() && (await gatherFor(room, person))) made++;
		after = people.at(-1) ?? "";
		if (people.length < PEOPLE_AT_A_TIME) return made;
	}
	return made;
}

async function gatherFor(room: Mailroom, personId: string): Promise<boolean> {
	const { database, clock } = room.base;
	const { db } = database;
	const now = clock().toISOString();
	const choices = await choicesOf(db, personId);
	if (!isReachableNow(now, choices)) return false;
	const notices = await listWaitingNotices(db, personId);
	const { kept, dropped } = await sorted(room, personId, notices, choices.muted);
	const reader = await findReader(db, personId);
	const hasAddress = reader !== undefined && reader.ended_at === null && isAddress(reader.email);
	const id = newId(clock());
	return database.transaction(async (trx) => {
		for (const [reason, ids] of dropped) await dropNotices(trx, ids, reason);
		if (kept.length === 0) return false;
		const isNew = await insertLetter(trx, {
			id,
			person_id: personId,
			message_id: `${id}@${room.settings.from.split("@")[1]}`,
			address: "",
			state: hasAddress ? "waiting" : "given_up",
			created_at: now,
			attempts: 0,
			next_at: now,
			claimed_at: null,
			settled_at: hasAddress ? null : now,
			answer: hasAddress ? "" : "Personen har ingen e-postadress att skicka till.",
		});
		if (isNew) await putInLetter(trx, kept, id);
		return isNew;
	});
}

/** What is to be told, and what is not with its reason. */
async function sorted(room: Mailroom, personId: string, notices: readonly OutboxNotice[], muted: readonly string[]) {
	const { db } = room.base.database;
	const instant = room.base.clock().toISOString();
	const today = stockholmDate(instant);
	const duties = await readDuties(db, await readerAs(db, { id: personId, name: "" }, today), today);
	const kept: string[] = [];
	const dropped = new Map<DropReason, string[]>();
	for (const notice of notices) {
		const reason = muted.includes(notice.kind) ? "off" : await staleReason(db, notice, { duties, instant, today });
		if (reason === null) kept.push(notice.id);
		else dropped.set(reason, [...(dropped.get(reason) ?? []), notice.id]);
	}
	return { kept, dropped };
}
