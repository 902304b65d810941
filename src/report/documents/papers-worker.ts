import type { Plan } from "../../../db/queries/register/plans.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { takeReadingOrders } from "../../ground/threads/take-orders.ts";
import { readPlanPaper } from "./plan-paper.ts";
import { readPapers } from "./read-papers.ts";

/** What is read: a plan's paper, or a report's, with what they are made of or without. */
export type PapersOrder = { today: string } & ({ plan: Plan } | { period: Period; whole: boolean });

takeReadingOrders(async (db, order: PapersOrder) => {
	if ("plan" in order) return readPlanPaper(db, order.plan, order.today);
	const papers = await readPapers(db, order.period, order.today);
	return order.whole ? papers : { report: papers.report, assessment: papers.assessment };
});
