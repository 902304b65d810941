import { listRolesOn } from "../../db/queries/people/session.ts";
import type { Context } from "../ground/write/context.ts";

/** Returns a context of the same installation in which another person acts, at another time. */
export async function asPerson(ctx: Context, person: { id: string; name: string }, at: string): Promise<Context> {
	const roles = await listRolesOn(ctx.db, person.id, at.slice(0, 10));
	return { ...ctx, clock: () => new Date(at), actor: { id: person.id, name: person.name, roles, via: "web" } };
}
