import type { Selectable } from "kysely";
import type { Db } from "../../../open.ts";
import type { CostRowTable } from "../../../schema/checks/own-forms/material-costs.ts";
import type { Page } from "../../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../../people/units.ts";

export interface BalanceFileRow {
	id: string;
	unit_name: string;
	period_key: string;
	edition: number;
	file_name: string;
	sha256: string;
	rows: number;
	sum_ore: number;
	mark_percent: number;
	mark_ore: number;
	imported_at: string;
	imported_by: string;
}

function files(db: Db, reach: UnitReach) {
	const within = unitsWithin(reach);
	return db
		.selectFrom("balance_files as file")
		.innerJoin("org_units as unit", "unit.id", "file.unit_id")
		.innerJoin("people as person", "person.id", "file.imported_by")
		.$if(within !== undefined, (q) => q.where("file.unit_id", "in", within!));
}

/** Imported files of the förvaltningar within reach, newest month first. */
export function listBalanceFiles(db: Db, reach: UnitReach, page?: Page): Promise<BalanceFileRow[]> {
	return files(db, reach)
		.select(["file.id", "unit.name as unit_name", "file.period_key", "file.edition", "file.file_name", "file.sha256"])
		.select(["file.rows", "file.sum_ore", "file.mark_percent", "file.mark_ore", "file.imported_at"])
		.select("person.name as imported_by")
		.orderBy("file.period_key", "desc")
		.orderBy("unit.sort_name")
		.orderBy("file.edition", "desc")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countBalanceFiles(db: Db, reach: UnitReach): Promise<number> {
	const row = await files(db, reach)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** The newest edition of a förvaltning and month. */
export function findBalanceFile(
	db: Db,
	unitId: string,
	periodKey: string,
): Promise<{ id: string; edition: number; sha256: string } | undefined> {
	return db
		.selectFrom("balance_files")
		.select(["id", "edition", "sha256"])
		.where("unit_id", "=", unitId)
		.where("period_key", "=", periodKey)
		.orderBy("edition", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** Amounts of one month that earlier files told: unit, account → the newest. */
export async function listKnownBalances(
	db: Db,
	rootId: string,
	periodKey: string,
): Promise<{ unit_id: string; account: string; amount_ore: number }[]> {
	return db
		.selectFrom("account_balances as balance")
		.innerJoin("balance_files as file", "file.id", "balance.file_id")
		.select(["balance.unit_id", "balance.account", "balance.amount_ore"])
		.where("file.unit_id", "=", rootId)
		.where("balance.period_key", "=", periodKey)
		.orderBy("file.imported_at")
		.orderBy("file.id")
		.execute();
}

/** Runs of a month's material cost controls that are not signed yet, with the units they are for. */
export function listCostRuns(
	db: Db,
	rootId: string,
	periodKey: string,
): Promise<{ id: string; unit_id: string; status: string }[]> {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.select(["run.id", "run.unit_id", "run.status"])
		.where("control.population_kind", "=", "material_costs")
		.where("run.period_key", "=", periodKey)
		.where("run.unit_id", "in", unitsWithin({ own: [], branch: [rootId] })!)
		.execute();
}

export interface CostRow extends Selectable<CostRowTable> {
	commented_by_name: string | null;
}

/** The rows of a run from the newest file that it has rows from, largest account first in number order. */
export async function listCostRows(db: Db, runId: string): Promise<CostRow[]> {
	const newest = await db
		.selectFrom("cost_rows as row")
		.innerJoin("balance_files as file", "file.id", "row.file_id")
		.select("file.id")
		.where("row.run_id", "=", runId)
		.orderBy("file.edition", "desc")
		.limit(1)
		.executeTakeFirst();
	if (!newest) return [];
	return db
		.selectFrom("cost_rows as row")
		.leftJoin("people as person", "person.id", "row.commented_by")
		.selectAll("row")
		.select("person.name as commented_by_name")
		.where("row.run_id", "=", runId)
		.where("row.file_id", "=", newest.id)
		.orderBy("row.account")
		.execute();
}
