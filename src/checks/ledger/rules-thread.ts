import { startThread } from "../../ground/threads/start-thread.ts";
import type { RulesAnswer, RulesOrder } from "./rules-worker.ts";

/**
 * Enough for some millions of lines; a run that wants more stops, and the server goes on. Most of what is made lives as long as
 * the run: a roomy nursery spares moving it about.
 */
const LIMITS = { maxOldGenerationSizeMb: 3_000, maxYoungGenerationSizeMb: 256 };

/** Starts the thread and hands each of its answers to `take`, in order; the thread waits for a batch to be stored. */
export function followRules(order: RulesOrder, take: (answer: RulesAnswer) => Promise<void>): Promise<void> {
	const worker = startThread(new URL("./rules-worker.js", import.meta.url), {
		workerData: order,
		resourceLimits: LIMITS,
	});
	return new Promise<void>((resolve, reject) => {
		let last: Promise<void> = Promise.resolve();
		worker.on("message", (answer: RulesAnswer) => {
			last = last.then(() => take(answer));
			last.then(() => {
				if (answer.kind === "hits") worker.postMessage("next");
				if (answer.kind === "done") resolve();
			}, reject);
		});
		worker.on("error", reject);
		// what it said before it ended is still being stored: only then is an end without "done" a fault
		worker.on("exit", (code) => {
			last.then(() => reject(new Error(`The rules' thread ended with ${code}`)), reject);
		});
	}).finally(() => void worker.terminate());
}
