import type { Kysely } from "kysely";
import type { Schema } from "../schema/index.ts";
import { markTransaction } from "./guard.ts";
import type { Trx } from "./index.ts";

interface Job {
	work(trx: Trx): Promise<unknown>;
	kind: Commit;
	resolve(value: unknown): void;
	reject(error: unknown): void;
}

/**
 * `unseen`: nobody sees it before a later transaction of the usual kind has been committed, whose sync to disk has all that stands before
 * it in the log as well. It is then not synced by itself, and never shares a transaction with what somebody is answered for.
 */
export type Commit = "synced" | "unseen";

/**
 * A batch older than this takes no more writes, so that the first one in it waits for little more than one sync. On a slow disk it takes
 * them for as long as the last sync took: otherwise a long queue waits for the disk most of the time.
 */
const BATCH_MS = 20;
/** Nobody is answered meanwhile. */
const LONGEST_BATCH_MS = 60;

type Shared = <T>(work: (trx: Trx) => Promise<T>, kind?: Commit) => Promise<T>;

/**
 * Writes that wait for each other share one transaction, and so one sync to disk: each is a savepoint of its own, undone alone
 * when it throws, and nobody is answered before the commit. A single writer's transaction is what it always was. `ease` leaves out the
 * sync until what it returned is called. `afterBatch` is called between two transactions.
 */
export function groupCommit(
	writer: Kysely<Schema>,
	isOpen: () => boolean,
	ease: () => () => void,
	afterBatch: () => void,
): Shared {
	const waiting: Job[] = [];
	const pace = new Pace();
	let running = false;

	async function drain(): Promise<void> {
		running = true;
		while (waiting.length > 0) {
			const restore = waiting[0]!.kind === "unseen" ? ease() : () => {};
			await batch(waiting[0]!.kind);
			restore();
			afterBatch();
		}
		running = false;
	}

	async function batch(kind: Commit): Promise<void> {
		const kept: { job: Job; value: unknown }[] = [];
		let current = waiting[0]!;
		try {
			const trx = await writer.startTransaction().execute();
			try {
				const until = pace.until();
				do {
					current = waiting.shift()!;
					const own = await trx.savepoint("job").execute();
					const { value, error } = await outcome(current, trx);
					// on a full disk SQLite has rolled back everything by itself
					if (error && !isOpen()) throw error.reason;
					if (error) await own.rollbackToSavepoint("job").execute();
					await own.releaseSavepoint("job").execute();
					if (error) current.reject(error.reason);
					else kept.push({ job: current, value });
				} while (waiting[0]?.kind === kind && performance.now() < until);
				await pace.timed(() => trx.commit().execute());
			} catch (reason) {
				await trx.rollback().execute();
				throw reason;
			}
		} catch (reason) {
			if (waiting[0] === current) waiting.shift();
			for (const { job } of kept) job.reject(reason);
			current.reject(reason);
			return;
		}
		for (const { job, value } of kept) job.resolve(value);
	}

	return (work, kind = "synced") =>
		new Promise((resolve, reject) => {
			waiting.push({ work, kind, resolve: resolve as (value: unknown) => void, reject });
			if (!running) void drain();
		});
}

/** How long a batch takes writes, by what the disk needed for the last one. */
class Pace {
	#synced_ms = 0;

	until(): number {
		return performance.now() + Math.min(Math.max(BATCH_MS, this.#synced_ms), LONGEST_BATCH_MS);
	}

	async timed(commit: () => Promise<void>): Promise<void> {
		const before = performance.now();
		await commit();
		this.#synced_ms = performance.now() - before;
	}
}

async function outcome(job: Job, trx: Trx): Promise<{ value?: unknown; error?: { reason: unknown } }> {
	try {
		return { value: await markTransaction(() => job.work(trx)) };
	} catch (reason) {
		return { error: { reason } };
	}
}
