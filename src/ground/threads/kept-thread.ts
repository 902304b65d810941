import type { Worker } from "node:worker_threads";
import type { Database } from "../../../db/open.ts";
import { startThread } from "./start-thread.ts";

/** A thread waits so long for its next order: what it has loaded costs a second of the processor to load again. */
const IDLE_MS = 120_000;
/** More than what it has loaded: a thread that still holds this when it has answered is ended, and the next order loads anew. */
const LARGE = 150_000_000;
/** Nothing that somebody waits for takes so long. A thread that hangs is ended, so that it does not hold up the next order. */
const LONGEST_MS = 10 * 60_000;
/**
 * Beside others: less memory, a little slower. V8 lets a heap whose limit is 2 GB or more grow to four times what is alive before it is
 * collected, one below that to twice; a work that needs more fails with words, and the server goes on.
 */
const SPARING = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 2_000 };

/** What a thread answers; an error in words, since a driver's own loses its words on the way between two threads. */
export type Answer<T> = ({ value: T } | { error: string }) & {
	/** Bytes of the thread's own, most of which it no longer needs: a thread that has nothing to do gives nothing back. */
	held: number;
};

const threads = new Map<string, KeptThread>();
let last: Promise<unknown> = Promise.resolve();

/**
 * Hands an order to a module that calls `takeOrders`, in a thread beside everything else, and gives its answer. Orders are worked off one
 * after the other, whoever gave them: each takes a processor and memory of its own, and two at once would only make both slower.
 */
export function inThread<T>(module: URL, order: unknown): Promise<T> {
	const thread = threads.get(module.href) ?? new KeptThread(module);
	threads.set(module.href, thread);
	const done = last.then(() => thread.answer<T>(order));
	last = done.catch(() => {});
	return done;
}

export interface ReadingOrder<Data> {
	location: Database["location"];
	data: Data;
}

/** The same of a module that calls `takeReadingOrders`: it reads one moment of the database, and writes nothing there. */
export function readInThread<T, Data>(module: URL, location: Database["location"], data: Data): Promise<T> {
	return inThread(module, { location, data } satisfies ReadingOrder<Data>);
}

/** The thread of a module, started when it is needed and ended when it has not been for a while. It keeps no process alive. */
class KeptThread {
	readonly #module: URL;
	#worker: Worker | null = null;
	#idle: NodeJS.Timeout | undefined;

	constructor(module: URL) {
		this.#module = module;
	}

	async answer<T>(order: unknown): Promise<T> {
		clearTimeout(this.#idle);
		const worker = this.#worker ?? this.#start();
		worker.ref();
		const limit = setTimeout(() => void worker.terminate(), LONGEST_MS);
		try {
			const answer = await answerOf<T>(worker, order);
			if (answer.held > LARGE) this.#end(worker);
			if ("error" in answer) throw new Error(answer.error);
			return answer.value;
		} finally {
			clearTimeout(limit);
			worker.unref();
			if (this.#worker === worker) this.#idle = setTimeout(() => this.#end(worker), IDLE_MS).unref();
		}
	}

	#end(worker: Worker): void {
		if (this.#worker === worker) this.#worker = null;
		void worker.terminate();
	}

	#start(): Worker {
		const worker = startThread(this.#module, { resourceLimits: SPARING });
		const gone = () => {
			if (this.#worker === worker) this.#worker = null;
		};
		worker.once("error", gone).once("exit", gone);
		this.#worker = worker;
		return worker;
	}
}

function answerOf<T>(worker: Worker, order: unknown): Promise<Answer<T>> {
	return new Promise((resolve, reject) => {
		const over = () => worker.off("message", told).off("error", failed).off("exit", ended);
		const told = (answer: Answer<T>) => {
			over();
			resolve(answer);
		};
		const failed = (error: Error) => {
			over();
			reject(error);
		};
		const ended = (code: number) => failed(new Error(`The thread ended with ${code}`));
		worker.once("message", told).once("error", failed).once("exit", ended);
		worker.postMessage(order);
	});
}
