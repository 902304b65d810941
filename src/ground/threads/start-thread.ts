import { Worker, type WorkerOptions } from "node:worker_threads";
import { onlyMainThread } from "./main-thread.ts";

/**
 * Starts a module (`new URL("./x-worker.js", import.meta.url)`) in a thread. Compiled code is started as it stands; from source
 * the thread first learns to read TypeScript, which Node 20 does not pass on.
 */
export function startThread(module: URL, options: WorkerOptions): Worker {
	onlyMainThread();
	if (!import.meta.url.endsWith(".ts")) return new Worker(module, options);
	const source = JSON.stringify(module.href.replace(/\.js$/, ".ts"));
	const start = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${source}); });`;
	return new Worker(start, { ...options, eval: true });
}
