import type { Db } from "../../open.ts";

/** What the board decided of a plan: its number, where the minutes are, and the digest of the version it took. */
export interface PlanDecision {
	id: string;
	number: number;
	decided_on: string;
	decision_paragraph: string;
	registry_no: string;
	outside: 0 | 1;
	digest: string;
}

/** The decision first, then its ändringsbeslut. */
export function listPlanDecisions(db: Db, planId: string): Promise<PlanDecision[]> {
	return db
		.selectFrom("plan_decisions")
		.innerJoin("plan_versions", "plan_versions.decision_id", "plan_decisions.id")
		.select(["plan_decisions.id", "number", "decided_on", "decision_paragraph", "registry_no", "outside", "digest"])
		.where("plan_id", "=", planId)
		.orderBy("number")
		.execute();
}

export async function findVersionContent(db: Db, decisionId: string): Promise<string> {
	const row = await db
		.selectFrom("plan_versions")
		.select("content")
		.where("decision_id", "=", decisionId)
		.executeTakeFirstOrThrow();
	return row.content;
}

/** Id → name of the people, units and checklists that a version or the plan names. */
export async function listNamesIn(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
	const named = [...ids, ""];
	const lists = await db.selectFrom("checklists").select(["id", "title", "edition"]).where("id", "in", named).execute();
	const rows = [
		...(await db.selectFrom("people").select(["id", "name"]).where("id", "in", named).execute()),
		...(await db.selectFrom("org_units").select(["id", "name"]).where("id", "in", named).execute()),
		...lists.map(({ id, title, edition }) => ({ id, name: `${title}, utgåva ${edition}` })),
	];
	return new Map(rows.map(({ id, name }) => [id, name]));
}
