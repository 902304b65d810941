import type { Selectable } from "kysely";
import type { Db } from "../../../open.ts";
import type { CashCountTable, CashFundTable } from "../../../schema/checks/own-forms/cash-counts.ts";
import type { Page } from "../../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../../people/units.ts";

export interface CashFund extends Selectable<CashFundTable> {
	unit_name: string;
}

function funds(db: Db, reach: UnitReach) {
	const within = unitsWithin(reach);
	return db
		.selectFrom("cash_funds as fund")
		.innerJoin("org_units as unit", "unit.id", "fund.unit_id")
		.$if(within !== undefined, (q) => q.where("fund.unit_id", "in", within!));
}

/** The register of kontantkassor within reach, ended ones last. */
export function listCashFunds(db: Db, reach: UnitReach, page?: Page): Promise<CashFund[]> {
	return funds(db, reach)
		.selectAll("fund")
		.select("unit.name as unit_name")
		.orderBy((eb) => eb.case().when("fund.valid_to", "is", null).then(0).else(1).end())
		.orderBy("unit.sort_name")
		.orderBy("fund.name")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countCashFunds(db: Db, reach: UnitReach): Promise<number> {
	const row = await funds(db, reach)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findCashFund(db: Db, id: string): Promise<CashFund | undefined> {
	return funds(db, "all")
		.selectAll("fund")
		.select("unit.name as unit_name")
		.where("fund.id", "=", id)
		.executeTakeFirst();
}

/** The kassor of a unit that exist on a day. */
export function listFundsOf(db: Db, unitId: string, today: string): Promise<CashFund[]> {
	return funds(db, "all")
		.selectAll("fund")
		.select("unit.name as unit_name")
		.where("fund.unit_id", "=", unitId)
		.where("fund.valid_from", "<=", today)
		.where((eb) => eb.or([eb("fund.valid_to", "is", null), eb("fund.valid_to", ">", today)]))
		.orderBy("fund.name")
		.execute();
}

export interface CashCount extends Selectable<CashCountTable> {
	fund_name: string;
	counted_by_name: string;
	witness_name: string;
}

function counts(db: Db) {
	return db
		.selectFrom("cash_counts as count")
		.innerJoin("cash_funds as fund", "fund.id", "count.fund_id")
		.innerJoin("people as counter", "counter.id", "count.counted_by")
		.innerJoin("people as witness", "witness.id", "count.witness_id")
		.selectAll("count")
		.select(["fund.name as fund_name", "counter.name as counted_by_name", "witness.name as witness_name"]);
}

/** What has been counted in a run. */
export function listCashCounts(db: Db, runId: string): Promise<CashCount[]> {
	return counts(db).where("count.run_id", "=", runId).orderBy("fund.name").execute();
}

export function findCashCount(db: Db, id: string): Promise<CashCount | undefined> {
	return counts(db).where("count.id", "=", id).executeTakeFirst();
}

/** How many kassor of the run's unit are not counted. */
export async function countUncounted(db: Db, run: { id: string; unit_id: string }, today: string): Promise<number> {
	const [all, counted] = [await listFundsOf(db, run.unit_id, today), await listCashCounts(db, run.id)];
	const done = new Set(counted.map((count) => count.fund_id));
	return all.filter((fund) => !done.has(fund.id)).length;
}

/** The kassor a period's order is drawn over, each with the run it is counted in and whether it has been. */
export function listOrderFunds(
	db: Db,
	controlId: string,
	periodKey: string,
	today: string,
): Promise<{ id: string; name: string; unit_name: string; run_id: string; counted_at: string | null }[]> {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("cash_funds as fund", "fund.unit_id", "run.unit_id")
		.innerJoin("org_units as unit", "unit.id", "fund.unit_id")
		.leftJoin("cash_counts as count", (join) =>
			join.onRef("count.run_id", "=", "run.id").onRef("count.fund_id", "=", "fund.id"),
		)
		.select(["fund.id", "fund.name", "unit.name as unit_name", "run.id as run_id", "count.counted_at"])
		.where("run.control_id", "=", controlId)
		.where("run.period_key", "=", periodKey)
		.where("fund.valid_from", "<=", today)
		.where((eb) => eb.or([eb("fund.valid_to", "is", null), eb("fund.valid_to", ">", today)]))
		.orderBy("fund.id")
		.execute();
}

/** The periods of cash controls within reach that have runs, newest first, with their order if one is drawn. */
export function listCashPeriods(
	db: Db,
	reach: UnitReach,
): Promise<
	{
		control_id: string;
		control_key: string;
		control_title: string;
		unit_id: string;
		period_key: string;
		order_id: string | null;
	}[]
> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.leftJoin("cash_orders as order", (join) =>
			join.onRef("order.control_id", "=", "control.id").onRef("order.period_key", "=", "run.period_key"),
		)
		.select(["control.id as control_id", "control.key as control_key", "control.title as control_title"])
		.select(["board.unit_id", "run.period_key", "order.id as order_id"])
		.distinct()
		.where("control.population_kind", "=", "cash_funds")
		.$if(within !== undefined, (q) => q.where("board.unit_id", "in", within!))
		.orderBy("run.period_key", "desc")
		.limit(8)
		.execute();
}

export function findCashOrder(db: Db, controlId: string, periodKey: string) {
	return db
		.selectFrom("cash_orders")
		.selectAll()
		.where("control_id", "=", controlId)
		.where("period_key", "=", periodKey)
		.executeTakeFirst();
}
