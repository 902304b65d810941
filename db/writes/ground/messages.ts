import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ThreadMessageTable } from "../../schema/ground/messages.ts";

export async function insertMessage(trx: Trx, row: Insertable<ThreadMessageTable>): Promise<void> {
	await trx.insertInto("thread_messages").values(row).execute();
}
