import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { insertIdentity, useLink } from "../../../db/writes/people/accounts.ts";
import { actingAs } from "./acting-as.ts";
import type { Browser } from "../../ground/access/browser.ts";
import type { OidcIdentity } from "./oidc-provider.ts";
import { NO_ROLE } from "./refuse-sign-in.ts";
import { startSession } from "./start-session.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotAllowed, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requireInvitationById } from "./require-link.ts";
import { startOver } from "./start-over.ts";

/** The invited person has signed in at the identity provider: from now on that identity is theirs. Returns the session's token. */
export async function linkIdentity(
	ctx: Context,
	linkId: string,
	identity: OidcIdentity,
	method: string,
	browser: Browser,
): Promise<string> {
	const { person } = await requireInvitationById(ctx, linkId);
	const own = await actingAs(ctx, person);
	if (!own) throw new NotAllowed(NO_ROLE);
	try {
		return await write(own, async (writing) => {
			const { trx, record } = writing;
			const now = nowOf(ctx);
			const { through, confirmed_by } = await requireInvitationById(ctx, linkId, trx);
			if (!(await useLink(trx, linkId, now))) throw new NotFound("invitation that was just used");
			await startOver(trx, person.id, now);
			await addIdentity(trx, ctx, person.id, identity);
			await record({
				type: "account.identity_linked",
				unit_id: null,
				object: { kind: "person", id: person.id },
				data: { person: person.name, issuer: identity.issuer, through, confirmed_by },
			});
			return startSession(writing, own, method, browser, "provider");
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new NotAllowed("Ditt konto är redan kopplat till en annan person i Tillräcklig. Kontakta administratören.");
		throw error;
	}
}

export function addIdentity(trx: Trx, ctx: Context, personId: string, identity: OidcIdentity): Promise<void> {
	return insertIdentity(trx, { id: newId(ctx.clock()), person_id: personId, ...identity, linked_at: nowOf(ctx) });
}
