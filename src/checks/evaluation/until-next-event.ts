import type { Db } from "../../../db/open.ts";
import { lastEvent, hasEventBeside } from "../../../db/queries/ground/write.ts";

/** The number of answers kept; a large region's whole year takes some megabytes. */
const KEPT = 16;

/**
 * What the evaluation of a sample never reads: who is signed in, what is written in reports, SAM, what rules found in the ledger, and the
 * keeping of the trail. Every other event, also of a kind that comes later, means new facts.
 */
export const BESIDE = {
	kinds: [
		...["session", "follow_up", "assessment", "dialogue", "delivery", "governance", "recommendation"],
		...["sam_action", "sam_allocation", "sam_question_set", "sam_return", "sam_review", "sam_round"],
		...[
			"ledger_hit",
			"ledger_rule_run",
			"accessibility_report",
			"decision_paper",
			"template",
			"trail",
			"outbox",
			"reader",
		],
	],
	types: ["session.started", "session.ended", "reminder.sent", "reminders.nudged"],
};

interface Remembered {
	/** The event up to which what is remembered holds. */
	seq: number;
	made: Map<string, Promise<unknown>>;
}
const remembered = new WeakMap<Db, Remembered>();

/**
 * Remembers what `make` works out of samples until the next event that may change it: every change has its event. The key must hold
 * everything else that the answer depends on, the reader's reach too. Who asks while it is worked out waits for the same answer.
 */
export async function untilNextEvent<T>(db: Db, key: string, make: () => Promise<T>): Promise<T> {
	const known = remembered.get(db) ?? { seq: 0, made: new Map<string, Promise<unknown>>() };
	remembered.set(db, known);
	await forgetStale(db, known);
	const { made } = known;
	const had = made.get(key) as Promise<T> | undefined;
	if (had) return had;
	if (made.size >= KEPT) made.delete(made.keys().next().value!);
	const making = make();
	made.set(key, making);
	making.catch(() => {
		if (made.get(key) === making) made.delete(key);
	});
	return making;
}

async function forgetStale(db: Db, known: Remembered): Promise<void> {
	const since = known.seq;
	const last = (await lastEvent(db))?.seq ?? 0;
	if (last === since) return;
	const isStale = last < since || (await hasEventBeside(db, since, BESIDE));
	// another who asked meanwhile may have come further
	if (known.seq !== since && known.seq >= last) return;
	if (isStale) known.made.clear();
	known.seq = last;
}
