import { findPerson } from "../../../db/queries/people/people.ts";
import { findSession } from "../../../db/queries/people/session.ts";
import { endSession } from "../../../db/writes/people/session.ts";
import { allowForPerson, requirePerson } from "../people/require-person.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";

/** Ends one session: one's own, or as administrator somebody else's. Returns whose it was. */
export function endOneSession(ctx: Context, id: string, today: string): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, record, unchanged } = writing;
		const session = await findSession(trx, id);
		if (!session) throw new NotFound("session");
		const own = session.person_id === ctx.actor.id;
		const person = own
			? (await findPerson(trx, session.person_id))!
			: await requirePerson(trx, ctx.actor, session.person_id);
		const unit_id = own ? null : (await allowForPerson(writing, ctx.actor, person, today)).unitId;
		if (!(await endSession(trx, id, nowOf(ctx)))) return unchanged(person.id);
		await record({
			type: "sessions.ended",
			unit_id,
			object: { kind: "person", id: person.id },
			data: { person: person.name, count: 1 },
		});
		return person.id;
	});
}
