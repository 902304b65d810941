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
import { once } from "./once.ts";
import { isAddress } from "./mail-settings.ts";
import type { Mailroom } from "./mailroom.ts";
import { Away, type Line, type Mail, type Outcome } from "./smtp.ts";

/** Lines to the mail server at once: more make few servers faster, and pages share the process. */
const LINES = 4;
/**
 * Letters claimed in one transaction, and settled in few: a sync to disk each would take longer than the letters. If the process dies
 * they are all unsure, asked or not, so they are few.
 */
const LETTERS_AT_A_TIME = 8;
/** A letter is marked as delivered this soon after the mail server's word. */
const TOGETHER_MS = 50;
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
	const pool = linePool(room);
	try {
		while (!stopped()) {
			const due = await listDueLetters(database.db, clock().toISOString(), LETTERS_AT_A_TIME);
			if (due.length === 0 || !(await workOff(room, pool, { due, sent, stopped }))) break;
		}
	} finally {
		// also when the database went away in the middle: the mail server is not left with a line that nobody uses
		pool.close();
	}
	return sent;
}

/** Lines that stay open from one letter to the next. */
function linePool(room: Mailroom) {
	const idle: Line[] = [];
	const open = new Set<Line>();
	return {
		async take(): Promise<Line> {
			const line = idle.pop() ?? (await room.open(room.settings));
			open.add(line);
			return line;
		},
		/** Back for the next letter; a line that no longer holds is closed. */
		leave(line: Line, holds: boolean): void {
			if (holds) return void idle.push(line);
			open.delete(line);
			line.close();
		},
		close(): void {
			for (const line of open) line.close();
		},
	};
}

type Pool = ReturnType<typeof linePool>;

interface Lot {
	due: readonly DueLetter[];
	sent: Sent;
	stopped(): boolean;
}

/**
 * One lot: claimed together, handed over on some lines at once, settled as the answers come. False when the mail server takes nothing,
 * and the rest waits for the next round.
 */
async function workOff(room: Mailroom, pool: Pool, { due, sent, stopped }: Lot): Promise<boolean> {
	try {
		// asked before anything is claimed: where nobody answers, every letter waits as it did but the first, which tells why
		pool.leave(await pool.take(), true);
	} catch (error) {
		if (!(error instanceof Away)) throw error;
		await postpone(room, due[0]!, error.message);
		return false;
	}
	const claimed = await claim(room, due);
	const settling = settler(room);
	let away = false;
	const work = async () => {
		while (!away && !stopped()) {
			const letter = claimed.shift();
			if (!letter) return;
			const state = await handOver(room, pool, letter, settling);
			if (state === null) away = true;
			else sent[state] = (sent[state] ?? 0) + 1;
		}
	};
	const done = await Promise.allSettled(Array.from({ length: Math.min(LINES, claimed.length) }, work));
	for (const letter of claimed) settling.add(letter, ["sending"], unclaimed(letter));
	await settling.end();
	for (const one of done) if (one.status === "rejected") throw one.reason;
	return !away;
}

/** The mail server could not be asked. The letter was never claimed: it waits as it did, a while longer. */
async function postpone(room: Mailroom, letter: DueLetter, answer: string): Promise<void> {
	const settling = settler(room);
	settling.add(letter, ["waiting", "retrying"], settled(room, letter, { kind: "away", answer }));
	await settling.end();
}

/** Those of the letters that no other node has claimed. In the order of the list: two nodes never wait for each other in a ring. */
async function claim({ base: { database, clock } }: Mailroom, due: readonly DueLetter[]): Promise<DueLetter[]> {
	const claimed_at = clock().toISOString();
	return database.transaction(async (trx) => {
		const mine: DueLetter[] = [];
		for (const letter of due)
			if (await moveLetter(trx, letter.id, ["waiting", "retrying"], { state: "sending", claimed_at }))
				mine.push(letter);
		return mine;
	});
}

/** A claimed letter that was never begun waits as it did before. */
function unclaimed({ attempts }: DueLetter): Partial<LetterTable> {
	return { state: attempts === 0 ? "waiting" : "retrying", claimed_at: null };
}

