import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { KeptNote } from "./kept-note.tsx";
import { Section } from "../../ui/section.tsx";

/** Sign-in with the region's identity provider, where there is one, and with user name and password. */
export function SignInPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	return_to: string;
	provider_name: string | null;
	/** The sentence where the region has forbidden passwords, else null. */
	no_passwords: string | null;
}) {
	const { form, provider_name } = props;
	const fields = <PasswordForm form={form} return_to={props.return_to} />;
	return (
		<Layout {...props.shell} title="Logga in">
			<KeptNote return_to={props.return_to} />
			{provider_name === null ? (
				fields
			) : (
				<>
					<p>
						<ButtonLink href={`${paths.signInProvider()}?till=${encodeURIComponent(props.return_to)}`} large>
							{`Logga in med ${provider_name}`}
						</ButtonLink>
					</p>
					{props.no_passwords === null ? (
						<Section title="Logga in med lösenord">{fields}</Section>
					) : (
						<p>{props.no_passwords}</p>
					)}
				</>
			)}
		</Layout>
	);
}

function PasswordForm({ form, return_to }: { form: FormState; return_to: string }) {
	return (
		<Form action={paths.signInPassword()} errors={form.errors} hidden={{ till: return_to }}>
			<TextField
				name="user_name"
				label="Användarnamn"
				value={valueIn(form, "user_name")}
				error={form.errors.user_name}
				autocomplete="username"
				width="medium"
			/>
			<TextField
				name="password"
				label="Lösenord"
				type="password"
				error={form.errors.password}
				autocomplete="current-password"
				width="medium"
			/>
			<FormActions>
				<Button>Logga in</Button>
			</FormActions>
			<p class="field-help">Har du glömt lösenordet? Be administratören om en ny inbjudan.</p>
		</Form>
	);
}
