import type { Db } from "../../../db/open.ts";
import { findProposal, type Proposal } from "../../../db/queries/report/inventory.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";

export async function requireProposal(db: Db, id: string): Promise<Proposal> {
	const proposal = await findProposal(db, id);
	if (!proposal) throw new NotFound(`risk proposal ${id}`);
	return proposal;
}

/** The proposal, for whoever proposed it and for those who may read its unit's. */
export async function requireSeen({ db, actor }: Pick<Context, "db" | "actor">, id: string): Promise<Proposal> {
	const proposal = await requireProposal(db, id);
	if (proposal.proposed_by === actor.id) return proposal;
	if (await mayAt(db, actor, "risk_proposal.view", proposal.unit_id)) return proposal;
	throw new NotFound(`risk proposal ${id} at unit ${proposal.unit_id}`);
}

/** An answer is given once: the one who proposed it has been told. */
export function requireUnanswered({ outcome, answerer }: Proposal): void {
	if (outcome !== null) throw new Invalid({ "": answeredText(answerer) });
}

export function answeredText(by: string | null): string {
	return `Förslaget är redan besvarat${by === null ? "" : ` av ${by}`}. Ett svar ändras inte.`;
}