/** Keeps what became of letters: those that come within a moment of each other in one transaction. */
function settler({ base: { database } }: Mailroom) {
	let waiting: [DueLetter, readonly LetterState[], Partial<LetterTable>][] = [];
	let timer: NodeJS.Timeout | undefined;
	let written = Promise.resolve();
	const flush = () => {
		clearTimeout(timer);
		timer = undefined;
		const now = waiting;
		waiting = [];
		if (now.length === 0) return written;
		written = written.then(() =>
			database.transaction(async (trx) => {
				for (const [{ id }, from, values] of now) await moveLetter(trx, id, from, values);
			}),
		);
		return written;
	};
	return {
		add(letter: DueLetter, from: readonly LetterState[], values: Partial<LetterTable>): void {
			waiting.push([letter, from, values]);
			// a failed one is met when the lot ends
			timer ??= setTimeout(() => void flush().catch(() => undefined), TOGETHER_MS);
		},
		end: flush,
	};
}

/** Null when the mail server takes nothing: the letter goes back to wait. */
async function handOver(
	room: Mailroom,
	pool: Pool,
	letter: DueLetter,
	settling: ReturnType<typeof settler>,
): Promise<LetterState | null> {
	const mail = await mailOf(room, letter);
	if (mail === null) {
		const nothing = { state: "withdrawn", settled_at: room.base.clock().toISOString(), answer: "" } as const;
		settling.add(letter, ["sending"], nothing);
		return nothing.state;
	}
	const outcome = await send(pool, mail);
	const values = settled(room, letter, outcome, mail.to);
	settling.add(letter, ["sending"], values);
	return outcome.kind === "away" ? null : values.state;
}

async function send(pool: Pool, mail: Mail): Promise<Outcome> {
	let line: Line;
	try {
		line = await pool.take();
	} catch (error) {
		if (!(error instanceof Away)) throw error;
		return { kind: "away", answer: error.message };
	}
	const outcome = await line.send(mail);
	pool.leave(line, outcome.kind !== "away" && outcome.kind !== "unsure");
	return outcome;
}

/** The letter as it is true now; null when nothing of it is, or when the person has left. */
async function mailOf(room: Mailroom, letter: DueLetter): Promise<Mail | null> {
	const { db } = room.base.database;
	const reader = await findReader(db, letter.person_id);
	if (!reader || reader.ended_at !== null || !isAddress(reader.email)) return null;
	const instant = room.base.clock().toISOString();
	const today = stockholmDate(instant);
	const duties = once(async () => readDuties(db, await readerAs(db, reader, today), today));
	const kept: OutboxNotice[] = [];
	for (const notice of await listNoticesIn(db, letter.id))
		if ((await staleReason(db, notice, { duties, instant, today })) === null) kept.push(notice);
	const { base_url } = room.settings;
	const sumsUp = kept.some(({ kind }) => kind === "digest");
	const rows = letterRows(kept, sumsUp ? await duties() : [], { today, base_url });
	return composeLetter({ message_id: letter.message_id, to: reader.email }, rows, { base_url, draw: room.draw });
}

const FINAL: Partial<Record<Outcome["kind"], LetterState>> = {
	delivered: "delivered",
	bounced: "bounced",
	refused: "given_up",
	unsure: "unsure",
};

/** What a letter becomes by the mail server's answer. */
function settled(
	room: Mailroom,
	letter: DueLetter,
	outcome: Outcome,
	address?: string,
): Partial<LetterTable> & { state: LetterState } {
	const now = room.base.clock().getTime();
	const isTooOld = now - Date.parse(letter.created_at) > PATIENCE_MS;
	const state = FINAL[outcome.kind] ?? (isTooOld ? "given_up" : "retrying");
	return {
		state,
		answer: outcome.answer,
		attempts: letter.attempts + 1,
		...(address === undefined ? {} : { address }),
		...(state === "retrying"
			? { next_at: new Date(now + waitAfter(letter.attempts)).toISOString(), claimed_at: null }
			: { settled_at: new Date(now).toISOString() }),
	};
}

/** Twice as long after each attempt, an hour at most: a server that comes back is met within the hour. */
export function waitAfter(attempts: number): number {
	return Math.min(LONGEST_WAIT_MS, MINUTE_MS * 2 ** Math.min(attempts, 10));
}
