import { type Selectable, sql } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { SamReviewTable } from "../../schema/sam/sam.ts";
import type { SamAnswer, SamRoundStatus, SamState } from "../../schema/sam/words.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";
import { LEADING_ROLES } from "../../schema/vocabulary.ts";

/** A review with what its round decides. `parent_now`: the unit above today, which may differ from the round's tree. */
export interface SamReview extends Selectable<SamReviewTable> {
	year: number;
	set_id: string;
	round_status: SamRoundStatus;
	opens_on: string;
	remind_on: string;
	closes_on: string;
	allows_late: number;
	parent_now: string | null;
}

function reviews(db: Db) {
	return db
		.selectFrom("sam_reviews")
		.innerJoin("sam_rounds", "sam_rounds.id", "sam_reviews.round_id")
		.innerJoin("org_units", "org_units.id", "sam_reviews.unit_id");
}

function selected(query: ReturnType<typeof reviews>) {
	return query
		.selectAll("sam_reviews")
		.select(["sam_rounds.year", "sam_rounds.set_id", "sam_rounds.status as round_status", "sam_rounds.opens_on"])
		.select(["sam_rounds.remind_on", "sam_rounds.closes_on", "sam_rounds.allows_late"])
		.select("org_units.parent_id as parent_now");
}

export async function findSamReview(db: Db, id: string): Promise<SamReview | undefined> {
	return (await reviewOf(db, { id })).rows[0];
}

const reviewOf = keptStatement((db, { id }: { id: string }) => selected(reviews(db).where("sam_reviews.id", "=", id)));

export interface SamReviewFilter {
	reach?: UnitReach | undefined;
	round_id?: string | undefined;
	manager_id?: string | undefined;
	state?: SamState | undefined;
	/** Only rounds that are open. */
	open?: boolean | undefined;
	page?: Page | undefined;
}

function filtered(db: Db, filter: SamReviewFilter) {
	const within = filter.reach === undefined ? undefined : unitsWithin(filter.reach);
	return reviews(db)
		.$if(within !== undefined, (q) => q.where("sam_reviews.unit_id", "in", within!))
		.$if(filter.round_id !== undefined, (q) => q.where("sam_reviews.round_id", "=", filter.round_id!))
		.$if(filter.manager_id !== undefined, (q) => q.where("sam_reviews.manager_id", "=", filter.manager_id!))
		.$if(filter.state !== undefined, (q) => q.where("sam_reviews.state", "=", filter.state!))
		.$if(filter.open === true, (q) => q.where("sam_rounds.status", "=", "open"));
}

