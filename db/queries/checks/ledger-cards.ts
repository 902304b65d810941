import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { LedgerRule } from "../../schema/checks/ledger.ts";
import { hits, type LedgerHit } from "./ledger.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";
import { ANSWERABLE_RUNS } from "../../schema/vocabulary.ts";

// What judging a card asks for.

/** All hits of a card, the newest purchases first. */
export function listHitsOnCard(db: Db, cardKey: string): Promise<LedgerHit[]> {
	return hits(db).where("hit.card_key", "=", cardKey).orderBy("hit.last_date", "desc").orderBy("hit.id").execute();
}

/** Who had a duty on some purchases. */
export interface DutyLine {
	voucher_no: string;
	requisitioner: string;
	receiver: string;
	approver: string;
}

/**
 * Lists the duties on a hit's purchases. For a hit with more purchases than it keeps, lists the duties on everything of the
 * supplier (or the unit) in the hit's time: a duty on a purchase that is not kept could not be found otherwise.
 */
export function listDutyLines(db: Db, hit: LedgerHit, kept: number): Promise<DutyLine[]> {
	const lines = db
		.selectFrom("ledger_lines as line")
		.select(["line.voucher_no", "line.requisitioner", "line.receiver", "line.approver"])
		.distinct();
	if (hit.line_count <= kept)
		return lines
			.innerJoin("ledger_hit_lines as hit_line", "hit_line.line_id", "line.id")
			.where("hit_line.hit_id", "=", hit.id)
			.execute();
	return lines
		.where("line.booking_date", ">=", hit.first_date)
		.where("line.booking_date", "<=", hit.last_date)
		.$if(hit.supplier_no !== "", (q) => q.where("line.supplier_no", "=", hit.supplier_no))
		.$if(hit.supplier_no === "", (q) => q.where("line.unit_id", "=", hit.unit_id))
		.execute();
}

/** What was explained about one card and rule, at most how many purchases and kronor at a time. */
export interface Explanation {
	id: string;
	card_key: string;
	rule: LedgerRule;
	line_count: number;
	sum_ore: number;
	reason: string;
}

function explained(db: Db, since: string) {
	return db
		.selectFrom("ledger_hits as hit")
		.where("hit.status", "=", "explained")
		.where("hit.judged_by", "is not", null)
		.where("hit.judged_at", ">=", since);
}

/** The explanations that still hide the same; the one that covers the most first. */
export function listExplanations(db: Db, since: string): Promise<Explanation[]> {
	return explained(db, since)
		.select(["hit.id", "hit.card_key", "hit.rule", "hit.line_count", "hit.sum_ore", "hit.reason"])
		.orderBy("hit.line_count", "desc")
		.orderBy("hit.sum_ore", "desc")
		.execute();
}

export interface ShownExplanation {
	id: string;
	title: string;
	rule: LedgerRule;
	unit_name: string;
	reason: string;
	judged_at: string | null;
	judged_by_name: string | null;
	hidden: number;
}

/** Every explanation that hides, newest first, and how many hits each keeps away. */
export function listShownExplanations(db: Db, reach: UnitReach, since: string): Promise<ShownExplanation[]> {
	const within = unitsWithin(reach);
	return explained(db, since)
		.innerJoin("org_units as unit", "unit.id", "hit.unit_id")
		.leftJoin("people as judge", "judge.id", "hit.judged_by")
		.select(["hit.id", "hit.title", "hit.rule", "hit.reason", "hit.judged_at"])
		.select(["unit.name as unit_name", "judge.name as judged_by_name"])
		.select(sql<number>`(select count(*) from ledger_hits kept where kept.hidden_by = hit.id)`.as("hidden"))
		.$if(within !== undefined, (q) => q.where("hit.unit_id", "in", within!))
		.orderBy("hit.judged_at", "desc")
		.orderBy("hit.id")
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
		.where("run.status", "in", ANSWERABLE_RUNS)
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
