import type { Db } from "../../../db/open.ts";
import { lastEvent, listFactsAfter, type PlainFact } from "../../../db/queries/ground/write.ts";
import { endMoment, once } from "../moment.ts";
import { type EventName, type EventNoun, nounOfType } from "../write/events.ts";

/** The number of answers kept of each kind, where the kind does not say; an evaluation of a large region's whole year takes some megabytes. */
const KEPT = 24;
/** More events than this since somebody last asked: then it is worked out anew without looking at each. */
const LOOKED_AT = 200;

/**
 * A kind of answer that is worth remembering, by what it never reads. Every event that is not named here may have changed it, also one
 * of a kind that comes later. What the answer depends on besides the register stands in its key: the day, and the reader's reach.
 */
export interface Reading<T> {
	/** How many answers are kept at most. */
	kept?: number;
	/** What the events are about, by the first word of their type. */
	beside: readonly EventNoun[];
	/** Single types of other nouns. */
	beside_types?: readonly EventName[];
	/** Types that change a part of the answer, and the answer with those parts read anew; null when it must be worked out as a whole. */
	mends?: { types: readonly EventName[]; mend: (db: Db, value: T, facts: readonly PlainFact[]) => Promise<T | null> };
}

/** What nothing but the log, the sign-in and the technician's pages show. */
export const KEEPING = [
	...(["session", "sessions", "account", "list_view", "integration", "api_token", "calendar", "reminders"] as const),
	...(["reminder", "accessibility", "trail", "backup", "package", "archive", "template", "decision_paper"] as const),
] satisfies EventNoun[];

/** What happens in samples and files. */
export const IN_SAMPLES = [
	...(["item", "sample", "sample_plan", "money_plan", "draw", "population", "purchases"] as const),
	...(["unit_code", "mapping", "frame_rule", "evidence", "ledger", "hit", "agreements", "invoice"] as const),
	...(["balances", "costs", "cash_fund", "cash_order", "cash", "duty"] as const),
] satisfies EventNoun[];

/** The same, and what becomes of the runs and is found in them. */
export const CHECKING = ["runs", "run", "deviation", ...IN_SAMPLES] as const satisfies EventNoun[];

/** What is written for a report and said at meetings. */
export const REPORTING = [
	...(["period", "follow_up", "delivery", "assessment", "governance", "recommendation", "dialogue", "report"] as const),
	...(["seal", "meeting", "message"] as const),
] satisfies EventNoun[];

export const SAM = ["sam", "sam_review", "sam_return", "sam_action", "sam_allocation"] as const satisfies EventNoun[];

interface Entry {
	/** The event up to which what is remembered holds. */
	seq: number;
	value: Promise<unknown>;
}
const remembered = new WeakMap<Db, Map<Reading<never>, Map<string, Entry>>>();

/**
 * Remembers what `make` works out until an event that may change it: every change has its event. Who asks while it is worked out waits
 * for the same answer. What fails is not remembered.
 */
export async function untilChanged<T>(db: Db, reading: Reading<T>, key: string, make: () => Promise<T>): Promise<T> {
	// a transaction sees what it has changed before any event tells of it
	if (db.isTransaction) return make();
	const kept = keptOf(db, reading);
	const last = await newest(db, kept.get(key)?.seq ?? 0);
	const had = kept.get(key);
	if (!had || had.seq > last) return keep({ kept, most: reading.kept ?? KEPT }, key, last, make());
	if (had.seq === last) return had.value as Promise<T>;
	const facts = await once(db, `after ${had.seq}`, () => listFactsAfter(db, had.seq, LOOKED_AT + 1));
	// another who asked meanwhile may have come further
	if (kept.get(key) !== had) return untilChanged(db, reading, key, make);
	const changed = facts.length > LOOKED_AT ? null : facts.filter((fact) => !isBeside(reading, fact));
	if (changed?.length === 0) {
		kept.delete(key);
		kept.set(key, { seq: last, value: had.value });
		return had.value as Promise<T>;
	}
	const { mends } = reading;
	const mended = changed && mends && changed.every(({ type }) => mends.types.some((one) => one === type));
	const mend = async () => (await mends!.mend(db, (await had.value) as T, changed!)) ?? make();
	return keep({ kept, most: reading.kept ?? KEPT }, key, last, mended ? mend() : make());
}

/** The newest event as this request sees it; as it is now where another request has come further. */
async function newest(db: Db, known: number): Promise<number> {
	const ask = () => once(db, "last", async () => (await lastEvent(db))?.seq ?? 0);
	const last = await ask();
	if (known <= last) return last;
	endMoment();
	return ask();
}

function isBeside({ beside, beside_types = [] }: Pick<Reading<never>, "beside" | "beside_types">, { type }: PlainFact) {
	return beside.some((noun) => noun === nounOfType(type)) || beside_types.some((one) => one === type);
}

function keptOf(db: Db, reading: object): Map<string, Entry> {
	const readings = remembered.get(db) ?? new Map<Reading<never>, Map<string, Entry>>();
	remembered.set(db, readings);
	const kept = readings.get(reading as Reading<never>) ?? new Map<string, Entry>();
	readings.set(reading as Reading<never>, kept);
	return kept;
}

function keep<T>(
	{ kept, most }: { kept: Map<string, Entry>; most: number },
	key: string,
	seq: number,
	value: Promise<T>,
): Promise<T> {
	kept.delete(key);
	if (kept.size >= most) kept.delete(kept.keys().next().value!);
	const entry = { seq, value };
	kept.set(key, entry);
	value.catch(() => {
		if (kept.get(key) === entry) kept.delete(key);
	});
	return value;
}
