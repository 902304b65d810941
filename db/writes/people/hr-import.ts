import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { HrPersonTable } from "../../schema/people/hr-import.ts";

export async function insertHrPerson(trx: Trx, person: Insertable<HrPersonTable>): Promise<void> {
	await trx.insertInto("hr_people").values(person).execute();
}
