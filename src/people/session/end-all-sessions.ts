import { findPerson } from "../../../db/queries/people/people.ts";
import { endSessionsOf } from "../../../db/writes/people/session.ts";
import { allowForPerson, requirePerson } from "../people/require-person.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";

/** Ends every session of a person: as administrator all of them, one's own all but `keep`. */
export function endAllSessions(ctx: Context, personId: string, today: string, keep?: string): Promise<void> {
	const own = personId === ctx.actor.id;
	return write(ctx, async (writing) => {
		const { trx, record, unchanged } = writing;
		const person = own ? (await findPerson(trx, personId))! : await requirePerson(trx, ctx.actor, personId);
		const unit_id = own ? null : (await allowForPerson(writing, ctx.actor, person, today)).unitId;
		const count = await endSessionsOf(trx, personId, nowOf(ctx), own ? keep : undefined);
		if (count === 0) return unchanged(undefined);
		await record({
			type: "sessions.ended",
			unit_id,
			object: { kind: "person", id: personId },
			data: { person: person.name, count },
		});
	});
}
