import {
	countInvitations,
	findWaitingInvitation,
	listInvitations,
	listOwnAccepted,
	listWaitingInvitations,
} from "../../../db/queries/people/accounts-invitations.ts";
import { listOpenProposals } from "../../../db/queries/people/scim-proposals.ts";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { countUnjudged } from "../../ground/remembered/people.ts";
import type { Context } from "../../ground/write/context.ts";

const NEWS_SHOWN = 5;
const NOTHING = {
	own: null,
	own_news: [],
	to_confirm: [],
	proposals: 0,
	double_accounts: 0,
	news: { shown: [], rest: 0 },
};

/**
 * Who becomes whom (T55): what the person is asked and told of their own sign-in, what waits for an administrator's yes, and
 * what whoever answers for the control is told since `since`.
 */
export async function readIdentity({ db, actor, clock }: Pick<Context, "db" | "actor" | "clock">, since: string) {
	if (actor.id === null) return NOTHING;
	const now = clock().toISOString();
	const edits = maySomewhere(actor, "organisation.edit");
	const reach = reachOf(actor, "organisation.edit");
	return {
		own: (await findWaitingInvitation(db, actor.id, now)) ?? null,
		own_news: await listOwnAccepted(db, actor.id, since),
		to_confirm: edits ? await listWaitingInvitations(db, { reach, now, actor_id: actor.id }) : [],
		proposals: edits ? (await listOpenProposals(db, reach)).length : 0,
		double_accounts: edits ? await countUnjudged(db, reach) : 0,
		news: maySomewhere(actor, "control.edit")
			? await newsOf(db, { reach: reachOf(actor, "control.edit"), since })
			: NOTHING.news,
	};
}

async function newsOf(db: Context["db"], filter: { reach: ReturnType<typeof reachOf>; since: string }) {
	const shown = await listInvitations(db, filter, { limit: NEWS_SHOWN, offset: 0 });
	return { shown, rest: Math.max(0, (await countInvitations(db, filter)) - shown.length) };
}
