import { open } from "node:fs/promises";
import { createRequire } from "node:module";
import { setImmediate as breathe } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type SqliteDriverLibrary from "better-sqlite3";
import type { Database } from "./index.ts";

/** Rows that are copied in one step: some ten milliseconds. */
const COPIED = 2_000;
/**
 * The number of steps between two syncs of the log. Nobody can be answered during the commit, so little must be left for it to
 * sync.
 */
const SYNCED = 25;
/** A copy of more rows than this is folded into the file by a thread of its own; a smaller one as any other write. */
const LARGE = 20_000;

/** The script of the thread that folds the log into the database file, which takes a second after a large copy. */
const FOLDING = `
	const { driver, file } = require("node:worker_threads").workerData;
	const database = new (require(driver))(file);
	database.pragma("wal_checkpoint(passive)");
	database.close();
`;

/** Copies staging files into the tables of a writing connection, without anybody being kept waiting for a page. */
export class StagedCopies {
	readonly #writing: SqliteDriverLibrary.Database;
	readonly #file: string;
	readonly #attached: string[] = [];
	#isLarge = false;
	/** After how many pages the log is folded in when no large copy is under way. */
	#automatic = 0;
	#folded = Promise.resolve();

	constructor(writing: SqliteDriverLibrary.Database, file: string) {
		this.#writing = writing;
		this.#file = file;
	}

	readonly copy: Database["copyStaged"] = async (_trx, table, columns, staged, onStep) => {
		const name = `staging_${this.#attached.length}`;
		this.#writing.prepare(`attach ? as ${name}`).run(staged);
		this.#attached.push(name);
		const cells = columns.join(", ");
		const of = Number(this.#writing.prepare(`select max(n) from ${name}.staged`).pluck().get());
		if (of > LARGE) {
			this.#isLarge = true;
			// it is 0 when the copy before is still being folded in
			this.#automatic = Number(this.#writing.pragma("wal_autocheckpoint", { simple: true })) || this.#automatic;
			this.#writing.pragma("wal_autocheckpoint = 0");
		}
		const copy = this.#writing.prepare(
			`insert into ${table} (${cells}) select ${cells} from ${name}.staged where n > ? and n <= ? order by n`,
		);
		const putBack = this.#withoutReplaceGuard(table);
		const log = await open(`${this.#file}-wal`, "r+");
		let synced = Promise.resolve();
		try {
			for (let done = 0; done < of; done += COPIED) {
				onStep(done, of);
				copy.run(done, done + COPIED);
				if ((done / COPIED) % SYNCED === SYNCED - 1) {
					await synced;
					// An error here is ignored, because the commit syncs again and reports it.
					synced = log.datasync().catch(() => {});
				}
				await breathe();
			}
			await log.datasync();
		} finally {
			await synced;
			await log.close();
			putBack();
		}
	};

	/**
	 * Takes away the guard against INSERT OR REPLACE and returns how to put it back, all within the transaction at hand: nobody
	 * else can write meanwhile, a plain INSERT replaces nothing, and a rollback or a kill leaves the guard where it was. It looks
	 * up every key that the insert itself looks up anyway, and doubles the cost of a row.
	 */
	#withoutReplaceGuard(table: string): () => void {
		const guards = this.#writing
			.prepare(
				"select name, sql as text from sqlite_master where type = 'trigger' and tbl_name = ? and name like '%!_replace!_insert' escape '!'",
			)
			.all(table) as { name: string; text: string }[];
		for (const { name } of guards) this.#writing.exec(`drop trigger ${name}`);
		return () => {
			for (const { text } of guards)
				this.#writing.exec(text.replace(/^create trigger/i, "create trigger if not exists"));
		};
	}

	/** Detaches finished staging files. Call it between two transactions, since SQLite cannot detach a file inside one. */
	afterBatch(): void {
		if (this.#attached.length === 0) return;
		for (const name of this.#attached.splice(0)) this.#writing.exec(`detach ${name}`);
		if (!this.#isLarge) return;
		this.#isLarge = false;
		this.#folded = this.#fold().then(() => void this.#writing.pragma(`wal_autocheckpoint = ${this.#automatic}`));
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
