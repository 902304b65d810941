import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { ShownApiToken } from "../../../src/people/api/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { type TokenChoices, TokenForm } from "./token-parts.tsx";

/** Every person's keys, for whoever administers the installation. */
export function ApiTokensPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<ShownApiToken>;
	form: FormState;
	/** Null for whoever may only look. */
	choices: TokenChoices | null;
}) {
	return (
		<Layout
			{...props.shell}
			title="Åtkomstnycklar"
			lead="Nycklar till program: personers egna, och integrationers. En nyckel öppnar högst det som den ansvariga får i dag och fick när den skapades."
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
		>
			<List
				list={props.list}
				noun="nycklar"
				caption="Åtkomstnycklar"
				primary="name"
				cells={{
					ended_at: (row) =>
						row.ended_at === null ? (
							<PostButton action={paths.apiTokenEnding(row.id)} variant="secondary">
								Avsluta
							</PostButton>
						) : undefined,
				}}
				empty="Ingen har skapat någon nyckel."
			/>
			{props.choices ? (
				<Section title="Skapa en nyckel till en integration">
					<p>
						Du svarar för nyckeln: den får högst det du får, det den läser in räknas som ditt när två personer ska göra
						var sitt, och den upphör när du gör det.
					</p>
					<TokenForm
						action={paths.apiTokens()}
						form={props.form}
						name_help="Vad just den här nyckeln används till."
						days={90}
						days_help="Högst 365."
						choices={props.choices}
						for_integration
					/>
				</Section>
			) : null}
		</Layout>
	);
}
