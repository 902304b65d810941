import type { PersonRow, RoleRow } from "../../../db/queries/people/people.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

/** "Chef, Vårdcentralen Alfa (för Bo Ek)" */
export function roleText(role: RoleRow): string {
	const text = `${ROLES[role.role]}, ${role.unit_name}`;
	return role.substitute_for_name ? `${text} (för ${role.substitute_for_name})` : text;
}

export const personColumns: Column<PersonRow>[] = [
	{ key: "name", label: "Namn", type: "text", width: 28, value: (person) => person.name },
	{ key: "email", label: "E-post", type: "text", width: 32, value: (person) => person.email },
	{
		key: "roles",
		label: "Roller",
		type: "text",
		width: 60,
		value: (person) => person.roles.map(roleText).join("; "),
	},
	{ key: "ended", label: "Avslutad", type: "date", value: (person) => person.ended_at?.slice(0, 10) ?? null },
];

export const PERSON_LABELS = { name: "Namn", email: "E-post", ledger_name: "Namn i ekonomisystemet" };
