import { isUniqueViolation } from "../../db/errors.ts";
import { findSamSet, listSamQuestions } from "../../db/queries/sam/rounds.ts";
import { requireSomewhere } from "../ground/access/require-may.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, Stale } from "../ground/errors.ts";
import { newId } from "../ground/write/new-id.ts";
import { write } from "../ground/write/write.ts";
import { insertQuestions } from "./edit-round.ts";
import type { QuestionSet } from "./schema.ts";

/** A new edition of the questions. Rounds that are open or closed keep theirs; a topic keeps its key through the editions. */
export async function editQuestions(ctx: Context, input: QuestionSet): Promise<number> {
	try {
		return await write(ctx, async (writing) => {
			const { trx, allow } = writing;
			const { unit_id } = requireSomewhere(ctx.actor, "sam.round");
			await allow("sam.round", unit_id);
			if (input.questions.length < 5) throw new Invalid({ "": "Ställ minst fem frågor." });
			const before = await findSamSet(trx);
			const known = new Set(before ? (await listSamQuestions(trx, before.id)).map((one) => one.key) : []);
			const used = new Set<string>();
			const questions = input.questions.map((question) => {
				const key = known.has(question.key) && !used.has(question.key) ? question.key : newId(ctx.clock());
				used.add(key);
				return { ...question, key };
			});
			const edition = (before?.edition ?? 0) + 1;
			await insertQuestions(writing, ctx, unit_id, edition, { reason: input.reason, questions });
			return edition;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Stale("Någon annan", nowOf(ctx));
		throw error;
	}
}
