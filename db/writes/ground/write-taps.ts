import type { Insertable } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Trx } from "../../open.ts";
import type { TapKeyTable } from "../../schema/ground/write.ts";

export async function insertTapKey(trx: Trx, tap: Insertable<TapKeyTable>): Promise<void> {
	await tapInserted(trx, tap);
}

const tapInserted = keptStatement((trx, tap: Insertable<TapKeyTable>) => trx.insertInto("tap_keys").values(tap));

/** Forgets the taps kept before an instant. Returns how many. */
export async function deleteTapKeysBefore(trx: Trx, before: string): Promise<number> {
	const gone = await trx.deleteFrom("tap_keys").where("taken_at", "<", before).executeTakeFirst();
	return Number(gone.numDeletedRows);
}
