import type { PersonRow, RoleRow } from "../../../db/queries/people/people.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { PERSON_FIELDS } from "./fields.ts";

/** "Chef, Vårdcentralen Alfa (för Bo Ek)" */
export function roleText(role: RoleRow): string {
	const text = `${ROLES[role.role]}, ${role.unit_name}`;
	return role.substitute_for_name ? `${text} (för ${role.substitute_for_name})` : text;
}

export const personColumns = columnsOf<PersonRow, keyof typeof PERSON_FIELDS>(PERSON_FIELDS, {
	name: { width: 28 },
	email: { width: 32 },
	roles: {
		label: "Roller",
		type: "text",
		width: 60,
		value: (person) => person.roles.map(roleText).join("; "),
	},
	ended: { label: "Avslutad", type: "date", value: (person) => person.ended_at?.slice(0, 10) ?? null },
	ledger_name: null,
});
