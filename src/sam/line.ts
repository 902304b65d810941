import type { Db } from "../../db/open.ts";
import { listSuperiors } from "../../db/queries/sam/rounds.ts";
import type { SamReview } from "../../db/queries/sam/reviews.ts";
import { unitPath } from "../../db/queries/people/units.ts";
import { type ActorRole, grantFor } from "../ground/access/actor.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { NotAllowed, NotFound } from "../ground/errors.ts";
import type { Writing } from "../ground/write/write.ts";
import { LEADING_ROLES } from "../../db/schema/vocabulary.ts";

/** A post in the line: a unit, the one above it, and who leads it. */
export interface Post {
	unit_id: string;
	parent_now: string | null;
	manager_id: string | null;
	manager_name: string;
}

type Answering = Pick<SamReview, "unit_id" | "unit_name" | "manager_id" | "manager_name">;

export function leadsUnit(ctx: Pick<Context, "actor">, unitId: string): boolean {
	return ctx.actor.roles.some((held) => LEADING_ROLES.includes(held.role) && held.unit_id === unitId);
}

/** Refuses everybody but the person who leads the unit or their substitute. For a vacant post the nearest superior answers. */
export async function requireAnswerer({ trx, allow }: Writing, ctx: Context, review: SamReview): Promise<ActorRole> {
	const role = await allow("sam.answer", review.unit_id, review.manager_id);
	const problem = await answererProblem(trx, ctx, review, role);
	if (problem) throw new NotAllowed(problem);
	return role;
}

async function answererProblem(db: Db, ctx: Context, review: Answering, role: ActorRole): Promise<string | null> {
	if (leadsUnit(ctx, review.unit_id)) return null;
	if (review.manager_id !== null)
		return `Det här är uppföljningen för ${review.unit_name}, som ${review.manager_name} ansvarar för. Bara enhetens chef, eller den som vikarierar, kan svara.`;
	const superiors = await listSuperiors(db, review.unit_id, stockholmDate(nowOf(ctx)));
	const nearest = superiors.filter((one) => one.distance === superiors[0]!.distance).map((one) => one.id);
	if (nearest.includes(ctx.actor.id ?? "") || nearest.includes(role.substitute_for?.id ?? "")) return null;
	return `${review.unit_name} saknar chef. ${superiors[0]?.name ?? "Närmast överordnad chef"} är närmast överordnad och svarar så länge.`;
}

/** Returns whether the reader may answer, and whether they may act as superior, for pages that choose which forms to show. */
export async function lineRights(ctx: Context, review: Answering): Promise<{ answer: boolean; superior: boolean }> {
	const path = await unitPath(ctx.db, review.unit_id);
	const role = grantFor(ctx.actor, "sam.answer", path, review.manager_id);
	const above = grantFor(ctx.actor, "sam.reconcile", path.slice(1));
	return {
		answer: role !== undefined && (await answererProblem(ctx.db, ctx, review, role)) === null,
		superior:
			above !== undefined && ctx.actor.id !== review.manager_id && above.substitute_for?.id !== review.manager_id,
	};
}

/**
 * Refuses everybody who does not lead a unit above: only they may reconcile, allocate and acknowledge, and never for
 * themselves. When a substitute acts, the act counts as the nearest superior's.
 */
export async function requireSuperior(
	{ trx, allow }: Writing,
	ctx: Context,
	post: Post,
	action: "sam.reconcile" | "sam.allocate" | "sam.return",
): Promise<ActorRole> {
	await allow("sam.view", post.unit_id);
	if (post.manager_id !== null && ctx.actor.id === post.manager_id)
		throw new NotAllowed("Du kan inte göra detta för dina egna uppgifter. Det gör din fördelande chef.");
	const superiors = await listSuperiors(trx, post.unit_id, stockholmDate(nowOf(ctx)));
	const nearest = superiors.find((one) => one.id !== post.manager_id);
	const role = await allowAbove(allow, action, post, nearest?.id ?? null);
	if (role.substitute_for !== null && role.substitute_for.id === post.manager_id)
		throw new NotAllowed(
			"Den du vikarierar för kan inte göra detta för sina egna uppgifter. En annan chef behöver göra det.",
		);
	return role;
}

async function allowAbove(
	allow: Writing["allow"],
	action: "sam.reconcile" | "sam.allocate" | "sam.return",
	post: Post,
	superior: string | null,
): Promise<ActorRole> {
	const refusal = new NotAllowed("Bara den som är chef över enheten kan göra detta.", {
		log: `${action} above unit ${post.unit_id}`,
	});
	if (post.parent_now === null) throw refusal;
	try {
		return await allow(action, post.parent_now, superior);
	} catch (error) {
		throw error instanceof NotFound ? refusal : error;
	}
}
