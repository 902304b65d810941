import { findWaitingInvitation, type InvitationRow } from "../../../db/queries/people/accounts-invitations.ts";
import { confirmLink, endLinks } from "../../../db/writes/people/accounts.ts";
import { isSameHuman } from "../../ground/access/accounts-behind.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { NotAllowed, NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { throughOf } from "../../../db/schema/people/accounts.ts";
import { allowForPerson, refuseOwnRights, requirePerson } from "../people/require-person.ts";

const OWN_INVITATION =
	"Du har själv skapat inbjudan. En annan administratör, eller personen själv, behöver säga ja till den.";

/** A second administrator's yes to an invitation of somebody whose place one administrator alone may not give away (T55). */
export function confirmInvitation(ctx: Context, personId: string): Promise<void> {
	return write(ctx, async (writing) => {
		const unitId = await allowInvitation(writing, ctx, personId);
		const invitation = await requireWaiting(writing, ctx, personId);
		// two accounts of one human are one administrator (T54)
		if (await isSameHuman(writing.trx, ctx.actor.id!, invitation.created_by!)) throw new NotAllowed(OWN_INVITATION);
		await confirm(writing, ctx, invitation, unitId);
	});
}

/** The person says that they asked for the invitation, signed in as they are used to. */
export function confirmOwnInvitation(ctx: Context): Promise<void> {
	return write(ctx, async (writing) => {
		const invitation = await requireWaiting(writing, ctx, ctx.actor.id!);
		await confirm(writing, ctx, invitation, null);
	});
}

/** An administrator takes an invitation back: their own, or one that they do not say yes to. */
export function withdrawInvitation(ctx: Context, personId: string): Promise<void> {
	return write(ctx, async (writing) => {
		const unitId = await allowInvitation(writing, ctx, personId);
		await withdraw(writing, ctx, await requireWaiting(writing, ctx, personId), unitId);
	});
}

/** The person says that they did not ask for the invitation. */
export function refuseOwnInvitation(ctx: Context): Promise<void> {
	return write(ctx, async (writing) => {
		await withdraw(writing, ctx, await requireWaiting(writing, ctx, ctx.actor.id!), null);
	});
}

async function allowInvitation(writing: Writing, ctx: Context, personId: string): Promise<string> {
	const person = await requirePerson(writing.trx, ctx.actor, personId);
	const { unitId } = await allowForPerson(writing, ctx.actor, person, stockholmDate(nowOf(ctx)));
	refuseOwnRights(ctx.actor, personId);
	return unitId;
}

async function requireWaiting({ trx }: Writing, ctx: Context, personId: string): Promise<InvitationRow> {
	const invitation = await findWaitingInvitation(trx, personId, nowOf(ctx));
	if (!invitation) throw new NotFound("invitation that waits for a yes");
	return invitation;
}

async function confirm({ trx, record }: Writing, ctx: Context, invitation: InvitationRow, unit_id: string | null) {
	if (!(await confirmLink(trx, invitation.id, ctx.actor.id!, nowOf(ctx))))
		throw new NotFound("invitation that was just confirmed");
	await record({ type: "account.invitation_confirmed", ...about(invitation, unit_id) });
}

async function withdraw({ trx, record }: Writing, ctx: Context, invitation: InvitationRow, unit_id: string | null) {
	await endLinks(trx, { purpose: "invitation", person_id: invitation.person_id }, nowOf(ctx));
	await record({ type: "account.invitation_withdrawn", ...about(invitation, unit_id) });
}

function about(invitation: InvitationRow, unit_id: string | null) {
	return {
		unit_id,
		object: { kind: "person", id: invitation.person_id },
		data: { person: invitation.person_name, through: throughOf(invitation) },
	};
}
