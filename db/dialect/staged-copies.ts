import { createRequire } from "node:module";
import { setImmediate as breathe } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type SqliteDriverLibrary from "better-sqlite3";
import type { groupCommit } from "./group-commit.ts";
import type { Database } from "./index.ts";
import { allOf } from "./staging.ts";

/** Rows that are copied in one transaction: some ten milliseconds, so that a save in between waits no longer. */
const COPIED = 2_000;
/** Of a file that is read once from its first row to its last; negative, as SQLite wants it when it is not a number of pages. */
const READ_ONCE_KIB = -1_024;
/** A copy of more rows than this is folded into the file by a thread of its own; a smaller one as any other write. */
const LARGE = 20_000;

/** The script of the thread that folds the log into the database file, which takes a second after a large copy. */
const FOLDING = `
	const { driver, file } = require("node:worker_threads").workerData;
	const database = new (require(driver))(file);
	database.pragma("wal_checkpoint(passive)");
	database.close();
`;

/** Copies staging files into the tables of a writing connection, without anybody being kept waiting for a page or a save. */
export class StagedCopies {
	readonly #writing: SqliteDriverLibrary.Database;
	readonly #file: string;
	readonly #done: string[] = [];
	#made = 0;
	#large = 0;
	/** After how many pages the log is folded in when no large copy is under way. */
	#automatic = 0;
	#folded = Promise.resolve();

	constructor(writing: SqliteDriverLibrary.Database, file: string) {
		this.#writing = writing;
		this.#file = file;
	}

	/** The copying through a database's own transactions; nobody sees what has come before the one that shows it. */
	through(transaction: ReturnType<typeof groupCommit>): Database["landStaged"] {
		return async (table, columns, staged, onLot, arriving) => {
			const { beyond } = arriving ?? allOf(staged);
			let of = await beyond(0);
			const name = `staging_${this.#made++}`;
			const cells = columns.join(", ");
			const isLarge = arriving !== undefined || of > LARGE;
			if (isLarge) this.#beginLarge();
			try {
				for (let done = 0; done < of; ) {
					const to = Math.min(done + COPIED, of);
					await transaction(async (trx) => {
						await onLot(trx, done, of);
						if (done === 0) {
							this.#writing.prepare(`attach ? as ${name}`).run(staged);
							this.#writing.pragma(`${name}.cache_size = ${READ_ONCE_KIB}`);
						}
						this.#writing
							.prepare(
								`insert into ${table} (${cells}) select ${cells} from ${name}.landed where n > ? and n <= ? order by n`,
							)
							.run(done, to);
					}, "unseen");
					await breathe();
					done = to;
					if (done === of) of = await beyond(done);
				}
			} finally {
				this.#done.push(name);
				if (isLarge) this.#large -= 1;
				if (!this.#writing.inTransaction) this.afterBatch();
			}
		};
	}

	/** Detaches finished staging files. Call it between two transactions, since SQLite cannot detach a file inside one. */
	afterBatch(): void {
		if (this.#done.length === 0) return;
		const attached = (this.#writing.pragma("database_list") as { name: string }[]).map(({ name }) => name);
		for (const name of this.#done.splice(0)) if (attached.includes(name)) this.#writing.exec(`detach ${name}`);
		if (this.#automatic === 0 || this.#large > 0) return;
		const automatic = this.#automatic;
		this.#automatic = 0;
		this.#folded = this.#fold().then(() => void this.#writing.pragma(`wal_autocheckpoint = ${automatic}`));
	}

	#beginLarge(): void {
		this.#large += 1;
		// it is 0 when a copy before is still being folded in
		this.#automatic ||= Number(this.#writing.pragma("wal_autocheckpoint", { simple: true }));
		this.#writing.pragma("wal_autocheckpoint = 0");
	}

	/** Resolves when no copy is under way. Only then can the connection be closed. */
	settled(): Promise<void> {
		return this.#folded;
	}

	/** Folds the log into the file. If that fails on a full disk, a later commit folds it. */
	#fold(): Promise<void> {
		const driver = createRequire(import.meta.url).resolve("better-sqlite3");
		const thread = new Worker(FOLDING, { eval: true, workerData: { driver, file: this.#file } });
		return new Promise((resolve) => thread.on("error", () => {}).on("exit", () => resolve()));
	}
}
