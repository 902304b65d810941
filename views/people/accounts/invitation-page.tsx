import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Section } from "../../ui/section.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

/** An invited person chooses how to sign in. */
export function InvitationPage(props: {
	shell: Partial<LayoutProps>;
	token: string;
	person: { name: string; email: string | null };
	provider_name: string | null;
	/** The sentence where the region has forbidden passwords, else null. */
	no_passwords: string | null;
	form: FormState;
}) {
	const { provider_name, token } = props;
	return (
		<Layout
			{...props.shell}
			title={`Välkommen, ${props.person.name}`}
			lead="Välj hur du ska logga in. Länken fungerar en gång. Har du loggat in här förut slutar ditt gamla sätt att gälla."
		>
			{provider_name !== null ? (
				<Section title={`Logga in med ${provider_name}`}>
					<ButtonLink href={paths.invitationProvider(token)} large>
						Koppla mitt konto
					</ButtonLink>
				</Section>
			) : null}
			{props.no_passwords === null ? <ChoosePassword {...props} /> : <p>{props.no_passwords}</p>}
		</Layout>
	);
}

function ChoosePassword(props: Omit<Parameters<typeof InvitationPage>[0], "shell">) {
	const { form, provider_name, token } = props;
	return (
		<Section title={provider_name === null ? "Användarnamn och lösenord" : "Eller välj ett lösenord"}>
			<Form action={paths.invitation(token)} errors={form.errors}>
				<TextField
					name="user_name"
					label="Användarnamn"
					value={valueIn(form, "user_name") || props.person.email}
					error={form.errors.user_name}
					autocomplete="username"
					width="medium"
				/>
				<NewPasswordField form={form} label="Lösenord" />
				<FormActions>
					<Button>Spara och logga in</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
