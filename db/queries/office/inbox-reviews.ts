import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";
import { reviewBefore } from "../register/risks.ts";

export interface RiskToReview {
	id: string;
	number: number;
	title: string;
	year: number;
	board: string;
	due_on: string;
}

/** Accepted risks of plans in force that are to be tried again before a day: those these people own or accepted, and those within reach. */
export async function listRisksToReview(
	db: Db,
	filter: { people: readonly string[]; reach: UnitReach; before: string },
	limit: number,
): Promise<RiskToReview[]> {
	const rows = await risksToReview(db, filter, limit);
	return rows.map((row) => ({ ...row, due_on: row.due_on! }));
}

const risksToReview = keptQuery(
	(db, { people, reach, before }: { people: readonly string[]; reach: UnitReach; before: string }, limit: number) => {
		const within = unitsWithin(reach);
		return db
			.selectFrom("risks")
			.innerJoin("plans", "plans.id", "risks.plan_id")
			.innerJoin("boards", "boards.id", "plans.board_id")
			.select(["risks.id", "risks.number", "risks.title", "plans.year", "boards.name as board"])
			.select("risks.treatment_review_on as due_on")
			.where("plans.status", "=", "in_force")
			.where("risks.dropped_reason", "is", null)
			.where(reviewBefore(before))
			.$if(within !== undefined, (q) =>
				q.where((eb) =>
					eb.or([
						eb("risks.owner_id", "in", [...people, ""]),
						eb("risks.treatment_decider_id", "in", [...people, ""]),
						eb("boards.unit_id", "in", within!),
					]),
				),
			)
			.orderBy("risks.treatment_review_on")
			.orderBy("risks.id")
			.limit(limit);
	},
);
