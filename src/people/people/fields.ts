import type { Person } from "../../../db/queries/people/people.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { EditPerson } from "./schema.ts";

export const PERSON_FIELDS = {
	name: { label: "Namn", kind: "text" },
	email: { label: "E-post", kind: "text" },
	ledger_name: { label: "Namn i ekonomisystemet", kind: "text" },
} as const satisfies FieldsOf<EditPerson, Person>;
