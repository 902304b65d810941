import { replaceRecoveryCodes, updateAccount } from "../../../db/writes/people/accounts.ts";
import { endSessionsOf } from "../../../db/writes/people/session.ts";
import { takeAttempt } from "../session/attempts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { newRecoveryCodes, stepOfCode } from "../session/one-time-code.ts";
import { requireOwnAccount } from "./require-own-account.ts";
import type { SignInWithCode } from "../session/schema.ts";

/** Turns on the second factor when a code proves that the app has the seed. Returns recovery codes, shown this once. */
export async function enableCodes(
	ctx: Context,
	{ code }: SignInWithCode,
	browser: Browser,
	keep: string,
): Promise<string[]> {
	const account = await requireOwnAccount(ctx);
	await takeAttempt(ctx, { kind: "code", name: account.person_id }, browser);
	const step = account.totp_pending ? stepOfCode(ctx.keys.decrypt(account.totp_pending), code, ctx.clock()) : null;
	if (step === null) throw new Invalid({ code: "Koden stämmer inte. Kontrollera telefonens klocka och försök igen." });
	const { codes, hashes } = newRecoveryCodes();
	await write(ctx, async ({ trx, record }) => {
		const now = nowOf(ctx);
		await updateAccount(trx, account.person_id, {
			totp_secret: account.totp_pending,
			totp_pending: null,
			totp_counter: step,
		});
		await replaceRecoveryCodes(trx, account.person_id, hashes, now);
		await endSessionsOf(trx, account.person_id, now, keep);
		await record({
			type: "account.codes_enabled",
			unit_id: null,
			object: { kind: "person", id: account.person_id },
			data: { person: account.name },
		});
	});
	return codes;
}
