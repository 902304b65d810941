import { parentPort, workerData } from "node:worker_threads";
import type { Db } from "../../../db/open.ts";
import { listKnownHits, listLinesOfHits, listParents } from "../../../db/queries/checks/ledger-lines.ts";
import { holidaysOf } from "../../ground/calendar/swedish-holidays.ts";
import { readMoment } from "../../ground/threads/read-moment.ts";
import { findHits } from "./find-hits.ts";
import type { DirectAwardLimits } from "./rule-terms.ts";
import { GROWING_RULES, lotsOf, type PlacedHit, placeHits } from "./place-hits.ts";
import { agreedBy, readLines } from "./read-lines.ts";
import { giveWay, THREAD } from "../../ground/threads/give-way.ts";

/** What the thread is started with. */
export interface RulesOrder {
	location: { url?: string; file: string };
	from_day: string;
	year_from: string;
	limit_ore: number;
	direct_award: DirectAwardLimits;
}

/** The messages the thread sends: counts first, then hits in batches. The main thread asks for each batch. */
export type RulesAnswer =
	| { kind: "counted"; lines_now: number; lines_earlier: number }
	| { kind: "hits"; hits: PlacedHit[] }
	| { kind: "done" };

/** Rows that a lot writes: others wait for it some tens of milliseconds, whether its hits have a line each or fifty. */
const LOT = 2_000;

/** Reads and computes in a thread of its own; nothing is written here. */
async function main(order: RulesOrder): Promise<void> {
	// every line goes by once: a cache of them would only be held beside the lines
	const placed = await readMoment(order.location, (db) => placedBy(db, order), { sparing: true });
	for (const hits of lotsOf(placed, LOT)) {
		answer({ kind: "hits", hits });
		await asked();
	}
	answer({ kind: "done" });
}

async function placedBy(db: Db, order: RulesOrder): Promise<PlacedHit[]> {
	const lines = await readLines(db, order.from_day);
	const lines_now = lines.filter((line) => line.booking_date >= order.year_from).length;
	answer({ kind: "counted", lines_now, lines_earlier: lines.length - lines_now });
	const found = findHits(lines, {
		limit_ore: order.limit_ore,
		direct_award: order.direct_award,
		year_from: order.year_from,
		isHoliday: holidayTest(),
		isAgreed: await agreedBy(db, lines),
	});
	const known = await listKnownHits(db);
	return placeHits(found, known, await listLinesOfHits(db, GROWING_RULES), await listParents(db));
}

function holidayTest(): (date: string) => boolean {
	const days = new Map<string, ReadonlySet<string>>();
	return (date) => {
		const year = date.slice(0, 4);
		let known = days.get(year);
		if (!known) {
			known = new Set(holidaysOf(Number(year)).map((day) => day.date));
			days.set(year, known);
		}
		return known.has(date);
	};
}

function answer(message: RulesAnswer): void {
	parentPort!.postMessage(message);
}

function asked(): Promise<void> {
	return new Promise((resolve) => parentPort!.once("message", () => resolve()));
}

giveWay(THREAD);
await main(workerData as RulesOrder);
