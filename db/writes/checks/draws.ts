import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { DrawTable } from "../../schema/checks/draws.ts";

export async function insertDraw(trx: Trx, draw: Insertable<DrawTable>): Promise<void> {
	await trx.insertInto("draws").values(draw).execute();
}

/** Reveals the draw, once: false when it has been made already. */
export async function revealDraw(
	trx: Trx,
	id: string,
	version: number,
	revealed: Required<Pick<Updateable<DrawTable>, "secret" | "public_value" | "drawn_at" | "drawn_by">>,
): Promise<boolean> {
	const result = await trx
		.updateTable("draws")
		.set({ ...revealed, version: version + 1 })
		.where("id", "=", id)
		.where("version", "=", version)
		.where("drawn_at", "is", null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
