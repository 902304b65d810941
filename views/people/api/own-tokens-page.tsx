import { type ShownApiToken, scopeText } from "../../../src/people/api/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { type TokenChoices, TokenForm, TokenTable } from "./token-parts.tsx";

/** A person's own keys for programs that read the lists. */
export function OwnApiTokensPage(props: {
	shell: Partial<LayoutProps>;
	tokens: readonly ShownApiToken[];
	pager: Parameters<typeof Pager>[0];
	form: FormState;
	choices: TokenChoices;
}) {
	return (
		<Layout
			{...props.shell}
			title="Mina åtkomstnycklar"
			lead="Med en nyckel läser ett program, till exempel Excel eller Power BI, de listor som du får se, och läser in filer om du säger det. Nyckeln är aldrig värd mer än de roller du hade när du skapade den."
			crumbs={[{ href: paths.ownSessions(), label: "Mina sessioner" }]}
			main_action={
				<ButtonLink href={paths.api()} variant="secondary">
					Så läser ett program
				</ButtonLink>
			}
		>
			<TokenTable
				caption="Mina åtkomstnycklar"
				empty="Du har ingen åtkomstnyckel."
				tokens={props.tokens}
				opens={scopeText}
				ending={paths.apiTokenEnding}
			/>
			<Pager {...props.pager} noun="nycklar" />
			<Section title="Skapa en nyckel">
				<TokenForm
					action={paths.ownApiTokens()}
					form={props.form}
					name_help="Vad nyckeln används till. Namnet står i loggen bredvid ditt."
					days={90}
					days_help="Högst 365."
					choices={props.choices}
				/>
			</Section>
		</Layout>
	);
}
