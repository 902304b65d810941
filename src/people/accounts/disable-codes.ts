import { replaceRecoveryCodes, updateAccount } from "../../../db/writes/people/accounts.ts";
import type { Browser } from "../../ground/access/browser.ts";
import { rolesNeedCodes } from "../../ground/access/sign-in-rules.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { requirePassword } from "./require-own-account.ts";
import type { ConfirmWithPassword } from "./schema.ts";

/** Turns off the second factor. The accepted time step is kept: a used code stays used if it is turned on again. */
export async function disableCodes(ctx: Context, input: ConfirmWithPassword, browser: Browser): Promise<void> {
	const account = await requirePassword(ctx, input.current, browser);
	if (await rolesNeedCodes(ctx, ctx.actor.roles))
		throw new NotAllowed("Din roll kräver engångskoder, så de går inte att stänga av.");
	await write(ctx, async ({ trx, record, unchanged }) => {
		if (account.totp_secret === null) return unchanged(undefined);
		await updateAccount(trx, account.person_id, { totp_secret: null, totp_pending: null });
		await replaceRecoveryCodes(trx, account.person_id, [], nowOf(ctx));
		await record({
			type: "account.codes_disabled",
			unit_id: null,
			object: { kind: "person", id: account.person_id },
			data: { person: account.name },
		});
	});
}
