import type { SignInFacts } from "../../../db/queries/people/accounts.ts";
import type { SessionRow } from "../../../db/queries/people/session.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { Actions, Section } from "../../ui/section.tsx";
import { SessionsTable } from "./sessions-table.tsx";

/** How a person signs in, and where they are signed in now: a part of the person's page. */
export function SignInSection(props: {
	person_id: string;
	facts: SignInFacts;
	sessions: readonly SessionRow[];
	/** The administrator may invite and end; not for themselves, nor for somebody who has left. */
	may_edit: boolean;
}) {
	const { facts } = props;
	return (
		<Section title="Inloggning">
			<DescriptionList
				items={[
					{ term: "Användarnamn", value: facts.user_name },
					{ term: "Engångskoder", value: facts.has_codes ? "Påslagna" : "Avstängda" },
					{
						term: "Kopplad till",
						value: facts.identities.map(({ issuer, linked_at }) => `${issuer}, ${dateText(linked_at)}`).join("; "),
					},
					{ term: "Inbjudan gäller till", value: dateTimeText(facts.invited_until) },
				]}
			/>
			<SessionsTable
				sessions={props.sessions}
				current={null}
				may_end={props.may_edit}
				empty="Personen är inte inloggad just nu."
			/>
			{props.may_edit ? (
				<Actions>
					<PostButton action={paths.personInvitation(props.person_id)} variant="secondary">
						Skapa inbjudan
					</PostButton>
					{props.sessions.length > 0 ? (
						<PostButton action={paths.personSessionsEnding(props.person_id)} variant="danger">
							Avsluta alla inloggningar
						</PostButton>
					) : null}
				</Actions>
			) : null}
		</Section>
	);
}
