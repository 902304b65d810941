import { isUniqueViolation } from "../../../db/errors.ts";
import { findPerson } from "../../../db/queries/people/people.ts";
import { findDirectoryUser } from "../../../db/queries/people/scim.ts";
import { findProposal, type Proposal } from "../../../db/queries/people/scim-proposals.ts";
import type { DirectoryWords } from "../../../db/schema/people/scim.ts";
import { updateProposal } from "../../../db/writes/people/scim.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { NotAllowed, NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { allowForPerson, refuseOwnRights, requirePerson } from "../people/require-person.ts";
import { linkUser } from "./add-user.ts";
import { writeWords } from "./change-user.ts";

/** An administrator's yes or no to what the directory wants said of somebody with a role of the control; never of oneself. */
export async function decideProposal(ctx: Context, id: string, accepted: boolean): Promise<void> {
	try {
		await write(ctx, async (writing) => {
			const { trx, record } = writing;
			const proposal = await findProposal(trx, id);
			if (!proposal || proposal.decided_at !== null) throw new NotFound("proposal that is open");
			const person = await requirePerson(trx, ctx.actor, proposal.person_id);
			const { unitId } = await allowForPerson(writing, ctx.actor, person, stockholmDate(nowOf(ctx)));
			refuseOwnRights(ctx.actor, person.id);
			if (accepted) await carryOut(writing, ctx, proposal, unitId);
			const verdict = { accepted: accepted ? 1 : 0, decided_by: ctx.actor.id!, decided_at: nowOf(ctx) };
			await requireFresh(trx, await updateProposal(trx, id, proposal.version, verdict), "person", person.id);
			await record({
				type: accepted ? "directory.proposal_accepted" : "directory.proposal_refused",
				unit_id: unitId,
				object: { kind: "person", id: person.id },
				data: { person: person.name, integration: proposal.integration },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new NotAllowed(
				"Användarnamnet eller e-postadressen används redan av en annan person. Säg nej till förslaget.",
			);
		throw error;
	}
}

async function carryOut(writing: Writing, ctx: Context, proposal: Proposal, unitId: string): Promise<void> {
	const words = JSON.parse(proposal.wanted) as DirectoryWords;
	const user = await findDirectoryUser(writing.trx, proposal.person_id);
	if (proposal.kind === "link" && !user)
		return linkUser(writing, ctx, (await findPerson(writing.trx, proposal.person_id))!, words, unitId);
	if (!user) throw new NotAllowed("Katalogen känner inte längre personen. Säg nej till förslaget.");
	await writeWords(writing, ctx, user, { words, returns: false, unitId });
}
