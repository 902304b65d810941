import type { Database } from "../../../db/open.ts";
import { startThread } from "../../ground/threads/start-thread.ts";
import type { RowsAnswer } from "./rows-worker.ts";
import type { RowsReport } from "./verify-rows.ts";

/** Rows live for a lot and are gone: a large young generation spares V8 from moving them. */
const LIMITS = { maxYoungGenerationSizeMb: 128 };

export interface RowsThread {
	/** Rejects when the thread has failed. */
	report: Promise<RowsReport>;
	/** Ends the thread whatever it does. */
	stop(): Promise<unknown>;
}

/** Starts `verifyRows` in a thread of its own, so that the chain, the files, the draws and the seals are checked meanwhile. */
export function startRowsThread(location: Database["location"], onStep: (rows: number) => void): RowsThread {
	const worker = startThread(new URL("./rows-worker.js", import.meta.url), {
		workerData: location,
		resourceLimits: LIMITS,
	});
	const report = new Promise<RowsReport>((resolve, reject) => {
		worker.on("message", (answer: RowsAnswer) => {
			if (answer.kind === "step") onStep(answer.rows);
			else resolve(answer.report);
		});
		worker.on("error", reject);
		worker.on("exit", (code) => reject(new Error(`The thread of the rows ended with ${code}`)));
	});
	// told where the report is waited for; a check that fails before that must not end the process
	report.catch(() => {});
	return { report, stop: () => worker.terminate() };
}
