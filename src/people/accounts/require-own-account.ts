import { type AccountPerson, findAccount } from "../../../db/queries/people/accounts.ts";
import { clearAttempts, takeAttempt } from "../session/attempts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { isPassword } from "../session/password-hash.ts";

/** The signed-in person's own account. `NotFound` for somebody who signs in elsewhere. */
export async function requireOwnAccount(ctx: Context): Promise<AccountPerson> {
	const account = await findAccount(ctx.db, ctx.actor.id!);
	if (!account) throw new NotFound("local account of somebody without one");
	return account;
}

/**
 * The account, when the current password is right: an open screen is not enough to change how somebody signs in (T28). Guesses
 * count as attempts to sign in do.
 */
export async function requirePassword(ctx: Context, current: string, browser: Browser): Promise<AccountPerson> {
	const account = await requireOwnAccount(ctx);
	await takeAttempt(ctx, { kind: "account", name: account.user_key }, browser);
	if (!(await isPassword(account.password_hash, current))) throw new Invalid({ current: "Lösenordet stämmer inte." });
	await clearAttempts(ctx, { kind: "account", name: account.user_key }, browser);
	return account;
}
