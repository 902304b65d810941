import type { Insertable, Updateable } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Trx } from "../../open.ts";
import type * as sam from "../../schema/sam/sam.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertSamReview(trx: Trx, review: Insertable<sam.SamReviewTable>): Promise<void> {
	await trx.insertInto("sam_reviews").values(review).execute();
}

export function updateSamReview(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<sam.SamReviewTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "sam_reviews", id, version, values);
}

export async function insertSamAnswer(trx: Trx, answer: Insertable<sam.SamAnswerTable>): Promise<void> {
	await answerInserted(trx, answer);
}

const answerInserted = keptStatement((trx, answer: Insertable<sam.SamAnswerTable>) =>
	trx.insertInto("sam_answers").values(answer),
);

export async function insertSamSignature(trx: Trx, signature: Insertable<sam.SamSignatureTable>): Promise<void> {
	await trx.insertInto("sam_signatures").values(signature).execute();
}

export async function reopenSamSignature(trx: Trx, reviewId: string, at: string, reason: string): Promise<void> {
	await trx
		.updateTable("sam_signatures")
		.set({ reopened_at: at, reopen_reason: reason })
		.where("review_id", "=", reviewId)
		.where("reopened_at", "is", null)
		.execute();
}

export async function insertSamStatement(trx: Trx, statement: Insertable<sam.SamStatementTable>): Promise<void> {
	await trx.insertInto("sam_statements").values(statement).execute();
}

/** Ends the statements of one person, or of everybody when the answers have changed. */
export async function reopenSamStatements(trx: Trx, reviewId: string, at: string, personId?: string): Promise<void> {
	let update = trx
		.updateTable("sam_statements")
		.set({ reopened_at: at })
		.where("review_id", "=", reviewId)
		.where("reopened_at", "is", null);
	if (personId !== undefined) update = update.where("person_id", "=", personId);
	await update.execute();
}

export async function insertSamReconciliation(
	trx: Trx,
	reconciliation: Insertable<sam.SamReconciliationTable>,
): Promise<void> {
	await trx.insertInto("sam_reconciliations").values(reconciliation).execute();
}

export async function reopenSamReconciliation(trx: Trx, reviewId: string, at: string): Promise<void> {
	await trx
		.updateTable("sam_reconciliations")
		.set({ reopened_at: at })
		.where("review_id", "=", reviewId)
		.where("reopened_at", "is", null)
		.execute();
}
