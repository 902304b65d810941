import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { SwapTable } from "../../schema/checks/samples-swaps.ts";

/** A swap with the purchase that was drawn and the one that came instead. */
export interface Swap extends Selectable<SwapTable> {
	item_key: string;
	supplier_name: string;
	by_key: string;
	unit_name: string | null;
	proposed_by_name: string;
	decided_by_name: string | null;
}

function swaps(db: Db) {
	return db
		.selectFrom("swaps as swap")
		.innerJoin("sample_items as item", "item.id", "swap.item_id")
		.innerJoin("ledger_lines as line", "line.id", "item.line_id")
		.innerJoin("sample_items as by_item", "by_item.id", "swap.by_item_id")
		.innerJoin("ledger_rows as by_line", "by_line.id", "by_item.line_id")
		.innerJoin("people as proposer", "proposer.id", "swap.proposed_by")
		.leftJoin("people as decider", "decider.id", "swap.decided_by")
		.leftJoin("org_units as unit", "unit.id", "swap.unit_id")
		.selectAll("swap")
		.select(["line.item_key", "line.supplier_name", "by_line.item_key as by_key", "unit.name as unit_name"])
		.select(["proposer.name as proposed_by_name", "decider.name as decided_by_name"])
		.orderBy("swap.position")
		.orderBy("swap.proposed_at");
}

export function listSwaps(db: Db, runId: string): Promise<Swap[]> {
	return swaps(db).where("swap.run_id", "=", runId).execute();
}

export function findSwap(db: Db, id: string): Promise<Swap | undefined> {
	return swaps(db).where("swap.id", "=", id).executeTakeFirst();
}

/** The purchases of a population that a performer said belong to another unit: a question about the file. */
export function listUnitDoubts(db: Db, populationId: string): Promise<Swap[]> {
	return swaps(db).where("line.population_id", "=", populationId).where("swap.kind", "=", "other_unit").execute();
}
