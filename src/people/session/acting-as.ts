import type { Db } from "../../../db/open.ts";
import { listRolesOn } from "../../../db/queries/people/session.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";

/** The context as a person who has just shown who they are; null for somebody without any role today, who has nothing to do here. */
export async function actingAs(
	ctx: Context,
	person: { id: string; name: string },
	db: Db = ctx.db,
): Promise<Context | null> {
	const roles = await listRolesOn(db, person.id, stockholmDate(nowOf(ctx)));
	return roles.length === 0 ? null : { ...ctx, actor: { id: person.id, name: person.name, roles, via: "web" } };
}
