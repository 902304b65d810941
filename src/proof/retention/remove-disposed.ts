import { listUnkeptBytes } from "../../../db/queries/proof/retention.ts";
import type { Context } from "../../ground/write/context.ts";

/**
 * Takes away the bytes of disposed files that no kept row points at: of one disposal, or (null) of all, for what an interruption
 * left. In a transaction, so that nobody adds the same bytes again in between. Returns how many files went.
 */
export function removeDisposed(
	{ database, files }: Pick<Context, "database" | "files">,
	disposalId: string | null,
): Promise<number> {
	return database.transaction(async (trx) => {
		const hashes = await listUnkeptBytes(trx, disposalId);
		let removed = 0;
		for (const sha256 of hashes) if (await files.remove(sha256)) removed++;
		return removed;
	});
}
