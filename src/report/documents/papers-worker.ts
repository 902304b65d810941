import { findPlan, type Plan } from "../../../db/queries/register/plans.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { takeReadingOrders } from "../../ground/threads/take-orders.ts";
import { readPlanPaper } from "./plan-paper.ts";
import { readPapers } from "./read-papers.ts";

/** What is read: a plan's paper, a report's, or a report's with its plan's and with what they are made of. */
export type PapersOrder = { today: string } & (
	| { kind: "plan"; plan: Plan }
	| { kind: "report" | "whole"; period: Period }
);

takeReadingOrders(async (db, order: PapersOrder) => {
	if (order.kind === "plan") return readPlanPaper(db, order.plan, order.today);
	const { content, report, assessment } = await readPapers(db, order.period, order.today);
	if (order.kind === "report") return { report, assessment };
	const plan = content.plan ? await findPlan(db, content.plan.id) : undefined;
	return { content, report, assessment, plan: plan ? await readPlanPaper(db, plan, order.today) : null };
});
