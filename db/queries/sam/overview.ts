import type { Db } from "../../open.ts";
import type { SamState } from "../../schema/sam/words.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";
import { FINISHED_MEASURES } from "../../schema/vocabulary.ts";

export interface OverviewReview {
	id: string;
	unit_id: string;
	unit_name: string;
	parent_id: string | null;
	manager_id: string | null;
	state: SamState;
	marks: string;
}

/** The round's tree as it stands, by name, without units that have ended. */
export function listOverviewReviews(db: Db, roundId: string): Promise<OverviewReview[]> {
	return db
		.selectFrom("sam_reviews")
		.innerJoin("org_units", "org_units.id", "sam_reviews.unit_id")
		.select(["sam_reviews.id", "unit_id", "unit_name", "sam_reviews.parent_id", "manager_id", "state", "marks"])
		.where("round_id", "=", roundId)
		.where("state", "!=", "ended")
		.orderBy("org_units.sort_name")
		.orderBy("org_units.id")
		.execute();
}

/** Open and late åtgärder per review of a round. */
export function countRoundActions(
	db: Db,
	roundId: string,
	today: string,
): Promise<{ review_id: string; open: number; late: number }[]> {
	return db
		.selectFrom("sam_actions")
		.select((eb) => [
			"review_id",
			eb.fn.countAll<number>().as("open"),
			eb.fn
				.coalesce(
					eb.fn.sum<number>(eb.case().when("due_on", "<", today).then(eb.lit(1)).else(eb.lit(0)).end()),
					eb.lit(0),
				)
				.as("late"),
		])
		.where("round_id", "=", roundId)
		.where("status", "not in", FINISHED_MEASURES)
		.where("what", "!=", "")
		.groupBy("review_id")
		.execute();
}

/** Reviews with a return, settled or not. */
export async function listReturnedReviews(db: Db, roundId: string): Promise<string[]> {
	const rows = await db
		.selectFrom("sam_returns")
		.select("review_id")
		.distinct()
		.where("round_id", "=", roundId)
		.execute();
	return rows.map((row) => row.review_id);
}

/** Units of a round inside a reach: those whose answers the reader may open one by one. */
export async function listKnownUnits(db: Db, roundId: string, reach: UnitReach): Promise<string[]> {
	const within = unitsWithin(reach);
	let query = db.selectFrom("sam_reviews").select("unit_id").where("round_id", "=", roundId);
	if (within) query = query.where("unit_id", "in", within);
	return (await query.execute()).map((row) => row.unit_id);
}

export interface SamProgressFilter {
	unit_id: string;
	year: number;
	before: string;
}

/** Reviews that were part of a round on a day, signed and reconciled by then; what was opened again later still counts for its day. */
function progress(db: Db, { unit_id, year, before }: SamProgressFilter) {
	return db
		.selectFrom("sam_reviews")
		.innerJoin("sam_rounds", "sam_rounds.id", "sam_reviews.round_id")
		.leftJoin("sam_signatures as s", (join) =>
			join
				.onRef("s.review_id", "=", "sam_reviews.id")
				.on("s.signed_at", "<", before)
				.on((eb) => eb.or([eb("s.reopened_at", "is", null), eb("s.reopened_at", ">=", before)])),
		)
		.leftJoin("sam_reconciliations as r", (join) =>
			join
				.onRef("r.review_id", "=", "sam_reviews.id")
				.on("r.reconciled_at", "<", before)
				.on((eb) => eb.or([eb("r.reopened_at", "is", null), eb("r.reopened_at", ">=", before)])),
		)
		.where("sam_rounds.unit_id", "=", unit_id)
		.where("sam_rounds.year", "=", year)
		.where("sam_rounds.status", "!=", "draft")
		.where("sam_reviews.added_at", "<", before)
		.where((eb) => eb.or([eb("sam_reviews.ended_at", "is", null), eb("sam_reviews.ended_at", ">=", before)]));
}

export async function countSamProgress(
	db: Db,
	filter: SamProgressFilter,
): Promise<{ managers: number; total: number; signed: number; reconciled: number } | undefined> {
	const row = await progress(db, filter)
		.select((eb) => [
			eb.fn.count<number>("sam_reviews.manager_id").distinct().as("managers"),
			eb.fn.count<number>("sam_reviews.id").distinct().as("total"),
			eb.fn.count<number>("s.review_id").distinct().as("signed"),
			eb.fn.count<number>("r.review_id").distinct().as("reconciled"),
		])
		.executeTakeFirst();
	return row && row.total > 0 ? row : undefined;
}

export interface SamProgressReview {
	unit_id: string;
	unit_name: string;
	parent_id: string | null;
	manager_id: string | null;
	signed: number;
	reconciled: number;
}

/** The reviews that `countSamProgress` counts, one row each, by name. */
export function listSamProgress(db: Db, filter: SamProgressFilter): Promise<SamProgressReview[]> {
	return progress(db, filter)
		.innerJoin("org_units", "org_units.id", "sam_reviews.unit_id")
		.select(["sam_reviews.unit_id", "sam_reviews.unit_name", "sam_reviews.parent_id", "sam_reviews.manager_id"])
		.select((eb) => [
			eb.fn.count<number>("s.review_id").distinct().as("signed"),
			eb.fn.count<number>("r.review_id").distinct().as("reconciled"),
		])
		.groupBy(["sam_reviews.id", "org_units.sort_name"])
		.orderBy("org_units.sort_name")
		.orderBy("sam_reviews.id")
		.execute();
}
