import type { Worker } from "node:worker_threads";
import type { Database } from "../../../db/open.ts";
import type { ChainState } from "../write/trail.ts";
import { startThread } from "./start-thread.ts";

/** Rows live for a lot and are gone: a large young generation spares V8 from moving them. */
const LIMITS = { maxYoungGenerationSizeMb: 128 };

/** What the thread says: what its view of the database ends with, how far it has come, and last what it found. */
export type CheckAnswer =
	| { kind: "begun"; value: ChainState }
	| { kind: "step"; value: number }
	| { kind: "done"; value: unknown };

export interface CheckThread<T> {
	/** The end of the trail in the one moment that the thread reads. Rejects when the thread has failed. */
	begun: Promise<ChainState>;
	/** Rejects when the thread has failed. */
	report: Promise<T>;
	/** Ends the thread whatever it does. */
	stop(): Promise<unknown>;
}

export interface CheckOrder<Data> {
	location: Database["location"];
	data: Data;
}

/** Starts a check (a module that calls `runCheck`) in a thread of its own, so that several run side by side. */
export function startCheck<T, Data = null>(
	module: URL,
	order: CheckOrder<Data>,
	onStep: (done: number) => void = () => {},
): CheckThread<T> {
	const worker = startThread(module, { workerData: order, resourceLimits: LIMITS });
	worker.on("message", ({ kind, value }: CheckAnswer) => kind === "step" && onStep(value));
	const begun = answer<ChainState>(worker, "begun");
	const report = answer<T>(worker, "done");
	return { begun, report, stop: () => worker.terminate() };
}

function answer<T>(worker: Worker, wanted: CheckAnswer["kind"]): Promise<T> {
	const answered = new Promise<T>((resolve, reject) => {
		worker.on("message", ({ kind, value }: CheckAnswer) => kind === wanted && resolve(value as T));
		worker.on("error", reject);
		worker.on("exit", (code) => reject(new Error(`The thread of a check ended with ${code}`)));
	});
	// told where it is waited for; a check that fails before that must not end the process
	answered.catch(() => {});
	return answered;
}
