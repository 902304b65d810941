import { z } from "zod";
import { isUniqueViolation } from "../../../db/errors.ts";
import { findAccountPair, listAccountsOf } from "../../../db/queries/people/accounts-pairs.ts";
import { insertAccountPair, updateAccountPair } from "../../../db/writes/people/accounts-pairs.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { integer, oneOf, optional, requiredText } from "../../ground/write/fields.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { allowForPerson, requirePerson } from "../people/require-person.ts";
import { VERDICTS } from "./columns.ts";

export const JudgePair = z.object({
	verdict: oneOf(VERDICTS),
	reason: requiredText(1000),
	/** The version when the page was shown; left out when nobody had said anything. */
	version: optional(integer(0, 1_000_000)),
});
export type JudgePair = z.output<typeof JudgePair>;

const EARLIER = "Någon annan har bedömt kontona sedan sidan visades. Läs sidan på nytt.";

/**
 * Says that two accounts are one human's, or two humans'. Nothing is deleted: both accounts, and all they have done, stay. Whoever has
 * one of the accounts leaves it to another administrator, since the word lifts a duty (T54).
 */
export async function judgePair(ctx: Context, one: string, another: string, input: JudgePair): Promise<void> {
	const [personId, otherId] = one < another ? [one, another] : [another, one];
	try {
		await write(ctx, async (writing) => {
			const { trx, record } = writing;
			const person = await requirePerson(trx, ctx.actor, personId);
			const other = await requirePerson(trx, ctx.actor, otherId);
			if (person.id === other.id) throw new Invalid({ "": "Välj två olika konton." });
			const today = stockholmDate(nowOf(ctx));
			const { unitId } = await allowForPerson(writing, ctx.actor, person, today);
			await allowForPerson(writing, ctx.actor, other, today);
			const own = ctx.actor.id === null ? [] : await listAccountsOf(trx, ctx.actor.id);
			if (own.some(({ id }) => id === person.id || id === other.id))
				throw new NotAllowed("Ett av kontona räknas som ditt. En annan administratör behöver bedöma dem.");
			const before = await findAccountPair(trx, personId, otherId);
			const verdict = {
				same_human: input.verdict === "same" ? 1 : 0,
				reason: input.reason,
				decided_at: nowOf(ctx),
				decided_by: ctx.actor.id!,
			};
			if (!before) {
				const id = newId(ctx.clock());
				await insertAccountPair(trx, { id, person_id: personId, other_id: otherId, ...verdict, version: 1 });
			} else {
				const version = input.version ?? 0;
				await requireFresh(trx, await updateAccountPair(trx, before.id, version, verdict), "person", personId);
			}
			await record({
				type: input.verdict === "same" ? "person.accounts_joined" : "person.accounts_told_apart",
				unit_id: unitId,
				object: { kind: "person", id: personId },
				data: { name: person.name, other: other.name, reason: input.reason },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": EARLIER });
		throw error;
	}
}
