import { replaceRecoveryCodes } from "../../../db/writes/people/accounts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { newRecoveryCodes } from "../session/one-time-code.ts";
import { requirePassword } from "./require-own-account.ts";
import type { ConfirmWithPassword } from "./schema.ts";

/** New recovery codes; the old ones stop working. Returned to be shown once. */
export async function renewRecoveryCodes(
	ctx: Context,
	input: ConfirmWithPassword,
	browser: Browser,
): Promise<string[]> {
	const account = await requirePassword(ctx, input.current, browser);
	if (account.totp_secret === null) throw new NotAllowed("Reservkoder hör till engångskoder, som inte är påslagna.");
	const { codes, hashes } = newRecoveryCodes();
	await write(ctx, async ({ trx, record }) => {
		await replaceRecoveryCodes(trx, account.person_id, hashes, nowOf(ctx));
		await record({
			type: "account.recovery_codes_made",
			unit_id: null,
			object: { kind: "person", id: account.person_id },
			data: { person: account.name },
		});
	});
	return codes;
}
