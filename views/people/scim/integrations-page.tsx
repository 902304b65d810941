import type { DirectoryGroup, IntegrationRow } from "../../../db/queries/people/scim.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { TokenForm, TokenTable } from "../api/token-parts.tsx";

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
			<Section title="Nycklar" lead={`Adress för katalogen: ${props.address}`}>
				<TokenTable
					caption="Integrationernas nycklar"
					empty="Ingen integration är tillagd."
					tokens={props.tokens}
					ending={paths.integrationEnding}
				/>
			</Section>
			<Section title="Lägg till en integration">
				<TokenForm
					action={paths.integrations()}
					form={props.form}
					name_help="Till exempel Entra ID. Namnet står i loggen vid allt som integrationen gör."
					days={365}
				/>
			</Section>
			<Groups groups={props.groups} />
		</Layout>
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
