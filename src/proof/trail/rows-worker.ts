import { parentPort, workerData } from "node:worker_threads";
import { type Database, openDatabase } from "../../../db/open.ts";
import { type RowsReport, verifyRows } from "./verify-rows.ts";

/** What the thread says: how far it has come, and last what it found. */
export type RowsAnswer = { kind: "step"; rows: number } | { kind: "done"; report: RowsReport };

const say = (answer: RowsAnswer) => parentPort!.postMessage(answer);

async function main(): Promise<void> {
	const database = openDatabase(workerData as Database["location"]);
	try {
		// one moment for events and rows: what is written meanwhile is no difference
		const report = await database.snapshot((db) => verifyRows(db, (rows) => say({ kind: "step", rows })));
		say({ kind: "done", report });
	} finally {
		await database.close();
	}
}

// a driver's own error loses its words on the way between two threads
await main().catch((error: unknown) => {
	throw new Error(error instanceof Error ? error.message : String(error));
});
