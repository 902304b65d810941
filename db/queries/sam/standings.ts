import type { Db } from "../../open.ts";
import type { SamState } from "../../schema/sam/words.ts";
import type { Page } from "../ground/tables.ts";

/** Where a follow-up stands, with dates and who signed: what an examiner sees. Never an answer, an opinion or an outcome. */
export interface SamStanding {
	id: string;
	year: number;
	unit_name: string;
	manager_name: string;
	state: SamState;
	signed_at: string | null;
	signed_by: string | null;
	is_late: number | null;
	stated_at: string | null;
	stated_by: string | null;
	reconciled_at: string | null;
	reconciled_by: string | null;
}

export interface SamStandingFilter {
	/** The rounds of one förvaltning. */
	unit_id?: string | undefined;
	year?: number | undefined;
	page?: Page | undefined;
}

function standings(db: Db, filter: SamStandingFilter) {
	return db
		.selectFrom("sam_reviews as review")
		.innerJoin("sam_rounds as round", "round.id", "review.round_id")
		.where("round.status", "!=", "draft")
		.$if(filter.unit_id !== undefined, (q) => q.where("round.unit_id", "=", filter.unit_id!))
		.$if(filter.year !== undefined, (q) => q.where("round.year", "=", filter.year!));
}

/** Newest year first, by unit. Of several skyddsombud the last who took a stand. */
export function listSamStandings(db: Db, filter: SamStandingFilter): Promise<SamStanding[]> {
	return standings(db, filter)
		.leftJoin("sam_signatures as signature", (join) =>
			join.onRef("signature.review_id", "=", "review.id").on("signature.reopened_at", "is", null),
		)
		.leftJoin("sam_reconciliations as reconciled", (join) =>
			join.onRef("reconciled.review_id", "=", "review.id").on("reconciled.reopened_at", "is", null),
		)
		.leftJoin("sam_statements as said", (join) =>
			join.on("said.id", "=", (eb) =>
				eb
					.selectFrom("sam_statements as one")
					.select("one.id")
					.whereRef("one.review_id", "=", "review.id")
					.where("one.reopened_at", "is", null)
					.orderBy("one.stated_at", "desc")
					.orderBy("one.id", "desc")
					.limit(1),
			),
		)
		.select(["review.id", "round.year", "review.unit_name", "review.manager_name", "review.state"])
		.select(["signature.signed_at", "signature.signed_by_name as signed_by", "signature.is_late"])
		.select(["said.stated_at", "said.person_name as stated_by"])
		.select(["reconciled.reconciled_at", "reconciled.reconciled_by_name as reconciled_by"])
		.orderBy("round.year", "desc")
		.orderBy("review.unit_name")
		.orderBy("review.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countSamStandings(db: Db, filter: SamStandingFilter): Promise<number> {
	const row = await standings(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}
