import { workerData } from "node:worker_threads";
import { openDatabase } from "../../../db/open.ts";

/** What the thread is started with: which database, the instant the day ends, and where the copy goes. */
export interface CopyOrder {
	location: { url?: string; file: string };
	cut: string;
	to: string;
}

const { location, cut, to } = workerData as CopyOrder;
const database = openDatabase(location);
try {
	await database.copyAsOf(cut, to);
} finally {
	await database.close();
}
