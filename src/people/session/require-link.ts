import type { Db } from "../../../db/open.ts";
import { isGuarded } from "../../../db/queries/people/accounts-invitations.ts";
import { findOpenLink } from "../../../db/queries/people/accounts.ts";
import { throughOf } from "../../../db/schema/people/accounts.ts";
import { SYSTEM_PERSON } from "../../../db/schema/people/people.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotAllowed, NotFound } from "../../ground/errors.ts";

export interface Invitation {
	id: string;
	person: { id: string; name: string; email: string | null };
	/** Through whose invitation the person comes, and who said yes to it: as the trail tells it. */
	through: string;
	confirmed_by: string | null;
}

const WAITING =
	"Inbjudan väntar på ett ja. En annan administratör än den som skapade den behöver bekräfta den, eller du själv under Att göra om du kan logga in som förut.";

/** An invitation that can still be used. Everything else is the same 404: used, too old, replaced, made up. */
export function requireInvitation(ctx: Context, token: string, db: Db = ctx.db): Promise<Invitation> {
	return requireInvitationById(ctx, sessionIdOf(token), db);
}

/**
 * Whether it needs a second yes is asked now and not when it was made: an invitation from before the person had a role of the
 * control, or a way of signing in, opens neither (T55). Whoever runs commands on the server needs no yes: they have the database.
 */
export async function requireInvitationById(ctx: Context, id: string, db: Db = ctx.db): Promise<Invitation> {
	const link = await findOpenLink(db, id, "invitation", nowOf(ctx));
	if (!link?.person_id || link.name === null) throw new NotFound("invitation that cannot be used");
	const said_yes = link.confirmed_by !== null || link.created_by === SYSTEM_PERSON;
	if (!said_yes && (await isGuarded(db, link.person_id)))
		throw new NotAllowed(WAITING, { log: "invitation that waits for a yes" });
	return {
		id: link.id,
		person: { id: link.person_id, name: link.name, email: link.email },
		through: throughOf(link),
		confirmed_by: link.confirmer,
	};
}
