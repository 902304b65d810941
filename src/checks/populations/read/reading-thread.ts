import type { Worker } from "node:worker_threads";
import { startThread } from "../../../ground/threads/start-thread.ts";
import type { FrameFacts } from "../frame/frame-terms.ts";
import { ImportCancelled } from "../import/import-cancelled.ts";
import type { Progress } from "./reading-orders.ts";
import { ColumnsMissing, FileRefused } from "../../../ground/reading/file-refused.ts";
import type { PlacedInFile, ReadInFile, ReadingAnswer, ReadingOrder, ReadingQuestion } from "./reading-orders.ts";

/** Room for some millions of keys; a file that wants more stops its thread, and the server goes on. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };
const TOO_LARGE = "Filen kräver mer minne än en inläsning får. Dela upp den och läs in delarna var för sig.";

/** Whoever copies rows from the staging file while it is written. */
export interface SharedWith {
	readonly statements: readonly string[];
	shared(rows: number): void;
	/** What has been shared is of no use. */
	stop(): void;
}

/** Reads one file in a thread of its own. Each order waits for the one before; `close` ends the thread whatever it does. */
export class ReadingThread {
	readonly #worker: Worker;
	readonly #progress: Progress | undefined;
	#take: ((answer: ReadingAnswer) => void) | undefined;
	#fail: ((error: Error) => void) | undefined;
	#ahead: SharedWith | undefined;
	#ended: Error | undefined;

	constructor(path: string, location: ReadingOrder["location"], progress?: Progress) {
		this.#progress = progress;
		this.#worker = startThread(new URL("./reading-worker.js", import.meta.url), {
			workerData: { path, location } satisfies ReadingOrder,
			resourceLimits: LIMITS,
		});
		this.#worker.on("message", (answer: ReadingAnswer) => this.#take?.(answer));
		this.#worker.on("error", (error) => this.#end(wordsFor(error)));
		this.#worker.on("exit", () => this.#end(new ImportCancelled()));
		progress?.signal.addEventListener("abort", () => void this.#worker.terminate());
		if (progress?.signal.aborted) void this.#worker.terminate();
	}

	/**
	 * Reads the file, and leaves the lines in a staging file when they could be placed at once. `ahead` is told how many others may copy
	 * meanwhile.
	 */
	read(facts: FrameFacts, staged: string, ahead?: SharedWith): Promise<ReadInFile> {
		this.#ahead = ahead;
		return this.#ask({ kind: "read", facts, staged, shared: ahead?.statements }) as Promise<ReadInFile>;
	}

	/** Reads the file once more and leaves the lines in a staging file. */
	place(facts: FrameFacts, staged: string): Promise<PlacedInFile> {
		return this.#ask({ kind: "place", facts, staged }) as Promise<PlacedInFile>;
	}

	async close(): Promise<void> {
		await this.#worker.terminate();
	}

	#end(error: Error): void {
		this.#ended ??= error;
		this.#fail?.(this.#ended);
	}

	#ask(question: ReadingQuestion): Promise<unknown> {
		return new Promise((resolve, reject) => {
			if (this.#ended) return reject(this.#ended);
			this.#fail = reject;
			this.#take = (answer) => {
				if (answer.kind === "progress") this.#progress?.say(answer.stage, answer.done, answer.of);
				else if (answer.kind === "shared") this.#ahead?.shared(answer.rows);
				else if (answer.kind === "again") this.#ahead?.stop();
				else if (answer.kind === "done") resolve(answer.result);
				else reject(refusalOf(answer));
			};
			this.#worker.postMessage(question);
		});
	}
}

function refusalOf({ message, columns }: Extract<ReadingAnswer, { kind: "refused" }>): FileRefused {
	return columns ? new ColumnsMissing(columns.seen, columns.missing) : new FileRefused(message);
}

function wordsFor(error: Error & { code?: string }): Error {
	return error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new FileRefused(TOO_LARGE) : error;
}
