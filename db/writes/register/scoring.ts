import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { RiskDisagreementTable } from "../../schema/register/scoring.ts";

export async function insertDisagreement(trx: Trx, row: Insertable<RiskDisagreementTable>): Promise<void> {
	await trx.insertInto("risk_disagreements").values(row).execute();
}

type Settled = "settled_at" | "settled_by" | "settled_likelihood" | "settled_impact" | "settled_reason";

/** False when somebody else has settled it. */
export async function settleOnce(
	trx: Trx,
	id: string,
	settled: Pick<RiskDisagreementTable, Settled>,
): Promise<boolean> {
	const result = await trx
		.updateTable("risk_disagreements")
		.set(settled)
		.where("id", "=", id)
		.where("settled_at", "is", null)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
