import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { BoardTable } from "../../schema/people/boards.ts";

export async function insertBoard(trx: Trx, board: Insertable<BoardTable>): Promise<void> {
	await trx.insertInto("boards").values(board).execute();
}
