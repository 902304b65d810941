import { fileURLToPath } from "node:url";
import { Worker, type WorkerOptions } from "node:worker_threads";
import { bundledThread } from "./bundle.ts";

/** Stands in the tests for `src/ground/threads/start-thread.ts` (vitest.config.ts): the same thread, loaded from one file. */
export function startThread(module: URL, options: WorkerOptions): Worker {
	return new Worker(bundledThread(fileURLToPath(module).replace(/\.js$/, ".ts")), options);
}
