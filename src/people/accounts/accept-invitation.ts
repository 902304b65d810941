import { isUniqueViolation } from "../../../db/errors.ts";
import { insertAccount, useLink } from "../../../db/writes/people/accounts.ts";
import { actingAs } from "../session/acting-as.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { NO_ROLE } from "../session/refuse-sign-in.ts";
import { refuseForbiddenPassword } from "../../ground/access/sign-in-rules.ts";
import { startSession } from "../session/start-session.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { hashPassword } from "../session/password-hash.ts";
import { requireInvitation } from "../session/require-link.ts";
import type { AcceptInvitation } from "./schema.ts";
import { userKey } from "../session/schema.ts";
import { startOver } from "../session/start-over.ts";

/** The invited person chooses user name and password, and is signed in. Returns the session's token. */
export async function acceptInvitation(
	ctx: Context,
	token: string,
	input: AcceptInvitation,
	browser: Browser,
): Promise<string> {
	const { person } = await requireInvitation(ctx, token);
	await refuseForbiddenPassword(ctx);
	const own = await actingAs(ctx, person);
	if (!own) throw new Invalid({ "": NO_ROLE });
	const password_hash = await hashPassword(input.password);
	try {
		return await write(own, async (writing) => {
			const { trx, record } = writing;
			const now = nowOf(ctx);
			const { id, through, confirmed_by } = await requireInvitation(ctx, token, trx);
			if (!(await useLink(trx, id, now))) throw new NotFound("invitation that was just used");
			await startOver(trx, person.id, now);
			await insertAccount(trx, {
				person_id: person.id,
				user_name: input.user_name,
				user_key: userKey(input.user_name),
				password_hash,
				password_changed_at: now,
				totp_secret: null,
				totp_pending: null,
				totp_counter: 0,
			});
			await record({
				type: "account.created",
				unit_id: null,
				object: { kind: "person", id: person.id },
				data: { person: person.name, through, confirmed_by },
			});
			return startSession(writing, own, "inbjudan", browser);
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ user_name: "Användarnamnet är upptaget. Välj ett annat." });
		throw error;
	}
}
