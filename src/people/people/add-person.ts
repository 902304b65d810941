import { isUniqueViolation } from "../../../db/errors.ts";
import { personSortKey } from "../../../db/schema/sort-key.ts";
import { insertPerson } from "../../../db/writes/people/people.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { AddPerson } from "./schema.ts";

/** Adds a person, who can do nothing until given a role. Returns the id. */
export async function addPerson(ctx: Context, input: AddPerson): Promise<string> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			await allow("organisation.edit", unitId);
			const id = newId(ctx.clock());
			await insertPerson(trx, {
				id,
				...input,
				sort_name: personSortKey(input.name),
				created_at: nowOf(ctx),
				ended_at: null,
				version: 1,
			});
			await record({
				type: "person.added",
				unit_id: unitId,
				object: { kind: "person", id },
				data: { name: input.name },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ email: "E-postadressen används redan av en annan person." });
		throw error;
	}
}
