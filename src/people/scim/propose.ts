import { findLastProposal } from "../../../db/queries/people/scim-proposals.ts";
import { findPerson } from "../../../db/queries/people/people.ts";
import type { DirectoryProposalTable, DirectoryWords } from "../../../db/schema/people/scim.ts";
import { insertProposal, updateProposal } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { NotFound, Refusal } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";

/** What a directory asks for would give somebody's place in the control to another: the write is undone and asked for instead. */
export class HeldForYes extends Error {
	constructor(readonly personId: string) {
		super("held for an administrator's yes");
	}
}

/**
 * Told to the directory as 409: the protocol has no answer for "later". Entra ID keeps the change and sends it again at its next
 * cycles, when it finds it done, or is refused anew without a second proposal.
 */
export class WaitsForYes extends Refusal {
	readonly status = 409;
}

const WAITS =
	"This person has a role in the control: the change is kept as a proposal until an administrator accepts it";
const REFUSED = "This person has a role in the control: an administrator has refused this very change";

/** Keeps what the directory wants for an administrator to judge, once. Always throws `WaitsForYes`. */
export async function propose(
	ctx: Context,
	personId: string,
	kind: DirectoryProposalTable["kind"],
	{ user_name, user_key, external_id, given_name, family_name, name, email }: DirectoryWords,
): Promise<never> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	const wanted = JSON.stringify({ user_name, user_key, external_id, given_name, family_name, name, email });
	const answer = await write(ctx, async ({ trx, allow, record, unchanged }) => {
		await allow("organisation.edit", unitId);
		const person = await findPerson(trx, personId);
		if (!person) throw new NotFound("person of a proposal");
		const last = await findLastProposal(trx, personId);
		const same = last?.wanted === wanted && last.kind === kind;
		if (same && last.decided_at === null) return unchanged(WAITS);
		if (same && last.accepted === 0) return unchanged(REFUSED);
		const values = { kind, wanted, integration: ctx.actor.name, proposed_at: nowOf(ctx) };
		if (last && last.decided_at === null) await updateProposal(trx, last.id, last.version, values);
		else
			await insertProposal(trx, {
				...{ id: newId(ctx.clock()), person_id: personId, ...values },
				...{ decided_by: null, decided_at: null, accepted: null, version: 1 },
			});
		await record({
			type: "directory.proposed",
			unit_id: unitId,
			object: { kind: "person", id: personId },
			data: { person: person.name, name, user_name, email },
		});
		return WAITS;
	});
	throw new WaitsForYes(answer);
}
