import type { ExpressionBuilder } from "kysely";
import type { Db } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";
import type { LedgerRule } from "../../schema/checks/ledger.ts";

// What the rules read, in their own thread.

/** Imported files that may hold lines from a year on, in the order they came; of a file and those that correct it only the newest. */
export async function listFilesFrom(db: Db, year: number): Promise<string[]> {
	const files = await db
		.selectFrom("purchase_files")
		.select(["id", "period_key"])
		.where("id", "not in", (eb) =>
			eb
				.selectFrom("populations as population")
				.innerJoin("population_corrections as correction", "correction.population_id", "population.id")
				.select("population.file_id"),
		)
		// A file of another kind may list the same invoice as the purchases file, so only files of purchases are read.
		.where("id", "not in", (eb) => filesOfOthers(eb))
		.where("id", "not in", (eb) =>
			eb
				.selectFrom("population_corrections as earlier")
				.innerJoin("population_corrections as later", "later.population_id", "earlier.population_id")
				.select("earlier.file_id")
				.whereRef("later.edition", ">", "earlier.edition"),
		)
		.orderBy("imported_at")
		.orderBy("id")
		.execute();
	return files.filter((file) => Number(file.period_key.slice(0, 4)) >= year).map((file) => file.id);
}

/** Files of controls that are not about purchases, and the files that correct them. */
function filesOfOthers(eb: ExpressionBuilder<Schema, "purchase_files">) {
	const others = eb
		.selectFrom("populations as other")
		.innerJoin("controls as control", "control.id", "other.control_id")
		.where("control.population_kind", "!=", "purchases_below_limit");
	const corrections = others
		.innerJoin("population_corrections as noted", "noted.population_id", "other.id")
		.select("noted.file_id");
	return others.select("other.file_id").union(corrections);
}

export function listRuleLines(db: Db, fileId: string, fromDay: string) {
	return db
		.selectFrom("ledger_lines")
		.select(["id", "item_key as key", "unit_id", "supplier_no", "supplier_name", "invoice_no", "account"])
		.select(["amount_ore", "booking_date", "registered_at", "requisitioner", "receiver as receipt_approver"])
		.select(["approver", "agreement_no"])
		.where("file_id", "=", fileId)
		.where("booking_date", ">=", fromDay)
		.execute();
}

export interface KnownHit {
	id: string;
	rule: LedgerRule;
	cluster_key: string;
	line_count: number;
	sum_ore: number;
	card_key: string;
	surprise: number;
}

export function listKnownHits(db: Db): Promise<KnownHit[]> {
	return db
		.selectFrom("ledger_hits")
		.select(["id", "rule", "cluster_key", "line_count", "sum_ore", "card_key", "surprise"])
		.execute();
}

export function listLinesOfHits(db: Db, rules: readonly LedgerRule[]): Promise<{ hit_id: string; line_id: number }[]> {
	return db
		.selectFrom("ledger_hit_lines as hit_line")
		.innerJoin("ledger_hits as hit", "hit.id", "hit_line.hit_id")
		.select(["hit_line.hit_id", "hit_line.line_id"])
		.where("hit.rule", "in", [...rules])
		.execute();
}

/** Every unit's parent. */
export function listParents(db: Db): Promise<{ id: string; parent_id: string | null }[]> {
	return db.selectFrom("org_units").select(["id", "parent_id"]).execute();
}

export interface CurrentAgreement {
	supplier_no: string;
	valid_from: string;
	valid_to: string | null;
}

/** The agreements of each förvaltning's newest list. */
export async function listCurrentAgreements(db: Db): Promise<CurrentAgreement[]> {
	const lists = await db.selectFrom("agreement_lists").select(["id", "unit_id"]).orderBy("edition").execute();
	const newest = [...new Map(lists.map((list) => [list.unit_id, list.id])).values()];
	if (newest.length === 0) return [];
	return db
		.selectFrom("agreements")
		.select(["supplier_no", "valid_from", "valid_to"])
		.where("list_id", "in", newest)
		.execute();
}
