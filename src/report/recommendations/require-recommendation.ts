import type { Db } from "../../../db/open.ts";
import { findRecommendation, type Recommendation } from "../../../db/queries/report/recommendations.ts";
import type { Actor, ActorRole } from "../../ground/access/actor.ts";
import { scopeOf } from "../../ground/access/permissions.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireRecommendation(db: Db, id: string): Promise<Recommendation> {
	const row = await findRecommendation(db, id);
	if (!row) throw new NotFound(`recommendation ${id}`);
	return row;
}

/** The actor's role as the one responsible, or as their substitute: the right is tested where they work. */
export function ownerRole(actor: Actor, { owner_id }: Pick<Recommendation, "owner_id">): ActorRole | undefined {
	if (owner_id === null) return undefined;
	return actor.roles.find(
		(held) =>
			(held.substitute_for?.id ?? actor.id) === owner_id && scopeOf("recommendation.answer", held.role) !== undefined,
	);
}
