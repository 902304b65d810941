import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { RiskTable } from "../../schema/register/risks.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertRisk(trx: Trx, risk: Insertable<RiskTable>): Promise<void> {
	await trx.insertInto("risks").values(risk).execute();
}

export function updateRisk(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<RiskTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "risks", id, version, values);
}
