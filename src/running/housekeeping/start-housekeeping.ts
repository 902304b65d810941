import type { Logger } from "pino";
import { systemActor } from "../../ground/access/system-actor.ts";
import { signHead } from "../../proof/trail/sign-head.ts";
import { openTrailAnchors } from "../../proof/trail/trail-anchors.ts";
import { backUpToday } from "../../proof/backup/scheduled-backup.ts";
import type { BackupSettings } from "../../proof/backup/settings.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { removeDisposed } from "../../proof/retention/remove-disposed.ts";
import { dropStillArrivals } from "../../checks/populations/import/land-lines.ts";
import type { Home } from "../../ground/keys.ts";
import { forgetTaps, TAP_KEPT_DAYS } from "./forget-taps.ts";
import type { Context } from "../../ground/write/context.ts";

const HOUR_MS = 3_600_000;

export interface Housekeeping {
	base: Omit<Context, "actor" | "db">;
	home: Home;
	/** Null when copies are somebody else's task. */
	backup: BackupSettings | null;
	log: Logger;
}

/**
 * Does what is due today, each task at most once a day: signs the trail's end, removes what disposals and unfinished imports left
 * behind, forgets the keys of old taps, and makes a backup. A failure is logged and tried again the next hour.
 */
export async function keepHouse({ base, home, backup, log }: Housekeeping): Promise<void> {
	const { db } = base.database;
	try {
		const signed = await signHead({ db, clock: base.clock }, openTrailAnchors(home));
		if (signed) log.info({ seq: signed.seq, hash: signed.hash, key: signed.key }, "trail head signed");
	} catch (error) {
		log.error({ err: error }, "trail head could not be signed");
	}
	try {
		const removed = await removeDisposed(base, null);
		if (removed > 0) log.info({ removed }, "disposed files removed");
	} catch (error) {
		log.error({ err: error }, "disposed files could not be removed");
	}
	try {
		const forgotten = await forgetTaps(base);
		if (forgotten > 0) log.info({ forgotten, days: TAP_KEPT_DAYS }, "keys of old taps forgotten");
	} catch (error) {
		log.error({ err: error }, "keys of old taps could not be forgotten");
	}
	try {
		await dropStillArrivals(base);
	} catch (error) {
		log.error({ err: error }, "rows of unfinished imports could not be removed");
	}
	if (backup === null) return;
	try {
		const ctx: Context = { ...base, db, actor: await systemActor(db, "system") };
		const done = await backUpToday(ctx, home, backup);
		if (done) log.info(done, "backup made");
	} catch (error) {
		log.error({ err: error }, "backup could not be made");
	}
}

/** At start and every hour. Returns how to stop. */
export function startHousekeeping(house: Housekeeping): () => void {
	const measure = measuring(house);
	let last = measure().then(() => keepHouse(house));
	const timer = setInterval(() => {
		last = last.then(() => keepHouse(house)).then(measure);
	}, HOUR_MS);
	timer.unref();
	return () => clearInterval(timer);
}

/**
 * Tells the planner when the server has started, and then each new day, how the tables have grown: a server that runs for a year
 * would else plan its queries for the tables of the day it started.
 */
export function measuring({ base, log }: Pick<Housekeeping, "base" | "log">): () => Promise<void> {
	const today = () => stockholmDate(base.clock().toISOString());
	let measured: string | null = null;
	return async () => {
		if (today() === measured) return;
		try {
			await base.database.measure();
			measured = today();
		} catch (error) {
			log.error({ err: error }, "tables could not be measured");
		}
	};
}
