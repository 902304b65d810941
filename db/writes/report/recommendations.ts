import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { RecommendationLinkTable, RecommendationTable } from "../../schema/report/recommendations.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertRecommendation(trx: Trx, row: Insertable<RecommendationTable>): Promise<void> {
	await trx.insertInto("recommendations").values(row).execute();
}

export function updateRecommendation(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<RecommendationTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "recommendations", id, version, values);
}

export async function insertRecommendationLink(trx: Trx, row: Insertable<RecommendationLinkTable>): Promise<void> {
	await trx.insertInto("recommendation_links").values(row).execute();
}
