import type { Database } from "../../../db/open.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { inThread } from "../../ground/threads/kept-thread.ts";
import type { ReadingOrder } from "../../ground/threads/take-orders.ts";
import type { Paper } from "./paper.ts";
import type { PapersOrder } from "./papers-worker.ts";
import type { ReportPapers } from "./read-papers.ts";

type Location = Database["location"];

/** Papers are read in a thread: everything that is said of a large board's year takes half a second of the processor. */
function read<T>(location: Location, data: PapersOrder): Promise<T> {
	const order: ReadingOrder<PapersOrder> = { location, data };
	return inThread(new URL("./papers-worker.js", import.meta.url), order);
}

export const planPaperOf = (location: Location, plan: Plan, today: string) => read<Paper>(location, { plan, today });

export const papersOf = (location: Location, period: Period, today: string) =>
	read<Pick<ReportPapers, "report" | "assessment">>(location, { period, today, whole: false });

/** With all that the report says, which is much to hand over. */
export const wholePapersOf = (location: Location, period: Period, today: string) =>
	read<ReportPapers>(location, { period, today, whole: true });
