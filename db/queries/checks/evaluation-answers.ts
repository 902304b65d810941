import type { Db } from "../../open.ts";
import type { ItemKind } from "../../schema/vocabulary.ts";
import { PERFORMED_RUNS } from "../../schema/vocabulary.ts";
import { IN_OPEN_SWAP } from "./samples-swaps-open.ts";
import { countWhere } from "../ground/tables.ts";
import { evaluatedRuns, type EvaluationScope, type Finding } from "./evaluation.ts";

/** How many items of a run got Ej tillämpligt on a question, those that were not asked among them. */
export function listNotApplicable(db: Db, scope: EvaluationScope): Promise<Finding[]> {
	return evaluatedRuns(db, scope)
		.innerJoin("sample_items as item", "item.run_id", "run.id")
		.innerJoin("check_answers as answer", "answer.item_id", "item.id")
		.where("answer.answer", "=", "not_applicable")
		.where("item.status", "=", "drawn")
		.where((eb) => eb.not(IN_OPEN_SWAP))
		.select(["run.id as run_id", "answer.question_id", "item.kind"])
		.select((eb) => eb.fn.countAll<number>().as("k"))
		.groupBy(["run.id", "answer.question_id", "item.kind"])
		.execute();
}

/**
 * Items of signed runs that nothing is known of: not answered, or come by a swap that the reviewer has not accepted. They may be anything
 * in every question.
 */
export function listUnknownItems(
	db: Db,
	scope: EvaluationScope,
): Promise<{ run_id: string; kind: ItemKind; k: number }[]> {
	return evaluatedRuns(db, scope)
		.innerJoin("sample_items as item", "item.run_id", "run.id")
		.where("run.status", "in", PERFORMED_RUNS)
		.where("item.status", "=", "drawn")
		.where((eb) =>
			eb.or([
				IN_OPEN_SWAP,
				eb.not(
					eb.exists(
						eb.selectFrom("check_answers as answer").select("answer.id").whereRef("answer.item_id", "=", "item.id"),
					),
				),
			]),
		)
		.select(["run.id as run_id", "item.kind"])
		.select((eb) => eb.fn.countAll<number>().as("k"))
		.groupBy(["run.id", "item.kind"])
		.execute();
}

/** How many answers of a run stand, and how many of them one tap gave for a whole purchase. */
export interface GivenTogether {
	given: number;
	together: number;
}

/** What the reviewer was told of each run, for the reader of the conclusion: how it was answered, never by whom or how fast. */
export async function listGivenTogether(db: Db, runs: readonly string[]): Promise<Map<string, GivenTogether>> {
	const rows = await db
		.selectFrom("sample_items as item")
		.innerJoin("check_answers as answer", "answer.item_id", "item.id")
		.innerJoin("check_questions as question", "question.id", "answer.question_id")
		.where("item.run_id", "in", [...runs, ""])
		.where("item.status", "=", "drawn")
		.where("question.answered_by", "is", null)
		.select((eb) => [
			"item.run_id",
			eb.fn.countAll<number>().as("given"),
			countWhere(eb("answer.together", "=", 1)).as("together"),
		])
		.groupBy("item.run_id")
		.execute();
	return new Map(rows.map(({ run_id, ...counts }) => [run_id, counts]));
}
