import type { Db } from "../../../db/open.ts";
import { findPlan, type Plan } from "../../../db/queries/register/plans.ts";
import type { PlanStatus } from "../../../db/schema/vocabulary.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import type { Context } from "../../ground/write/context.ts";
import { NotAllowed, NotFound } from "../../ground/errors.ts";

export async function requirePlan(db: Db, id: string): Promise<Plan> {
	const plan = await findPlan(db, id);
	if (!plan) throw new NotFound(`plan ${id}`);
	return plan;
}

/** The plan, if the actor may do `action` with it. */
export async function requirePlanFor(
	{ db, actor }: Pick<Context, "db" | "actor">,
	id: string,
	action: Action,
): Promise<Plan> {
	const plan = await requirePlan(db, id);
	await requireMay(db, actor, action, plan.unit_id);
	return plan;
}

/** What has been dropped from a draft is taken back before it is worked on. */
export function requireStanding(row: { dropped_reason: string | null }): void {
	if (row.dropped_reason !== null) throw new NotAllowed("Raden är struken ur utkastet. Ta tillbaka den först.");
}

/** Nothing inside a closed plan changes, nor while its papers are with the nämnd: neither its risks nor its measures. */
export function requireOpenPlan(plan: { year: number; status: PlanStatus }): void {
	if (plan.status === "closed")
		throw new NotAllowed(`Internkontrollplan ${plan.year} är avslutad. Inget i den kan ändras.`);
	if (plan.status === "preparation")
		throw new NotAllowed(
			`Internkontrollplan ${plan.year} är i beredning. Ta tillbaka den till utkast innan något i den ändras.`,
		);
}
