import { mkdirSync, renameSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Database, openReading } from "../../../db/open.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { startThread } from "../../ground/threads/start-thread.ts";
import { NotAllowed } from "../../ground/errors.ts";
import type { CopyOrder } from "./copy-worker.ts";

type Reading = ReturnType<typeof openReading>;

/** The register as it was at the end of past days: one copy per day, made when somebody asks for it. */
export interface AsOfStore {
	/** The day's copy; resolves when it is made. The same day is made once. */
	open(date: string): Promise<Reading>;
}

const KEPT = 3;
const WAITING = 3;
/** How long a removed copy stays open, because pages that began with it may still be reading it. */
const LAST_READERS_MS = 60_000;

export function asOfFolder(dataDir: string): string {
	return join(dataDir, "as-of");
}

/** Removes all copies at start. They are made anew, so that none of them outlives a migration or a change of rules. */
export function clearAsOf(dataDir: string): void {
	rmSync(asOfFolder(dataDir), { recursive: true, force: true });
}

export function openAsOfStore(database: Pick<Database, "location">, dataDir: string): AsOfStore {
	const folder = asOfFolder(dataDir);
	/** The copies by day, in the order they were last used. */
	const days = new Map<string, Promise<Reading>>();
	const making = new Set<string>();
	let last: Promise<unknown> = Promise.resolve();

	const make = async (date: string): Promise<Reading> => {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		const file = join(folder, `${date}.db`);
		await copyInThread({ location: database.location, cut: endOfDay(date), to: `${file}.tmp` });
		renameSync(`${file}.tmp`, file);
		return openReading(file);
	};

	/** Makes one copy at a time, since a second one would only make both slower. */
	const queue = (date: string): Promise<Reading> => {
		if (making.size >= WAITING) throw new NotAllowed("Flera andra dagar tas redan fram. Försök igen om en stund.");
		making.add(date);
		const made = last
			.then(() => make(date))
			.catch(async (error: unknown) => {
				days.delete(date);
				await rm(join(folder, `${date}.db.tmp`), { force: true });
				throw error;
			})
			.finally(() => making.delete(date));
		last = made.catch(() => undefined);
		return made;
	};

	const letGo = (date: string) => {
		const copy = days.get(date)!;
		days.delete(date);
		// Removing the name is safe: a file that is open can still be read to its end.
		rmSync(join(folder, `${date}.db`), { force: true });
		setTimeout(() => void copy.then((reading) => reading.close()), LAST_READERS_MS).unref();
	};

	return {
		open: (date) => {
			const copy = days.get(date) ?? queue(date);
			days.delete(date);
			days.set(date, copy);
			for (const old of days.keys()) {
				if (days.size <= KEPT) break;
				if (old !== date && !making.has(old)) letGo(old);
			}
			return copy;
		},
	};
}

/** Makes the copy in a thread, because a region's copy takes long and pages must be answered meanwhile. */
function copyInThread(order: CopyOrder): Promise<void> {
	const worker = startThread(new URL("./copy-worker.js", import.meta.url), { workerData: order });
	return new Promise((resolve, reject) => {
		// An error that comes from a thread is not always an `Error`.
		worker.on("error", (error: unknown) => reject(error instanceof Error ? error : new Error(messageOf(error))));
		worker.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`The copy's thread ended with ${code}`))));
	});
}

function messageOf(error: unknown): string {
	return `The copy could not be made: ${(error as { message?: string } | null)?.message ?? String(error)}`;
}
