import type { Db } from "../../../db/open.ts";
import { findOpenLink } from "../../../db/queries/people/accounts.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";

export interface Invitation {
	id: string;
	person: { id: string; name: string; email: string | null };
}

/** An invitation that can still be used. Everything else is the same 404: used, too old, replaced, made up. */
export function requireInvitation(ctx: Context, token: string, db: Db = ctx.db): Promise<Invitation> {
	return requireInvitationById(ctx, sessionIdOf(token), db);
}

export async function requireInvitationById(ctx: Context, id: string, db: Db = ctx.db): Promise<Invitation> {
	const link = await findOpenLink(db, id, "invitation", nowOf(ctx));
	if (!link?.person_id || link.name === null) throw new NotFound("invitation that cannot be used");
	return { id: link.id, person: { id: link.person_id, name: link.name, email: link.email } };
}
