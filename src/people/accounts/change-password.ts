import { updateAccount } from "../../../db/writes/people/accounts.ts";
import { endSessionsOf } from "../../../db/writes/people/session.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { refuseForbiddenPassword } from "../../ground/access/sign-in-rules.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { hashPassword } from "../session/password-hash.ts";
import { requirePassword } from "./require-own-account.ts";
import type { ChangePassword } from "./schema.ts";

/** A new password for oneself. Every other session ends: whoever knew the old password is out. `keep` is the session at hand. */
export async function changePassword(
	ctx: Context,
	input: ChangePassword,
	browser: Browser,
	keep: string,
): Promise<void> {
	await refuseForbiddenPassword(ctx);
	const account = await requirePassword(ctx, input.current, browser);
	if (input.password === input.current) throw new Invalid({ password: "Välj ett annat lösenord än det du har." });
	if (input.password.toLowerCase().includes(account.user_key))
		throw new Invalid({ password: "Lösenordet får inte innehålla användarnamnet." });
	const password_hash = await hashPassword(input.password);
	await write(ctx, async ({ trx, record }) => {
		const now = nowOf(ctx);
		await updateAccount(trx, account.person_id, { password_hash, password_changed_at: now });
		await endSessionsOf(trx, account.person_id, now, keep);
		await record({
			type: "account.password_changed",
			unit_id: null,
			object: { kind: "person", id: account.person_id },
			data: { person: account.name },
		});
	});
}
