import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { ScoreKind } from "../../schema/register/risks-scale.ts";
import type { RiskDisagreementTable } from "../../schema/register/scoring.ts";

export type Disagreement = Selectable<RiskDisagreementTable> & { stated_name: string; settled_name: string | null };

/** Every disagreement about a risk, the newest first. */
export function listDisagreements(db: Db, riskId: string): Promise<Disagreement[]> {
	return db
		.selectFrom("risk_disagreements as one")
		.innerJoin("people as stating", "stating.id", "one.stated_by")
		.leftJoin("people as settling", "settling.id", "one.settled_by")
		.selectAll("one")
		.select(["stating.name as stated_name", "settling.name as settled_name"])
		.where("one.risk_id", "=", riskId)
		.orderBy("one.number", "desc")
		.execute();
}

/** The one that waits to be settled; undefined where all are agreed. */
export function findOpenDisagreement(
	db: Db,
	riskId: string,
	kind: ScoreKind,
): Promise<Selectable<RiskDisagreementTable> | undefined> {
	return openOnes(db).selectAll().where("risk_id", "=", riskId).where("score_kind", "=", kind).executeTakeFirst();
}

/** What waits to be settled in a plan. */
export function listOpenDisagreements(db: Db, planId: string): Promise<{ risk_id: string; score_kind: ScoreKind }[]> {
	return openOnes(db)
		.select(["risk_id", "score_kind"])
		.where("risk_id", "in", db.selectFrom("risks").select("id").where("plan_id", "=", planId))
		.execute();
}

function openOnes(db: Db) {
	return db.selectFrom("risk_disagreements").where("settled_at", "is", null);
}

/** The number of the risk's next disagreement; the unique index is the guard. */
export async function nextDisagreementNumber(db: Db, riskId: string): Promise<number> {
	const row = await db
		.selectFrom("risk_disagreements")
		.select((eb) => eb.fn.max("number").as("last"))
		.where("risk_id", "=", riskId)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}
