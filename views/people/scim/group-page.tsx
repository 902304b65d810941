import type { DirectoryGroup } from "../../../db/queries/people/scim.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { unitChoices } from "../../ui/choices.tsx";
import { Section } from "../../ui/section.tsx";

/** What a group of the directory gives its members. */
export function GroupPage(props: {
	shell: Partial<LayoutProps>;
	group: DirectoryGroup;
	units: readonly { id: string; name: string }[];
	roles: Record<string, string>;
	form: FormState;
}) {
	const { form, group } = props;
	const typed = "role" in form.values;
	return (
		<Layout
			{...props.shell}
			title={group.display_name}
			crumbs={[
				{ href: paths.administration(), label: "Administration" },
				{ href: paths.integrations(), label: "Integrationer" },
			]}
		>
			<Section title="Roll" lead="Alla i gruppen får rollen, och den som lämnar gruppen mister den genast.">
				<Form action={paths.directoryGroup(group.id)} version={versionOf(form, group.version)} errors={form.errors}>
					<SelectField
						name="role"
						label="Roll"
						placeholder="Ingen"
						optional
						help="Administratörer utses alltid för hand."
						options={Object.entries(props.roles).map(([value, label]) => ({ value, label }))}
						value={typed ? valueIn(form, "role") : group.role}
						error={form.errors.role}
						width="medium"
					/>
					<SelectField
						name="unit_id"
						label="Enhet"
						placeholder="Ingen"
						optional
						options={unitChoices(props.units)}
						value={typed ? valueIn(form, "unit_id") : group.unit_id}
						error={form.errors.unit_id}
						width="medium"
					/>
					<FormActions cancel_href={paths.integrations()}>
						<Button>Spara</Button>
					</FormActions>
				</Form>
			</Section>
			<Section title={`Personer (${group.members.length})`}>
				{group.members.length === 0 ? <p>Ingen är med i gruppen.</p> : null}
				<ul>
					{group.members.map((member) => (
						<li>
							<a href={paths.person(member.person_id)}>{member.name}</a>
						</li>
					))}
				</ul>
			</Section>
		</Layout>
	);
}
