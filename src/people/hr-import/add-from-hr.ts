import { personSortKey } from "../../../db/schema/sort-key.ts";
import { insertHrPerson } from "../../../db/writes/people/hr-import.ts";
import { insertPerson } from "../../../db/writes/people/people.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";

/** A person from the HR file: somebody new, or (`personId`) somebody already here who now gets an employee number. Returns the id. */
export function addFromHr(
	ctx: Context,
	input: { employee_no: string; name: string; email: string | null },
	personId?: string,
): Promise<string> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	return write(ctx, async ({ trx, allow, record }) => {
		await allow("organisation.edit", unitId);
		const { employee_no, name, email } = input;
		const id = personId ?? newId(ctx.clock());
		const now = nowOf(ctx);
		const about = { unit_id: unitId, object: { kind: "person", id } };
		if (personId === undefined) {
			const person = { id, name, sort_name: personSortKey(name), email, ledger_name: null };
			await insertPerson(trx, { ...person, created_at: now, ended_at: null, version: 1 });
			await record({ type: "person.added", ...about, data: { name } });
		}
		await insertHrPerson(trx, { employee_no, person_id: id, created_at: now });
		await record({ type: "hr.person_linked", ...about, data: { person: name, employee_no } });
		return id;
	});
}
