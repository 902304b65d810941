import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type * as sam from "../../schema/sam/sam.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertSamSet(trx: Trx, set: Insertable<sam.SamQuestionSetTable>): Promise<void> {
	await trx.insertInto("sam_question_sets").values(set).execute();
}

export async function insertSamQuestion(trx: Trx, question: Insertable<sam.SamQuestionTable>): Promise<void> {
	await trx.insertInto("sam_questions").values(question).execute();
}

export async function insertSamRound(trx: Trx, round: Insertable<sam.SamRoundTable>): Promise<void> {
	await trx.insertInto("sam_rounds").values(round).execute();
}

export function updateSamRound(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<sam.SamRoundTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "sam_rounds", id, version, values);
}
