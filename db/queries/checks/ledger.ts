import { type Selectable, sql } from "kysely";
import type { Db } from "../../open.ts";
import {
	type HitStatus,
	LEDGER_RULES,
	type LedgerHitTable,
	type LedgerRule,
	type LedgerRuleRunTable,
	SETTLED_HITS,
	SPLIT_RULES,
	WAITING_HITS,
} from "../../schema/checks/ledger.ts";
import { type UnitReach, unitsBelow, unitsWithin } from "../people/units.ts";

/** A hit with what its card holds. */
export interface LedgerHit extends Selectable<LedgerHitTable> {
	unit_name: string;
	judged_by_name: string | null;
	deviation_number: number | null;
	/**
	 * The number of hits on the card, and the sum of their versions. The sum rises whenever a hit changes or another one joins,
	 * so it shows whether the card was changed.
	 */
	card_hits: number;
	card_version: number;
}

export interface HitFilter {
	reach: UnitReach;
	rule?: LedgerRule | undefined;
	/** `waiting`: to judge or being looked into. */
	status?: HitStatus | "waiting" | undefined;
	/** This unit and what is below it. */
	unit_id?: string | undefined;
	/** With purchases on or after this day. */
	since?: string | undefined;
	/** Rules that are folded away. */
	without?: readonly LedgerRule[] | undefined;
}

export function hits(db: Db) {
	return db
		.selectFrom("ledger_hits as hit")
		.innerJoin("org_units as unit", "unit.id", "hit.unit_id")
		.leftJoin("people as judge", "judge.id", "hit.judged_by")
		.leftJoin("deviations as deviation", "deviation.id", "hit.deviation_id")
		.selectAll("hit")
		.select(["unit.name as unit_name", "judge.name as judged_by_name", "deviation.number as deviation_number"])
		.select([
			sql<number>`(select count(*) from ledger_hits other where other.card_key = hit.card_key)`.as("card_hits"),
			sql<number>`cast((select sum(other.version) from ledger_hits other where other.card_key = hit.card_key) as bigint)`.as(
				"card_version",
			),
		]);
}

function filtered(db: Db, filter: HitFilter) {
	const within = unitsWithin(filter.reach);
	const below = unitsBelow(filter.reach, filter.unit_id);
	return db
		.selectFrom("ledger_hits as hit")
		.$if(within !== undefined, (q) => q.where("hit.unit_id", "in", within!))
		.$if(below !== undefined, (q) => q.where("hit.unit_id", "in", below!))
		.$if(filter.rule !== undefined, (q) => q.where("hit.rule", "=", filter.rule!))
		.$if(filter.since !== undefined, (q) => q.where("hit.last_date", ">=", filter.since!))
		.$if((filter.without ?? []).length > 0, (q) => q.where("hit.rule", "not in", [...filter.without!]))
		.$if(filter.status === "waiting", (q) => q.where("hit.status", "in", WAITING_HITS))
		.$if(filter.status !== undefined && filter.status !== "waiting", (q) =>
			q.where("hit.status", "=", filter.status as HitStatus),
		);
}

/** A card by the hit that stands first on it. */
export interface HitCard {
	id: string;
	card_key: string;
	rule: LedgerRule;
	supplier_no: string;
}

/** The place of each rule in the order: the four kinds of split share the first place, and the others follow in turn. */
const PLACES = (Object.keys(LEDGER_RULES) as LedgerRule[]).map((rule, place) => ({
	rule,
	place: (SPLIT_RULES as readonly LedgerRule[]).includes(rule) ? 0 : place,
}));

/**
 * The cards with hits of the filter, in order: splits by surprise, ties by sum, then the newest; the other rules in turn, by sum, then
 * the newest.
 */
export async function listCards(db: Db, filter: HitFilter): Promise<HitCard[]> {
	const order = sql.join([
		sql`case hit.rule ${sql.join(
			PLACES.map(({ rule, place }) => sql`when ${sql.lit(rule)} then ${sql.lit(place)}`),
			sql` `,
		)} end`,
		sql`hit.surprise, hit.sum_ore desc, hit.last_date desc, hit.id`,
	]);
	const ranked = filtered(db, filter)
		.select(["hit.id", "hit.card_key", "hit.rule", "hit.supplier_no"])
		.select(sql<number>`row_number() over (partition by hit.card_key order by ${order})`.as("on_card"))
		.select(sql<number>`row_number() over (order by ${order})`.as("place"));
	return db
		.selectFrom(ranked.as("card"))
		.select(["card.id", "card.card_key", "card.rule", "card.supplier_no"])
		.where("card.on_card", "=", 1)
		.orderBy("card.place")
		.execute();
}

export function listHitsById(db: Db, ids: readonly string[], reach: UnitReach = "all"): Promise<LedgerHit[]> {
	const within = unitsWithin(reach);
	return hits(db)
		.where("hit.id", "in", [...ids])
		.$if(within !== undefined, (q) => q.where("hit.unit_id", "in", within!))
		.execute();
}

export function findHit(db: Db, id: string): Promise<LedgerHit | undefined> {
	return hits(db).where("hit.id", "=", id).executeTakeFirst();
}

export interface HitLine {
	id: number;
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

/**
 * Hits per rule before and in a year, how many judgements people have made of them (a card is judged once, and what an explanation hides
 * is not judged), and how many of these were deviations.
 */
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
			sql<number>`count(distinct case when hit.judged_by is not null and hit.status in (${sql.join(SETTLED_HITS)})
				then hit.card_key || ' ' || hit.judged_at end)`.as("judged"),
			sql<number>`count(distinct case when hit.status = 'deviation' then hit.deviation_id end)`.as("confirmed"),
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

export async function findFileName(db: Db, fileId: string): Promise<string | null> {
	const row = await db.selectFrom("purchase_files").select("file_name").where("id", "=", fileId).executeTakeFirst();
	return row?.file_name ?? null;
}
