import { readArrays } from "../../dialect/read-arrays.ts";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { SamAnswerTable } from "../../schema/sam/sam.ts";
import { type IdRange, isIn } from "./trail-replay.ts";

/**
 * Every answer ever given, by its question's place; of each question the versions in order, as its index has them. The names of
 * units and the places of questions are read by themselves, not once for each answer.
 */
export async function listSamAnswersToldOf(db: Db, range: IdRange) {
	const reviews = await db
		.selectFrom("sam_reviews")
		.select(["id", "unit_name", "marks"])
		.where(isIn(range, "id"))
		.execute();
	const questions = await db.selectFrom("sam_questions").select(["id", "position"]).execute();
	const reviewed = new Map(reviews.map((review) => [review.id, review]));
	const places = new Map(questions.map(({ id, position }) => [id, position]));
	const answers = await readArrays(
		db,
		db
			.selectFrom("sam_answers")
			.select(["review_id", "question_id", "version", "id", "answer", "comment"])
			.where(isIn(range, "review_id"))
			.orderBy("review_id")
			.orderBy("question_id")
			.orderBy("version"),
	);
	return answers.flatMap(([review_id, question_id, version, id, answer, comment]) => {
		const review = reviewed.get(String(review_id));
		const position = places.get(String(question_id));
		// an answer to nothing is named as one that the log tells of and is not there
		if (!review || position === undefined) return [];
		const { unit_name, marks } = review;
		const given = { id, version, answer, comment } as Pick<SamAnswerTable, "id" | "version" | "answer" | "comment">;
		return [{ object_id: review.id, unit_name, marks, position, question_id: String(question_id), ...given }];
	});
}

export const listSamActionsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("sam_actions")
		.innerJoin("sam_questions", "sam_questions.id", "sam_actions.question_id")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_actions.review_id")
		.select(["sam_actions.review_id as object_id", "sam_reviews.unit_name", "sam_questions.position"])
		.select(["sam_actions.id", "sam_actions.what", "sam_actions.who", "sam_actions.due_on"])
		.where(isIn(range, "sam_actions.review_id")),
);

export const listSamActionStatuses = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("sam_actions")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_actions.review_id")
		.select(["sam_actions.id as object_id", "sam_reviews.unit_name", "sam_actions.status"])
		.where(isIn(range, "sam_actions.id")),
);

/** The signatures that count, each with the questions that were signed for. */
export const listSamSignaturesToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("sam_signatures")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_signatures.review_id")
		.innerJoin("sam_rounds", "sam_rounds.id", "sam_reviews.round_id")
		.select(["review_id as object_id", "sam_reviews.unit_name", "sam_signatures.digest", "sam_signatures.is_late"])
		.select(["sam_reviews.id", "sam_reviews.participants", "sam_reviews.rep_stand", "sam_reviews.rep_name"])
		.select(["sam_reviews.rep_text", "sam_rounds.set_id"])
		.where(isIn(range, "review_id"))
		.where("reopened_at", "is", null),
);

export const listSamStatementsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("sam_statements")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_statements.review_id")
		.select(["sam_statements.review_id as object_id", "sam_reviews.unit_name", "sam_statements.id"])
		.select(["sam_statements.person_id", "sam_statements.stand", "sam_statements.text"])
		.where(isIn(range, "sam_statements.review_id")),
);

export const listSamReconciliationsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("sam_reconciliations")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_reconciliations.review_id")
		.selectAll("sam_reconciliations")
		.select("sam_reviews.unit_name")
		.where(isIn(range, "sam_reconciliations.review_id")),
);

export const listSamReturnsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("sam_returns")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_returns.review_id")
		.selectAll("sam_returns")
		.select("sam_reviews.unit_name")
		.where(isIn(range, "sam_returns.id")),
);

export const listSamAllocationsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("sam_allocations")
		.innerJoin("org_units", "org_units.id", "sam_allocations.unit_id")
		.selectAll("sam_allocations")
		.select("org_units.name as unit_name")
		.where(isIn(range, "sam_allocations.unit_id")),
);

/** The questions of every set, in order. */
export function listSamQuestionIds(db: Db): Promise<{ id: string; set_id: string }[]> {
	return db.selectFrom("sam_questions").select(["id", "set_id"]).orderBy("set_id").orderBy("position").execute();
}
