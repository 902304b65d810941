import { updateAccount } from "../../../db/writes/people/accounts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import type { Context } from "../../ground/write/context.ts";
import { newSeed } from "../session/one-time-code.ts";
import { requirePassword } from "./require-own-account.ts";
import type { ConfirmWithPassword } from "./schema.ts";

/** Makes a seed to put into an app. The second factor is not turned on until a code made from the seed has been shown. */
export async function prepareCodes(ctx: Context, input: ConfirmWithPassword, browser: Browser): Promise<void> {
	const account = await requirePassword(ctx, input.current, browser);
	const totp_pending = ctx.keys.encrypt(newSeed());
	await ctx.database.transaction((trx) => updateAccount(trx, account.person_id, { totp_pending }));
}
