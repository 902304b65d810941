import type { Db } from "../../open.ts";
import { type LedgerRule, SETTLED_HITS } from "../../schema/checks/ledger.ts";
import { OPEN_RECOMMENDATIONS } from "../../schema/report/recommendations.ts";
import { COUNTED_DEVIATIONS } from "../../schema/vocabulary.ts";
import { unitsWithin } from "../people/units.ts";

/** What the years before left behind, for a nämnd and what lies below it. */
export interface SourceScope {
	board_id: string;
	/** The board's förvaltning. */
	unit_id: string;
	/** First day. */
	from: string;
}

const below = (unitId: string) => unitsWithin({ own: [], branch: [unitId] })!;

/** Deviations but for those taken back, the newest first. */
export function listSourceDeviations(db: Db, { unit_id, from }: SourceScope) {
	return db
		.selectFrom("deviations")
		.innerJoin("org_units", "org_units.id", "deviations.unit_id")
		.select(["deviations.id", "deviations.number", "deviations.title", "deviations.severity"])
		.select(["deviations.found_at", "org_units.name as unit"])
		.where("deviations.unit_id", "in", below(unit_id))
		.where("deviations.found_at", ">=", from)
		.where("deviations.status", "in", COUNTED_DEVIATIONS)
		.orderBy("deviations.number", "desc")
		.execute();
}

/** Recommendations that came in those years, and older ones that are still open. */
export function listSourceRecommendations(db: Db, { board_id, from }: SourceScope) {
	return db
		.selectFrom("recommendations")
		.select(["id", "number", "title", "issuer", "received_on"])
		.where("board_id", "=", board_id)
		.where((eb) => eb.or([eb("received_on", ">=", from), eb("status", "in", OPEN_RECOMMENDATIONS)]))
		.orderBy("number", "desc")
		.execute();
}

export interface SourceHits {
	rule: LedgerRule;
	unit_id: string;
	hits: number;
	last_date: string;
}

/**
 * How often a rule has hit at a unit, rule by rule, without what has been explained: the hits themselves are read in their own list.
 */
export async function listSourceHits(db: Db, { unit_id, from }: SourceScope): Promise<SourceHits[]> {
	const explained = SETTLED_HITS.filter((status) => status !== "deviation");
	const rows = await db
		.selectFrom("ledger_hits")
		.select(["ledger_hits.rule", "ledger_hits.unit_id"])
		.select((eb) => [eb.fn.countAll<number>().as("hits"), eb.fn.max("ledger_hits.last_date").as("last_date")])
		.where("ledger_hits.unit_id", "in", below(unit_id))
		.where("ledger_hits.last_date", ">=", from)
		.where("ledger_hits.status", "not in", explained)
		.where("ledger_hits.hidden_by", "is", null)
		.groupBy(["ledger_hits.rule", "ledger_hits.unit_id"])
		.orderBy("ledger_hits.rule")
		.orderBy("ledger_hits.unit_id")
		.execute();
	return rows;
}

/** How many skyddsombud stand by an opinion of their own in a round, below a unit: the number alone, since the words are the line's. */
export async function countDissents(db: Db, roundId: string, unitId: string): Promise<number> {
	const row = await db
		.selectFrom("sam_statements")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_statements.review_id")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("sam_reviews.round_id", "=", roundId)
		.where("sam_reviews.unit_id", "in", below(unitId))
		.where("sam_statements.stand", "=", "dissent")
		.where("sam_statements.reopened_at", "is", null)
		.executeTakeFirstOrThrow();
	return Number(row.n);
}

/** The proposals that have been made of something, by board and year. */
export function listMadeOf(
	db: Db,
	boardId: string,
	year: number,
): Promise<{ id: string; number: number; source_kind: string | null; source_id: string | null }[]> {
	return db
		.selectFrom("risk_proposals")
		.select(["id", "number", "source_kind", "source_id"])
		.where("board_id", "=", boardId)
		.where("year", "=", year)
		.where("source_kind", "is not", null)
		.orderBy("number")
		.execute();
}
