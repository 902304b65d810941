import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	PopulationStratumTable,
	PopulationTable,
	PurchaseFileTable,
	PurchaseMappingTable,
	PurchaseSourceTable,
	UnitCodeTable,
	FrameRuleTable,
} from "../../schema/checks/populations.ts";

export async function insertPurchaseFile(trx: Trx, file: Insertable<PurchaseFileTable>): Promise<void> {
	await trx.insertInto("purchase_files").values(file).execute();
}

export async function insertPopulation(trx: Trx, population: Insertable<PopulationTable>): Promise<void> {
	await trx.insertInto("populations").values(population).execute();
}

export async function insertStratum(trx: Trx, stratum: Insertable<PopulationStratumTable>): Promise<void> {
	await trx.insertInto("population_strata").values(stratum).execute();
}

/** Everything that is known of a population when its lines have been counted: from now on it is frozen. */
export async function setFrozen(
	trx: Trx,
	id: string,
	totals: { n: number; sum_ore: number; digest: string; terms: string },
): Promise<void> {
	await trx.updateTable("populations").set(totals).where("id", "=", id).execute();
}

/** Decides what a code of the ledger means from a day on. */
export async function insertUnitCode(trx: Trx, code: Insertable<UnitCodeTable>): Promise<void> {
	await trx.insertInto("unit_codes").values(code).execute();
}

/** Decides what is in or out of a control's frame from a day on. */
export async function insertFrameRule(trx: Trx, rule: Insertable<FrameRuleTable>): Promise<void> {
	await trx.insertInto("frame_rules").values(rule).execute();
}

/** Names a source of files. */
export async function insertSource(trx: Trx, source: Insertable<PurchaseSourceTable>): Promise<void> {
	await trx.insertInto("purchase_sources").values(source).execute();
}

/** Remembers what a heading of a source means, replacing what it meant before. */
export async function upsertMapping(trx: Trx, mapping: Insertable<PurchaseMappingTable>): Promise<void> {
	await trx
		.insertInto("purchase_mappings")
		.values(mapping)
		.onConflict((conflict) => conflict.columns(["source_id", "heading"]).doUpdateSet(mapping))
		.execute();
}
