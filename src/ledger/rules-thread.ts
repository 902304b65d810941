import { Worker } from "node:worker_threads";
import type { RulesAnswer, RulesOrder } from "./rules-worker.ts";

/**
 * Enough for some millions of lines; a run that wants more stops, and the server goes on. Most of what is made lives as long as
 * the run: a roomy nursery spares moving it about.
 */
const LIMITS = { maxOldGenerationSizeMb: 3_000, maxYoungGenerationSizeMb: 256 };

/** Starts the thread and hands each of its answers to `take`, in order; the thread waits for a batch to be stored. */
export function followRules(order: RulesOrder, take: (answer: RulesAnswer) => Promise<void>): Promise<void> {
	const worker = startThread(order);
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
		worker.on("exit", (code) => reject(new Error(`The rules' thread ended with ${code}`)));
	}).finally(() => void worker.terminate());
}

/** Compiled code is started as it stands; from source the thread first learns to read TypeScript, which Node 20 does not pass on. */
function startThread(order: RulesOrder): Worker {
	const options = { workerData: order, resourceLimits: LIMITS };
	if (!import.meta.url.endsWith(".ts")) return new Worker(new URL("./rules-worker.js", import.meta.url), options);
	const source = JSON.stringify(new URL("./rules-worker.ts", import.meta.url).href);
	const start = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${source}); });`;
	return new Worker(start, { ...options, eval: true });
}
