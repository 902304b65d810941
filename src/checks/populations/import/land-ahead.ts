import type { LedgerNumbers, RowsOf } from "../../../../db/writes/checks/ledger-rows.ts";
import type { Context } from "../../../ground/write/context.ts";
import type { Progress } from "../read/reading-orders.ts";
import { ImportCancelled } from "./import-cancelled.ts";
import { arrivalOf, copyLanded, dropLanded } from "./land-lines.ts";

/** Row numbers that are kept for a file while nobody knows how many rows it has: as many as a file may have. */
const MOST_ROWS = 5_000_000;

/**
 * Rows that land while their file is still read, in the thread that reads nothing. Nobody sees them, and if anything goes wrong they are
 * taken away: they then land once the file has been read, as those of a file that was shown first.
 */
export class LandingAhead {
	/** What the reading completes its staging file with before the first row. */
	readonly statements: readonly string[];
	readonly #ctx: Context;
	readonly #file: string;
	readonly #fileId: string;
	readonly #numbers: LedgerNumbers;
	readonly #progress: Progress | undefined;
	#ready = 0;
	#all: number | undefined;
	#isStopped = false;
	#isGiven = false;
	#wake = () => {};
	#landing: Promise<boolean> | undefined;

	private constructor(
		ctx: Context,
		file: string,
		fileId: string,
		{ numbers, statements }: Awaited<ReturnType<typeof arrivalOf>>,
		progress?: Progress,
	) {
		this.#ctx = ctx;
		this.#file = file;
		this.#fileId = fileId;
		this.#numbers = numbers;
		this.statements = statements;
		this.#progress = progress;
	}

	static async begin(ctx: Context, file: string, of: Omit<RowsOf, "rows">, progress?: Progress): Promise<LandingAhead> {
		return new LandingAhead(ctx, file, of.file_id, await arrivalOf(ctx, { ...of, rows: MOST_ROWS }), progress);
	}

	/** So many rows can be copied now. */
	shared(rows: number): void {
		this.#ready = rows;
		this.#landing ??= this.#land();
		this.#wake();
	}

	/** All rows of the staging file have come, so many: waits until they have landed. Null when they have not. */
	async finish(file: string, rows: number): Promise<LedgerNumbers | null> {
		if (this.#isStopped || file !== this.#file) return null;
		this.#all = rows;
		this.shared(rows);
		this.#isGiven = (await this.#landing) === true;
		return this.#isGiven ? this.#numbers : null;
	}

	/** Nothing more lands. */
	stop(): void {
		this.#isStopped = true;
		this.#wake();
	}

	/** Takes away what has come, unless `finish` has given it to somebody. */
	async abandon(): Promise<void> {
		if (this.#isGiven) return;
		this.stop();
		await this.#landing;
		await dropLanded(this.#ctx, this.#fileId);
	}

	async #land(): Promise<boolean> {
		try {
			await copyLanded(this.#ctx, this.#file, this.#fileId, (done) => this.#step(done), {
				beyond: (done) => this.#beyond(done),
			});
			return true;
		} catch {
			// whatever it is, the file is landed once more when it has been read, and that tells what is wrong with it
			this.#isStopped = true;
			return false;
		}
	}

	async #beyond(done: number): Promise<number> {
		while (this.#ready <= done && this.#all === undefined && !this.#isStopped)
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		if (this.#isStopped) throw new ImportCancelled();
		return this.#ready;
	}

	#step(done: number): void {
		if (this.#progress?.signal.aborted || this.#isStopped) throw new ImportCancelled();
		if (this.#all !== undefined) this.#progress?.say("storing", done, this.#all);
	}
}
