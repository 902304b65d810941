import { listUnkeptBytes } from "../../../db/queries/proof/retention.ts";
import type { Context } from "../../ground/write/context.ts";

/**
 * Takes away the bytes of disposed files that no kept row points at: of one disposal, or (null) of all, for what an interruption
 * left. Each in a transaction, so that nobody adds the same bytes again in between; one at a time, and only for bytes that are
 * there, since nobody else writes while a bucket is waited for. Returns how many files went.
 */
export async function removeDisposed(
	{ database, files }: Pick<Context, "database" | "files">,
	disposal_id: string | null,
): Promise<number> {
	let removed = 0;
	for (const sha256 of await listUnkeptBytes(database.db, { disposal_id })) {
		if ((await files.size(sha256)) === null) continue;
		const isGone = await database.transaction(
			async (trx) => (await listUnkeptBytes(trx, { sha256 })).length > 0 && files.remove(sha256),
		);
		if (isGone) removed++;
	}
	return removed;
}
