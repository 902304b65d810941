import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	DrawTable,
	LedgerLineTable,
	PopulationStratumTable,
	PopulationTable,
	PurchaseFileTable,
	PurchaseMappingTable,
} from "../../schema/checks/samples.ts";

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

/** Everything that is known of a population when its lines have been counted: from now on it is frozen. */
export async function setFrozen(
	trx: Trx,
	id: string,
	totals: { n: number; sum_ore: number; digest: string },
): Promise<void> {
	await trx.updateTable("populations").set(totals).where("id", "=", id).execute();
}

/** N and sum of a run's stratum, when the population is frozen. */
export async function setRunPopulation(
	trx: Trx,
	runId: string,
	population: { n: number; sum_ore: number; draw_id: string },
): Promise<void> {
	await trx
		.updateTable("control_runs")
		.set((eb) => ({
			population_n: population.n,
			population_sum_ore: population.sum_ore,
			draw_id: population.draw_id,
			version: eb("version", "+", 1),
		}))
		.where("id", "=", runId)
		.execute();
}

/** Makes a planned run ready to perform. */
export async function setRunDrawn(trx: Trx, runId: string): Promise<void> {
	await trx
		.updateTable("control_runs")
		.set((eb) => ({ status: "drawn", version: eb("version", "+", 1) }))
		.where("id", "=", runId)
		.where("status", "=", "planned")
		.execute();
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

/** Remembers what a heading means, replacing what it meant before. */
export async function upsertMapping(trx: Trx, mapping: Insertable<PurchaseMappingTable>): Promise<void> {
	await trx
		.insertInto("purchase_mappings")
		.values(mapping)
		.onConflict((conflict) => conflict.column("heading").doUpdateSet(mapping))
		.execute();
}
