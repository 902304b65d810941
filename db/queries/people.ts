import type { Selectable } from "kysely";
import type { Db } from "../open.ts";
import type { PersonTable } from "../schema/organisation.ts";

export type Person = Selectable<PersonTable>;

export function findPerson(db: Db, id: string): Promise<Person | undefined> {
	return db.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirst();
}
