import { startThread } from "../../ground/threads/start-thread.ts";
import type { RulesAnswer, RulesOrder } from "./rules-worker.ts";

/**
 * Memory for some millions of lines. A run that needs more stops, and the server goes on. A young generation of 256 MB was no faster than
 * this one and held 200 MB more.
 */
const LIMITS = { maxOldGenerationSizeMb: 3_000, maxYoungGenerationSizeMb: 32 };

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
		// The last answer may still be being stored when the thread exits, so an exit without "done" is a fault only after
		// that.
		worker.on("exit", (code) => {
			last.then(() => reject(new Error(`The rules' thread ended with ${code}`)), reject);
		});
	}).finally(() => void worker.terminate());
}
