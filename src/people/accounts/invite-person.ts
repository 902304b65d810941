import { isGuarded } from "../../../db/queries/people/accounts-invitations.ts";
import { SYSTEM_PERSON } from "../../../db/schema/people/people.ts";
import { endLinks, insertLink } from "../../../db/writes/people/accounts.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { allowForPerson, refuseOwnRights, requireAtWork, requirePerson } from "../people/require-person.ts";
import { INVITATION_MINUTES, minutesFrom } from "../../ground/access/session-lifetimes.ts";
import { newToken } from "../../ground/access/secret-token.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";

export interface NewInvitation {
	/** 256 random bits; the register only has the hash. Whoever has it can sign in as the person, once. */
	token: string;
	expires_at: string;
	name: string;
	/** True while somebody else has to say yes before the link opens anything. */
	needs_yes: boolean;
}

/**
 * A one-time link by which a person chooses how to sign in, anew if they have done so before. Takes the place of earlier links
 * (T29). For somebody who can sign in, or has had a role of the control, one administrator's word is not enough (T55).
 */
export function invitePerson(ctx: Context, personId: string, today: string): Promise<NewInvitation> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const person = await requirePerson(trx, ctx.actor, personId);
		const { unitId } = await allowForPerson(writing, ctx.actor, person, today);
		refuseOwnRights(ctx.actor, personId);
		requireAtWork(person);
		const needs_yes = ctx.actor.id !== SYSTEM_PERSON && (await isGuarded(trx, personId));
		const token = newToken();
		const now = nowOf(ctx);
		const expires_at = minutesFrom(ctx, INVITATION_MINUTES);
		await endLinks(trx, { purpose: "invitation", person_id: personId }, now);
		await insertLink(trx, {
			id: sessionIdOf(token),
			purpose: "invitation",
			person_id: personId,
			created_at: now,
			created_by: ctx.actor.id,
			expires_at,
		});
		await record({
			type: "account.invited",
			unit_id: unitId,
			object: { kind: "person", id: personId },
			data: { person: person.name, needs_yes },
		});
		return { token, expires_at, name: person.name, needs_yes };
	});
}
