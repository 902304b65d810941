import type { Insertable } from "kysely";
import type { Trx } from "../open.ts";
import type {
	DrawTable,
	LedgerLineTable,
	PopulationStratumTable,
	PopulationTable,
	PurchaseFileTable,
} from "../schema/samples.ts";

export async function insertPurchaseFile(trx: Trx, file: Insertable<PurchaseFileTable>): Promise<void> {
	await trx.insertInto("purchase_files").values(file).execute();
}

export async function insertPopulation(trx: Trx, population: Insertable<PopulationTable>): Promise<void> {
	await trx.insertInto("populations").values(population).execute();
}

export async function insertStratum(trx: Trx, stratum: Insertable<PopulationStratumTable>): Promise<void> {
	await trx.insertInto("population_strata").values(stratum).execute();
}

export async function insertDraw(trx: Trx, draw: Insertable<DrawTable>): Promise<void> {
	await trx.insertInto("draws").values(draw).execute();
}

/** Many lines in few statements: 40 rows × 21 columns stays below every driver's limit of bound values. */
export async function insertLines(trx: Trx, lines: readonly Insertable<LedgerLineTable>[]): Promise<void> {
	for (let from = 0; from < lines.length; from += 40) {
		await trx
			.insertInto("ledger_lines")
			.values(lines.slice(from, from + 40))
			.execute();
	}
}
