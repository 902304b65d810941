import type { DirectoryGroup, IntegrationRow } from "../../../db/queries/people/scim.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { NumberField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

type GroupRow = DirectoryGroup & { unit_name: string | null };

type ShownToken = IntegrationRow & { is_expired: boolean };

/** Directories that may add and end people, and what their groups mean here. */
export function IntegrationsPage(props: {
	shell: Partial<LayoutProps>;
	tokens: readonly ShownToken[];
	groups: readonly GroupRow[];
	/** where the directory sends its requests */
	address: string;
	form: FormState;
}) {
	return (
		<Layout
			{...props.shell}
			title="Integrationer"
			lead="En katalog (till exempel Entra ID) kan lägga till, ändra och avsluta personer här med SCIM 2.0."
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
		>
			<Tokens {...props} />
			<Section title="Lägg till en integration">
				<Form action={paths.integrations()} errors={props.form.errors}>
					<TextField
						name="name"
						label="Namn"
						help="Till exempel Entra ID. Namnet står i loggen vid allt som integrationen gör."
						value={valueIn(props.form, "name")}
						error={props.form.errors.name}
						width="medium"
					/>
					<NumberField
						name="days"
						label="Giltig i"
						unit="dagar"
						value={valueIn(props.form, "days") || "365"}
						error={props.form.errors.days}
					/>
					<FormActions>
						<Button>Skapa nyckel</Button>
					</FormActions>
				</Form>
			</Section>
			<Groups groups={props.groups} />
		</Layout>
	);
}

function stateOf(token: ShownToken) {
	if (token.ended_at !== null) return <StateBadge tone="none" label="Avslutad" />;
	if (token.is_expired) return <StateBadge tone="warn" label="Har gått ut" />;
	return <StateBadge tone="ok" label="Gäller" />;
}

function Tokens({ tokens, address }: { tokens: readonly ShownToken[]; address: string }) {
	return (
		<Section title="Nycklar" lead={`Adress för katalogen: ${address}`}>
			<DataTable
				caption="Integrationernas nycklar"
				hide_caption
				empty="Ingen integration är tillagd."
				columns={[
					{ key: "name", label: "Namn" },
					{ key: "state", label: "Status", narrow: true },
					{ key: "until", label: "Gäller till", narrow: true },
					{ key: "used", label: "Senast använd", narrow: true },
					{ key: "end", label: "Avsluta", hide_label: true, narrow: true },
				]}
				rows={tokens.map((token) => ({
					cells: {
						name: token.name,
						state: stateOf(token),
						until: dateText(token.expires_at),
						used: dateTimeText(token.last_used_at) || "Aldrig",
						end:
							token.ended_at === null ? (
								<PostButton action={paths.integrationEnding(token.id)} variant="secondary">
									Avsluta
								</PostButton>
							) : (
								""
							),
					},
				}))}
			/>
		</Section>
	);
}

function Groups({ groups }: { groups: readonly GroupRow[] }) {
	return (
		<Section
			title="Grupper från katalogen"
			lead="En grupp ger ingen något förrän du har kopplat den till en roll vid en enhet."
		>
			<DataTable
				caption="Grupper från katalogen"
				hide_caption
				empty="Katalogen har inte skickat några grupper."
				columns={[
					{ key: "name", label: "Grupp" },
					{ key: "members", label: "Personer", align: "end" },
					{ key: "role", label: "Ger rollen" },
				]}
				rows={groups.map((group) => ({
					href: paths.directoryGroup(group.id),
					cells: {
						name: group.display_name,
						members: group.members.length,
						role: group.role ? `${ROLES[group.role]}, ${group.unit_name}` : "Ingen",
					},
				}))}
			/>
		</Section>
	);
}
