import {
	type DueLetter,
	findReader,
	listDueLetters,
	listNoticesIn,
	type OutboxNotice,
} from "../../../db/queries/office/notices.ts";
import type { LetterState, LetterTable } from "../../../db/schema/office/notices.ts";
import { giveUpClaims, moveLetter } from "../../../db/writes/office/notices.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { readDuties } from "../inbox/read-duties.ts";
import { readerAs } from "./acting-reader.ts";
import { staleReason } from "./current.ts";
import { gatherLetters } from "./gather.ts";
import { composeLetter, letterRows } from "./letter.ts";
import { isAddress } from "./mail-settings.ts";
import type { Mailroom } from "./mailroom.ts";
import { Away, type Line, type Mail, type Outcome } from "./smtp.ts";

/** Lines to the mail server at once: more make no server faster, and pages share the process. */
const LINES = 4;
const LETTERS_AT_A_TIME = 200;
const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;
/** A letter older than this is given up. */
const PATIENCE_MS = 10 * 24 * 60 * MINUTE_MS;
/** Longer than any line waits for an answer: whoever claimed the letter is gone. */
const CLAIM_MS = 10 * MINUTE_MS;
const DIED = "Servern stannade medan brevet lämnades över. Det kan ha kommit fram, och skickas inte igen.";

type Sent = Partial<Record<LetterState, number>>;

/**
 * One round: claims nobody ended, new letters, and what is due to go. Several nodes may do it at once: a letter goes from whoever claims
 * it, and the claim is committed before the mail server is asked.
 */
export async function sendWaiting(room: Mailroom, stopped: () => boolean = () => false): Promise<Sent> {
	const { database, clock } = room.base;
	const before = new Date(clock().getTime() - CLAIM_MS).toISOString();
	const unsure = await database.transaction((trx) => giveUpClaims(trx, before, clock().toISOString(), DIED));
	const sent: Sent = unsure > 0 ? { unsure } : {};
	await gatherLetters(room, stopped);
	while (!stopped()) {
		const queue = await listDueLetters(database.db, clock().toISOString(), LETTERS_AT_A_TIME);
		if (queue.length === 0) break;
		const round = { queue, sent, away: false, stopped };
		await Promise.all(Array.from({ length: Math.min(LINES, queue.length) }, () => workOff(room, round)));
		if (round.away) break;
	}
	return sent;
}

interface Round {
	queue: DueLetter[];
	sent: Sent;
	/** The mail server takes nothing: the rest waits for the next round. */
	away: boolean;
	stopped(): boolean;
}

async function workOff(room: Mailroom, round: Round): Promise<void> {
	let line: Line | null = null;
	try {
		while (!round.away && !round.stopped()) {
			const letter = round.queue.shift();
			if (!letter) break;
			try {
				line ??= await room.open(room.settings);
			} catch (error) {
				if (!(error instanceof Away)) throw error;
				round.away = true;
				await postpone(room, letter, error.message);
				break;
			}
			const state = await handOver(room, letter, line);
			if (state === null) continue;
			round.sent[state.state] = (round.sent[state.state] ?? 0) + 1;
			if (!state.line_holds) {
				line.close();
				line = null;
			}
			round.away ||= state.away;
		}
	} finally {
		// also when the database went away in the middle: the mail server is not left with a line that nobody uses
		line?.close();
	}
}

/** The mail server could not be asked. The letter was never claimed: it waits as it did, a while longer. */
async function postpone(room: Mailroom, letter: DueLetter, answer: string): Promise<void> {
	await settle(room, letter, ["waiting", "retrying"], { kind: "away", answer });
}

/** Null when another node has it. */
async function handOver(room: Mailroom, letter: DueLetter, line: Line) {
	const { database, clock } = room.base;
	const claimed = await database.transaction((trx) =>
		moveLetter(trx, letter.id, ["waiting", "retrying"], { state: "sending", claimed_at: clock().toISOString() }),
	);
	if (!claimed) return null;
	const mail = await mailOf(room, letter);
	if (mail === null) {
		const nothing = { state: "withdrawn", settled_at: clock().toISOString(), answer: "" } as const;
		await database.transaction((trx) => moveLetter(trx, letter.id, ["sending"], nothing));
		return { state: "withdrawn" as const, line_holds: true, away: false };
	}
	const outcome = await line.send(mail);
	const state = await settle(room, letter, ["sending"], outcome, mail.to);
	return { state, line_holds: outcome.kind !== "away" && outcome.kind !== "unsure", away: outcome.kind === "away" };
}

/** The letter as it is true now; null when nothing of it is, or when the person has left. */
async function mailOf(room: Mailroom, letter: DueLetter): Promise<Mail | null> {
	const { db } = room.base.database;
	const reader = await findReader(db, letter.person_id);
	if (!reader || reader.ended_at !== null || !isAddress(reader.email)) return null;
	const instant = room.base.clock().toISOString();
	const today = stockholmDate(instant);
	const duties = await readDuties(db, await readerAs(db, reader, today), today);
	const kept: OutboxNotice[] = [];
	for (const notice of await listNoticesIn(db, letter.id))
		if ((await staleReason(db, notice, { duties, instant, today })) === null) kept.push(notice);
	const { base_url } = room.settings;
	const rows = letterRows(kept, duties, { today, base_url });
	return composeLetter({ message_id: letter.message_id, to: reader.email }, rows, { base_url, draw: room.draw });
}

const FINAL: Partial<Record<Outcome["kind"], LetterState>> = {
	delivered: "delivered",
	bounced: "bounced",
	refused: "given_up",
	unsure: "unsure",
};

async function settle(
	room: Mailroom,
	letter: DueLetter,
	from: readonly LetterState[],
	outcome: Outcome,
	address?: string,
): Promise<LetterState> {
	const { database, clock } = room.base;
	const now = clock().getTime();
	const isTooOld = now - Date.parse(letter.created_at) > PATIENCE_MS;
	const state = FINAL[outcome.kind] ?? (isTooOld ? "given_up" : "retrying");
	const values: Partial<LetterTable> = {
		state,
		answer: outcome.answer,
		attempts: letter.attempts + 1,
		...(address === undefined ? {} : { address }),
		...(state === "retrying"
			? { next_at: new Date(now + waitAfter(letter.attempts)).toISOString(), claimed_at: null }
			: { settled_at: new Date(now).toISOString() }),
	};
	await database.transaction((trx) => moveLetter(trx, letter.id, from, values));
	return state;
}

/** Twice as long after each attempt, an hour at most: a server that comes back is met within the hour. */
export function waitAfter(attempts: number): number {
	return Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.min(attempts, 10));
}
