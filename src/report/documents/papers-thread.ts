import type { Database } from "../../../db/open.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { readInThread } from "../../ground/threads/kept-thread.ts";
import type { Paper } from "./paper.ts";
import type { PapersOrder } from "./papers-worker.ts";
import type { ReportPapers } from "./read-papers.ts";

type Location = Database["location"];

/** Papers are read in a thread: everything that is said of a large board's year takes half a second of the processor. */
function read<T>(location: Location, order: PapersOrder): Promise<T> {
	return readInThread(new URL("./papers-worker.js", import.meta.url), location, order);
}

export const planPaperOf = (location: Location, plan: Plan, today: string) =>
	read<Paper>(location, { kind: "plan", plan, today });

export const papersOf = (location: Location, period: Period, today: string) =>
	read<Pick<ReportPapers, "report" | "assessment">>(location, { kind: "report", period, today });

/** With the plan's paper and all that the report says, in one moment; it is much to hand over. */
export const wholePapersOf = (location: Location, period: Period, today: string) =>
	read<ReportPapers & { plan: Paper | null }>(location, { kind: "whole", period, today });
