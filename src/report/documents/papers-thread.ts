import type { Database } from "../../../db/open.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { startCheck } from "../../ground/threads/check-thread.ts";
import { inTurn } from "../../ground/threads/in-turn.ts";
import type { ReportPapers } from "./read-papers.ts";

export type Papers = Pick<ReportPapers, "report" | "assessment">;

/** A report's papers, read in a thread: everything a report says of a large board's year takes half a second of the processor. */
export function papersInThread(
	location: Database["location"],
	period: Period,
	today: string,
): Promise<Papers> {
	const module = new URL("./papers-worker.js", import.meta.url);
	return inTurn(() => startCheck<Papers, object>(module, { location, data: { period, today } }).report);
}
