import type { InvitationRow } from "../../../db/queries/people/accounts-invitations.ts";
import { SYSTEM_PERSON } from "../../../db/schema/people/people.ts";
import type { Column } from "../../ground/tables/column.ts";
import { throughOf } from "../../../db/schema/people/accounts.ts";

/** How far an invitation has come, in words. */
export function invitationState(invitation: InvitationRow): string {
	if (invitation.accepted_at !== null) return "Använd";
	if (invitation.used_at !== null) return "Återtagen eller ersatt";
	if (invitation.confirmed_by !== null || invitation.created_by === SYSTEM_PERSON) return "Kan användas";
	return "Väntar på ett ja";
}

export const invitationColumns: Column<InvitationRow>[] = [
	{ key: "person", label: "Person", type: "text", width: 28, value: (row) => row.person_name },
	{ key: "created_at", label: "Skapad", type: "instant", width: 22, value: (row) => row.created_at },
	{ key: "through", label: "Skapad av", type: "text", width: 28, value: throughOf },
	{ key: "confirmer", label: "Bekräftad av", type: "text", width: 28, value: (row) => row.confirmer },
	{ key: "state", label: "Läge", type: "text", width: 24, value: invitationState },
	{ key: "accepted_at", label: "Använd", type: "instant", width: 22, value: (row) => row.accepted_at },
	{ key: "expires_at", label: "Gäller till", type: "instant", width: 22, value: (row) => row.expires_at },
];
