import { apiTokenState, type ShownApiToken } from "../../../src/people/api/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button, ButtonLink, PostButton } from "../../ui/button.tsx";
import { NumberField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

/** A person's own keys for programs that read the lists. */
export function OwnApiTokensPage(props: {
	shell: Partial<LayoutProps>;
	tokens: readonly ShownApiToken[];
	pager: Parameters<typeof Pager>[0];
	form: FormState;
}) {
	return (
		<Layout
			{...props.shell}
			title="Mina åtkomstnycklar"
			lead="Med en nyckel läser ett program, till exempel Excel eller Power BI, de listor som du får se. Det ändrar inget."
			crumbs={[{ href: paths.ownSessions(), label: "Mina sessioner" }]}
			main_action={
				<ButtonLink href={paths.api()} variant="secondary">
					Så läser ett program
				</ButtonLink>
			}
		>
			<Tokens tokens={props.tokens} />
			{props.pager.total > 0 ? <Pager {...props.pager} noun="nycklar" /> : null}
			<Section title="Skapa en nyckel">
				<Form action={paths.ownApiTokens()} errors={props.form.errors}>
					<TextField
						name="name"
						label="Namn"
						help="Vad nyckeln används till. Namnet står i loggen bredvid ditt."
						value={valueIn(props.form, "name")}
						error={props.form.errors.name}
						width="medium"
					/>
					<NumberField
						name="days"
						label="Giltig i"
						unit="dagar"
						help="Högst 365."
						value={valueIn(props.form, "days") || "90"}
						error={props.form.errors.days}
					/>
					<FormActions>
						<Button>Skapa nyckel</Button>
					</FormActions>
				</Form>
			</Section>
		</Layout>
	);
}

function toneOf(token: ShownApiToken) {
	if (token.ended_at !== null) return "none";
	return token.is_expired ? "warn" : "ok";
}

function Tokens({ tokens }: { tokens: readonly ShownApiToken[] }) {
	return (
		<DataTable
			caption="Mina åtkomstnycklar"
			hide_caption
			empty="Du har ingen åtkomstnyckel."
			columns={[
				{ key: "name", label: "Namn" },
				{ key: "state", label: "Läge", narrow: true },
				{ key: "until", label: "Gäller till", narrow: true },
				{ key: "used", label: "Senast använd", narrow: true },
				{ key: "end", label: "Avsluta", hide_label: true, narrow: true },
			]}
			rows={tokens.map((token) => ({
				cells: {
					name: token.name,
					state: <StateBadge tone={toneOf(token)} label={apiTokenState(token)} />,
					until: dateText(token.expires_at),
					used: dateTimeText(token.last_used_at) || "Aldrig",
					end: token.ended_at === null ? <EndButton id={token.id} /> : "",
				},
			}))}
		/>
	);
}

function EndButton({ id }: { id: string }) {
	return (
		<PostButton action={paths.apiTokenEnding(id)} variant="secondary">
			Avsluta
		</PostButton>
	);
}
