import { type Selectable, sql } from "kysely";
import type { Db } from "../../open.ts";
import type { HitStatus, LedgerHitTable, LedgerRule, LedgerRuleRunTable } from "../../schema/checks/ledger.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A hit as the work list shows it. */
export interface LedgerHit extends Selectable<LedgerHitTable> {
	unit_name: string;
	judged_by_name: string | null;
	deviation_number: number | null;
}

export interface HitFilter {
	reach: UnitReach;
	rule?: LedgerRule | undefined;
	/** `waiting`: to judge or being looked into. */
	status?: HitStatus | "waiting" | undefined;
	/** This unit and what is below it. */
	unit_id?: string | undefined;
	page?: Page | undefined;
}

function hits(db: Db) {
	return db
		.selectFrom("ledger_hits as hit")
		.innerJoin("org_units as unit", "unit.id", "hit.unit_id")
		.leftJoin("people as judge", "judge.id", "hit.judged_by")
		.leftJoin("deviations as deviation", "deviation.id", "hit.deviation_id")
		.selectAll("hit")
		.select(["unit.name as unit_name", "judge.name as judged_by_name", "deviation.number as deviation_number"]);
}

function filtered(db: Db, filter: HitFilter) {
	const within = unitsWithin(filter.reach);
	const below = filter.unit_id === undefined ? undefined : unitsWithin({ own: [], branch: [filter.unit_id] });
	return hits(db)
		.$if(within !== undefined, (q) => q.where("hit.unit_id", "in", within!))
		.$if(below !== undefined, (q) => q.where("hit.unit_id", "in", below!))
		.$if(filter.rule !== undefined, (q) => q.where("hit.rule", "=", filter.rule!))
		.$if(filter.status === "waiting", (q) => q.where("hit.status", "in", ["open", "investigating"]))
		.$if(filter.status !== undefined && filter.status !== "waiting", (q) =>
			q.where("hit.status", "=", filter.status as HitStatus),
		);
}

/** The newest purchases first. */
export function listHits(db: Db, filter: HitFilter): Promise<LedgerHit[]> {
	return filtered(db, filter)
		.orderBy("hit.last_date", "desc")
		.orderBy("hit.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countHits(db: Db, filter: HitFilter): Promise<number> {
	const row = await filtered(db, filter)
		.clearSelect()
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findHit(db: Db, id: string): Promise<LedgerHit | undefined> {
	return hits(db).where("hit.id", "=", id).executeTakeFirst();
}

export interface HitLine {
	id: string;
	unit_id: string;
	unit_name: string;
	item_key: string;
	voucher_no: string;
	invoice_no: string;
	booking_date: string;
	registered_at: string;
	amount_ore: number;
	supplier_name: string;
	account: string;
	text: string;
	requisitioner: string;
	receiver: string;
	approver: string;
	/** The run it is checked in already, when there is one. */
	run_id: string | null;
}

/** The lines of a hit, in date order. */
export function listHitLines(db: Db, hitId: string): Promise<HitLine[]> {
	return db
		.selectFrom("ledger_hit_lines as hit_line")
		.innerJoin("ledger_lines as line", "line.id", "hit_line.line_id")
		.innerJoin("org_units as unit", "unit.id", "line.unit_id")
		.select(["line.id", "line.unit_id", "unit.name as unit_name", "line.item_key", "line.voucher_no"])
		.select(["line.invoice_no", "line.booking_date", "line.registered_at", "line.amount_ore"])
		.select(["line.supplier_name", "line.account", "line.text", "line.requisitioner", "line.receiver"])
		.select("line.approver")
		.select((eb) =>
			eb
				.selectFrom("sample_items as item")
				.select("item.run_id")
				.whereRef("item.line_id", "=", "line.id")
				.where("item.status", "=", "drawn")
				.limit(1)
				.as("run_id"),
		)
		.where("hit_line.hit_id", "=", hitId)
		.orderBy("line.booking_date")
		.orderBy("line.id")
		.execute();
}

/** Hits per rule before and in a year, and how many of the judged ones were deviations. */
export interface RuleCount {
	rule: LedgerRule;
	now: number;
	earlier: number;
	judged: number;
	confirmed: number;
}

export function countHitsByRule(db: Db, reach: UnitReach, yearFrom: string): Promise<RuleCount[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("ledger_hits as hit")
		.select("hit.rule")
		.select([
			sql<number>`sum(case when hit.last_date >= ${yearFrom} then 1 else 0 end)`.as("now"),
			sql<number>`sum(case when hit.last_date < ${yearFrom} then 1 else 0 end)`.as("earlier"),
			sql<number>`sum(case when hit.status in ('explained', 'deviation') then 1 else 0 end)`.as("judged"),
			sql<number>`sum(case when hit.status = 'deviation' then 1 else 0 end)`.as("confirmed"),
		])
		.$if(within !== undefined, (q) => q.where("hit.unit_id", "in", within!))
		.groupBy("hit.rule")
		.execute();
}

export type RuleRun = Selectable<LedgerRuleRunTable> & { file_name: string | null };

/** The newest runs of the rules first. */
export function listRuleRuns(db: Db, limit = 10): Promise<RuleRun[]> {
	return db
		.selectFrom("ledger_rule_runs as run")
		.leftJoin("purchase_files as file", "file.id", "run.file_id")
		.selectAll("run")
		.select("file.file_name")
		.orderBy("run.started_at", "desc")
		.orderBy("run.id", "desc")
		.limit(limit)
		.execute();
}

/** An open, drawn run at the unit of a line, where it can be checked as a targeted item: what is due first. */
export function findOpenRunFor(
	db: Db,
	unitId: string,
): Promise<{ id: string; version: number; period_key: string; unit_name: string } | undefined> {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.select(["run.id", "run.version", "run.period_key", "unit.name as unit_name"])
		.where("run.unit_id", "=", unitId)
		.where("run.status", "in", ["drawn", "returned"])
		.where("control.population_kind", "=", "purchases_below_limit")
		.orderBy("run.due_on", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** The risk that the purchase control of the line's förvaltning is about: where a confirmed hit is registered. */
export function findPurchaseRisk(db: Db, path: readonly string[]): Promise<{ risk_id: string } | undefined> {
	return db
		.selectFrom("controls as control")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.select("control.risk_id")
		.where("control.population_kind", "=", "purchases_below_limit")
		.where("plan.status", "=", "in_force")
		.where("board.unit_id", "in", [...path])
		.orderBy("plan.year", "desc")
		.limit(1)
		.executeTakeFirst();
}

export async function findFileName(db: Db, fileId: string): Promise<string | null> {
	const row = await db.selectFrom("purchase_files").select("file_name").where("id", "=", fileId).executeTakeFirst();
	return row?.file_name ?? null;
}
