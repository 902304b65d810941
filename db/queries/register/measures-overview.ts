import type { Db } from "../../open.ts";
import { FINISHED_MEASURES } from "../../schema/vocabulary.ts";

/** A plan's measures that are not finished, by their day from a day on, the soonest first. */
export async function listComingMeasures(
	db: Db,
	planId: string,
	day: string,
	limit: number,
): Promise<{ due_on: string; n: number }[]> {
	const rows = await db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.select("measures.due_on")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("risks.plan_id", "=", planId)
		.where("measures.dropped_reason", "is", null)
		.where("measures.status", "not in", FINISHED_MEASURES)
		.where("measures.due_on", ">=", day)
		.groupBy("measures.due_on")
		.orderBy("measures.due_on")
		.limit(limit)
		.execute();
	return rows.map(({ due_on, n }) => ({ due_on: due_on!, n }));
}
