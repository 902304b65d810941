import type { Trx } from "../../../db/open.ts";
import { deleteAccount, deleteIdentitiesOf, replaceRecoveryCodes } from "../../../db/writes/people/accounts.ts";
import { endSessionsOf } from "../../../db/writes/people/session.ts";

/** Ends every way a person has of signing in, and every session: what an invitation replaces, it replaces whole (T30). */
export async function startOver(trx: Trx, personId: string, now: string): Promise<void> {
	await deleteIdentitiesOf(trx, personId);
	await replaceRecoveryCodes(trx, personId, [], now);
	await deleteAccount(trx, personId);
	await endSessionsOf(trx, personId, now);
}
