import type { Person, RoleRow } from "../../../db/queries/people/people.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PERSON_FIELDS } from "../../../src/people/people/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { SignInSection } from "../session/sign-in-section.tsx";
import { Button, ButtonLink, PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

export interface PersonPageProps {
	shell: Partial<LayoutProps>;
	person: Person;
	/** `can_end`: the role still holds, and the reader may end it */
	roles: (RoleRow & { can_end: boolean })[];
	/** the form of the role that was refused */
	refused: { role_id: string; form: FormState } | null;
	today: string;
	/** how the person signs in; null when that is not the reader's business */
	sign_in: Pick<Parameters<typeof SignInSection>[0], "facts" | "sessions" | "waiting"> | null;
	history: HistoryEvent[];
	may_edit: boolean;
	may_end: boolean;
	may_read_data: boolean;
}

function EndRole({ role, refused, today }: { role: RoleRow } & Pick<PersonPageProps, "refused" | "today">) {
	const form = refused?.role_id === role.id ? refused.form : null;
	return (
		<Disclosure summary="Avsluta rollen" open={form !== null}>
			<Form
				action={paths.roleEnding(role.id)}
				version={form ? versionOf(form, role.version) : role.version}
				errors={form?.errors}
				scope={role.id}
				label={`Avsluta rollen ${ROLES[role.role]}, ${role.unit_name}`}
			>
				<DateField
					name="valid_to"
					scope={role.id}
					label="Sista dag"
					help="Gårdagens datum gör att rollen upphör genast."
					value={form ? valueIn(form, "valid_to") : today}
					error={form?.errors.valid_to}
				/>
				<Button variant="secondary">Avsluta rollen</Button>
			</Form>
		</Disclosure>
	);
}

function Roles(props: PersonPageProps) {
	const columns = [
		{ key: "role", label: "Roll" },
		{ key: "unit", label: "Enhet" },
		{ key: "from", label: "Från" },
		{ key: "to", label: "Till och med" },
		{ key: "for", label: "Vikarie för" },
		...(props.roles.some((role) => role.can_end) ? [{ key: "end", label: "Avsluta", hide_label: true }] : []),
	];
	return (
		<DataTable
			caption="Roller"
			hide_caption
			empty="Personen har ingen roll och kan därför inte se eller göra något."
			columns={columns}
			rows={props.roles.map((role) => ({
				cells: {
					role: ROLES[role.role],
					unit: role.unit_name,
					from: dateText(role.valid_from),
					to: dateText(role.valid_to) || "Tills vidare",
					for: role.substitute_for_name ?? "",
					end: role.can_end ? <EndRole role={role} refused={props.refused} today={props.today} /> : null,
				},
			}))}
		/>
	);
}

export function PersonPage(props: PersonPageProps) {
	const { person } = props;
	return (
		<Layout
			{...props.shell}
			title={person.name}
			crumbs={[
				{ href: paths.administration(), label: "Administration" },
				{ href: paths.people(), label: "Personer" },
			]}
			main_action={props.may_end ? <ButtonLink href={paths.personRoles(person.id)}>Ge en roll</ButtonLink> : null}
		>
			{person.ended_at ? (
				<Flash tone="info" announce={false} text={`Avslutad ${dateTimeText(person.ended_at)}. Kan inte logga in.`} />
			) : null}
			<DescriptionList
				items={[
					{ term: PERSON_FIELDS.email.label, value: person.email },
					{ term: PERSON_FIELDS.ledger_name.label, value: person.ledger_name },
				]}
			/>
			<Actions>
				{props.may_edit ? (
					<ButtonLink href={paths.personEdit(person.id)} variant="secondary">
						Ändra uppgifterna
					</ButtonLink>
				) : null}
				{props.may_read_data ? (
					<ButtonLink href={paths.personData(person.id)} variant="secondary">
						Allt som finns sparat
					</ButtonLink>
				) : null}
				{props.may_end ? (
					<PostButton
						action={paths.personEnding(person.id)}
						version={person.version}
						variant="secondary"
						hx={{ confirm: `Avsluta ${person.name}? Alla roller upphör genast.` }}
					>
						Avsluta personen
					</PostButton>
				) : null}
			</Actions>
			<Section title="Roller">
				<Roles {...props} />
			</Section>
			{props.sign_in ? <SignInSection person_id={person.id} {...props.sign_in} may_edit={props.may_end} /> : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
