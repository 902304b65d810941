import { isUniqueViolation } from "../../../db/errors.ts";
import { personSortKey } from "../../../db/schema/sort-key.ts";
import { updatePerson } from "../../../db/writes/people/people.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { allowForPerson, requireAtWork, requirePerson } from "./require-person.ts";
import type { EditPerson } from "./schema.ts";

/** Changes a person's name, e-mail or name in the ledger. */
export async function editPerson(ctx: Context, id: string, { version, ...input }: EditPerson): Promise<void> {
	try {
		await write(ctx, async (writing) => {
			const { trx, record, unchanged } = writing;
			const person = await requirePerson(trx, ctx.actor, id);
			const { unitId } = await allowForPerson(writing, ctx.actor, person, stockholmDate(nowOf(ctx)));
			requireAtWork(person);
			const changes = changesBetween(person, input);
			if (Object.keys(changes).length === 0 && version === person.version) return unchanged(undefined);
			const values = { ...input, sort_name: personSortKey(input.name) };
			await requireFresh(trx, await updatePerson(trx, id, version, values), "person", id);
			await record({
				type: "person.edited",
				unit_id: unitId,
				object: { kind: "person", id },
				data: { name: input.name, changes },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ email: "E-postadressen används redan av en annan person." });
		throw error;
	}
}
