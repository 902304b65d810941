import { Worker } from "node:worker_threads";
import type { FrameFacts } from "./frame-terms.ts";
import { ImportCancelled } from "./import-cancelled.ts";
import type { FrameTotals } from "./place-items.ts";
import type { FoundInFile, OnPlaced, Progress } from "./purchase-source.ts";
import { ColumnsMissing, FileRefused } from "./reading/file-refused.ts";
import type { ReadingAnswer, ReadingOrder, ReadingQuestion } from "./reading-worker.ts";

/** Room for some millions of keys; a file that wants more stops its thread, and the server goes on. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };
const TOO_LARGE = "Filen kräver mer minne än en inläsning får. Dela upp den och läs in delarna var för sig.";

/** Reads one file in a thread of its own. Each order waits for the one before; `close` ends the thread whatever it does. */
export class ReadingThread {
	readonly #worker: Worker;
	readonly #progress: Progress | undefined;
	#take: ((answer: ReadingAnswer) => void) | undefined;
	#fail: ((error: Error) => void) | undefined;
	#ended: Error | undefined;

	constructor(path: string, location: ReadingOrder["location"], progress?: Progress) {
		this.#progress = progress;
		this.#worker = startThread({ path, location });
		this.#worker.on("message", (answer: ReadingAnswer) => this.#take?.(answer));
		this.#worker.on("error", (error) => this.#end(wordsFor(error)));
		this.#worker.on("exit", () => this.#end(new ImportCancelled()));
		progress?.signal.addEventListener("abort", () => void this.#worker.terminate());
		if (progress?.signal.aborted) void this.#worker.terminate();
	}

	read(facts: FrameFacts): Promise<FoundInFile> {
		return this.#ask({ kind: "read", facts }) as Promise<FoundInFile>;
	}

	place(facts: FrameFacts, onPlaced?: OnPlaced): Promise<FrameTotals> {
		return this.#ask({ kind: "place", facts, rows: onPlaced !== undefined }, onPlaced) as Promise<FrameTotals>;
	}

	async close(): Promise<void> {
		await this.#worker.terminate();
	}

	#end(error: Error): void {
		this.#ended ??= error;
		this.#fail?.(this.#ended);
	}

	/** Lots are stored one after the other, and all of them before the answer is given. */
	#ask(order: ReadingQuestion, onPlaced?: OnPlaced): Promise<unknown> {
		let stored = Promise.resolve();
		return new Promise((resolve, reject) => {
			if (this.#ended) return reject(this.#ended);
			this.#fail = reject;
			this.#take = (answer) => {
				if (answer.kind === "progress") this.#progress?.say(answer.stage, answer.done, answer.of);
				else if (answer.kind === "done") stored.then(() => resolve(answer.result), reject);
				else if (answer.kind === "refused") reject(refusalOf(answer));
				else {
					stored = stored.then(() => onPlaced?.(answer.placed));
					stored.then(() => this.#worker.postMessage({ kind: "next" }), reject);
				}
			};
			this.#worker.postMessage(order);
		});
	}
}

function refusalOf({ message, columns }: Extract<ReadingAnswer, { kind: "refused" }>): FileRefused {
	return columns ? new ColumnsMissing(columns.headings, columns.missing) : new FileRefused(message);
}

function wordsFor(error: Error & { code?: string }): Error {
	return error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new FileRefused(TOO_LARGE) : error;
}

/** Compiled code is started as it stands; from source the thread first learns to read TypeScript, which Node 20 does not pass on. */
function startThread(order: ReadingOrder): Worker {
	const options = { workerData: order, resourceLimits: LIMITS };
	if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./reading-worker.js", import.meta.url), options);
	const source = JSON.stringify(new URL("./reading-worker.ts", import.meta.url).href);
	const start = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${source}); });`;
	return new Worker(start, { ...options, eval: true });
}
