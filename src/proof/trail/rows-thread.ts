import type { Database } from "../../../db/open.ts";
import { type CheckThread, startCheck } from "../../ground/threads/check-thread.ts";
import type { RowsReport } from "./verify-rows.ts";

/** `verifyRows` in a thread of its own. */
export function startRowsThread(
	location: Database["location"],
	onStep: (rows: number) => void,
): CheckThread<RowsReport> {
	return startCheck(new URL("./rows-worker.js", import.meta.url), { location, data: null }, onStep);
}
