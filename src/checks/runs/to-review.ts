import type { Db } from "../../../db/open.ts";
import { listRuns, type RunRow } from "../../../db/queries/checks/runs.ts";
import { type Actor, peopleOf, reachOf } from "../../ground/access/actor.ts";
import { nextAfter } from "../../ground/tables/next-after.ts";

/** The signed runs that wait for this reviewer, or for those the reviewer stands in for; what was due first stands first. */
export async function runsToReview(db: Db, actor: Actor): Promise<RunRow[]> {
	const reviewers = peopleOf(actor);
	if (reviewers.length === 0) return [];
	return listRuns(db, { reach: reachOf(actor, "run.review"), reviewers, statuses: ["signed"], order: "due" });
}

export function nextToReview(waiting: readonly RunRow[], runId: string): RunRow | null {
	return nextAfter(
		waiting,
		(run) => run.id === runId,
		(run) => run.id !== runId,
	);
}