export function listSamReviews(db: Db, filter: SamReviewFilter): Promise<SamReview[]> {
	return selected(filtered(db, filter))
		.orderBy("sam_rounds.year", "desc")
		.orderBy("org_units.sort_name")
		.orderBy("sam_reviews.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countSamReviews(db: Db, filter: SamReviewFilter): Promise<number> {
	const row = await filtered(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export interface GivenAnswer {
	id: string;
	question_id: string;
	key: string;
	position: number;
	version: number;
	answer: SamAnswer;
	comment: string;
	copied_from: string | null;
	form_id: string;
	answered_at: string;
	answered_by: string;
	answered_by_name: string;
}

/** The answers that hold: the newest version of each question, in the questions' order. */
export async function listSamAnswers(db: Db, review_id: string): Promise<GivenAnswer[]> {
	const { rows } = await answersOf(db, { review_id });
	return [...new Map(rows.map((row) => [row.question_id, row])).values()];
}

const answersOf = keptStatement((db, { review_id }: { review_id: string }) =>
	db
		.selectFrom("sam_answers")
		.innerJoin("sam_questions", "sam_questions.id", "sam_answers.question_id")
		.innerJoin("people", "people.id", "sam_answers.answered_by")
		.select(["sam_answers.id", "sam_answers.question_id", "sam_questions.key", "sam_questions.position"])
		.select(["sam_answers.version", "sam_answers.answer", "sam_answers.comment", "sam_answers.copied_from"])
		.select(["sam_answers.form_id", "sam_answers.answered_at", "sam_answers.answered_by"])
		.select("people.name as answered_by_name")
		.where("sam_answers.review_id", "=", review_id)
		.orderBy("sam_questions.position")
		.orderBy("sam_answers.version"),
);

/** The same unit's review of the nearest earlier year. */
export function findEarlierReview(db: Db, unitId: string, year: number): Promise<SamReview | undefined> {
	return selected(reviews(db).where("sam_reviews.unit_id", "=", unitId).where("sam_rounds.year", "<", year))
		.orderBy("sam_rounds.year", "desc")
		.limit(1)
		.executeTakeFirst();
}

export function findLiveSignature(db: Db, reviewId: string) {
	return db
		.selectFrom("sam_signatures")
		.selectAll()
		.where("review_id", "=", reviewId)
		.where("reopened_at", "is", null)
		.executeTakeFirst();
}

/** Every signature a review has had, newest first. */
export function listSignatures(db: Db, reviewId: string) {
	return db
		.selectFrom("sam_signatures")
		.selectAll()
		.where("review_id", "=", reviewId)
		.orderBy("signed_at", "desc")
		.orderBy("id", "desc")
		.execute();
}

export function listLiveStatements(db: Db, reviewId: string) {
	return db
		.selectFrom("sam_statements")
		.selectAll()
		.where("review_id", "=", reviewId)
		.where("reopened_at", "is", null)
		.orderBy("stated_at")
		.execute();
}

export function findLiveReconciliation(db: Db, reviewId: string) {
	return db
		.selectFrom("sam_reconciliations")
		.selectAll()
		.where("review_id", "=", reviewId)
		.where("reopened_at", "is", null)
		.executeTakeFirst();
}

/** The round's tree as rows: what the population is compared with. */
export function listRoundUnits(db: Db, roundId: string) {
	return db.selectFrom("sam_reviews").selectAll().where("round_id", "=", roundId).execute();
}

/**
 * Units whose nearest superior leads one of `units`: those right below, and further down only past units that nobody else leads
 * (vacant, or led by the very person who is to be reconciled).
 */
function nearestBelow(units: readonly string[], day: string) {
	const leads = (of: string) => sql`${sql.ref(`${of}.role`)} in (${sql.join(LEADING_ROLES)})
		and ${sql.ref(`${of}.substitute_for`)} is null and ${sql.ref(`${of}.valid_from`)} <= ${day}
		and (${sql.ref(`${of}.valid_to`)} is null or ${sql.ref(`${of}.valid_to`)} >= ${day})`;
	return sql<string>`(
		with recursive below (id) as (
			select id from org_units where parent_id in (${sql.join([...units, ""])})
			union select u.id from org_units u join below b on u.parent_id = b.id
			where not exists (
				select 1 from roles r where r.unit_id = b.id and ${leads("r")}
				and r.person_id not in (select o.person_id from roles o where o.unit_id = u.id and ${leads("o")})
			)
		) select id from below)`;
}

/** Signed and waiting for the avstämning of whoever leads these units; not the person's own. By name. */
export function listToReconcile(
	db: Db,
	filter: { units: readonly string[]; person_id: string; day: string },
): Promise<SamReview[]> {
	const { person_id } = filter;
	return selected(
		reviews(db)
			.where("sam_rounds.status", "=", "open")
			.where("sam_reviews.state", "=", "signed")
			.where("sam_reviews.unit_id", "in", nearestBelow(filter.units, filter.day))
			.where((eb) => eb.or([eb("sam_reviews.manager_id", "is", null), eb("sam_reviews.manager_id", "!=", person_id)])),
	)
		.orderBy("org_units.sort_name")
		.limit(200)
		.execute();
}

/** Vacant posts that whoever leads these units answers for meanwhile. */
export function listVacantBelow(db: Db, filter: { units: readonly string[]; day: string }): Promise<SamReview[]> {
	return selected(
		reviews(db)
			.where("sam_rounds.status", "=", "open")
			.where("sam_reviews.state", "=", "open")
			.where("sam_reviews.manager_id", "is", null)
			.where("sam_reviews.unit_id", "in", nearestBelow(filter.units, filter.day)),
	)
		.orderBy("org_units.sort_name")
		.limit(200)
		.execute();
}
