import type { SignInFacts } from "../../../db/queries/people/accounts.ts";
import type { SessionRow } from "../../../db/queries/people/session.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
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
	/** The invitation that waits for a yes; `own` when the reader made it. */
	waiting: { through: string; created_at: string; own: boolean } | null;
}) {
	const { facts, waiting } = props;
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
			{waiting ? <WaitingInvitation person_id={props.person_id} waiting={waiting} may_edit={props.may_edit} /> : null}
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

/** An invitation opens nothing for somebody with an account or a role of the control until another has said yes. */
function WaitingInvitation(props: {
	person_id: string;
	waiting: { through: string; created_at: string; own: boolean };
	may_edit: boolean;
}) {
	const { waiting } = props;
	const made = `Inbjudan från ${waiting.through} ${dateTimeText(waiting.created_at)} väntar på ett ja av en annan administratör eller av personen själv.`;
	return (
		<>
			<Flash tone="warn" announce={false} text={made} />
			{props.may_edit ? (
				<Actions>
					{waiting.own ? null : (
						<PostButton action={paths.personInvitationYes(props.person_id)}>Säg ja till inbjudan</PostButton>
					)}
					<PostButton action={paths.personInvitationNo(props.person_id)} variant="secondary">
						Ta tillbaka inbjudan
					</PostButton>
				</Actions>
			) : null}
		</>
	);
}
