import type { Db } from "../../open.ts";

/** The units whose second look has been made, for a control. */
export async function listSecondLooks(db: Db, controlId: string): Promise<Set<string>> {
	const rows = await db.selectFrom("second_looks").select("unit_id").where("control_id", "=", controlId).execute();
	return new Set(rows.map((row) => row.unit_id));
}
