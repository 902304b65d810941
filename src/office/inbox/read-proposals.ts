import type { Db } from "../../../db/open.ts";
import { countOpenProposals, endOfMerges, listProposals } from "../../../db/queries/report/inventory.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";

/** Proposals of risks: how many wait for the controller's answer, and what one's own have been answered since a day. */
export async function readProposals(db: Db, actor: Actor, since: string) {
	const waiting = maySomewhere(actor, "risk_proposal.answer")
		? await countOpenProposals(db, reachOf(actor, "risk_proposal.answer"))
		: [];
	const own = actor.id === null ? [] : await listProposals(db, { proposed_by: actor.id });
	const ended = await Promise.all(
		own
			.filter(({ outcome, answered_by }) => outcome !== null && answered_by !== actor.id)
			// one that was merged is told of again when the one it was merged into has its answer; what became a risk long ago is not news
			.filter(({ into_id, answered_at }) => into_id !== null || answered_at! >= since)
			.map(async (proposal) => ({ proposal, end: await endOfMerges(db, proposal) })),
	);
	const told = ended.filter(({ proposal, end }) => (end.answered_at ?? proposal.answered_at ?? "") >= since);
	return { waiting, told };
}
