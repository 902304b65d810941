import type { Db } from "../../../db/open.ts";
import { type DrawnDuty, listDrawnDuties } from "../../../db/queries/checks/duties.ts";
import { listAnswerers } from "../../../db/queries/checks/samples.ts";
import type { PersonOption } from "../../../db/queries/people/people.ts";
import { accountsBehind } from "../../ground/access/accounts-behind.ts";
import { listEligible } from "./eligible.ts";
import { handsInLines } from "./run-hands.ts";

export type Post = "performer" | "reviewer";

/** The facts of a run that decide who can perform or review it. */
export interface RunPosts {
	id: string;
	unit_id: string;
	performer_id: string | null;
	reviewer_id: string | null;
	signed_by?: string | null;
}

/**
 * Lists who may take over: people with a role that allows it, without a hand in the purchases and without a part in the run's
 * other side, whatever account they sign in with. The nearest come first.
 */
export async function listCandidates(
	db: Db,
	post: Post,
	run: RunPosts,
	today: string,
	known?: readonly DrawnDuty[],
): Promise<PersonOption[]> {
	const lines = known ?? (await listDrawnDuties(db, { run_id: run.id }));
	const opposite =
		post === "performer" ? [run.reviewer_id] : [run.performer_id, run.signed_by, ...(await listAnswerers(db, run.id))];
	const now = post === "performer" ? run.performer_id : run.reviewer_id;
	const free: PersonOption[] = [];
	const eligible = await listEligible(db, post === "performer" ? "run.perform" : "run.review", run.unit_id, today);
	for (const { id, name } of eligible.sort((a, b) => a.distance - b.distance)) {
		const accounts = await accountsBehind(db, id);
		if (id === now || accounts.some(({ person }) => opposite.includes(person.id))) continue;
		if (handsInLines(accounts, lines).length === 0) free.push({ id, name });
	}
	return free;
}
