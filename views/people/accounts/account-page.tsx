import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, type ButtonVariant } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { Section } from "../../ui/section.tsx";
import { NewPasswordField } from "./new-password-field.tsx";

const UNTOUCHED: FormState = { values: {}, errors: {} };

/** One's own password and second factor. `part` is the form that was refused; `codes_left` is null while codes are off. */
export function AccountPage(props: {
	shell: Partial<LayoutProps>;
	user_name: string;
	codes_left: number | null;
	/** The person's role asks for codes and there are none: nothing else is open. */
	must_set_codes: boolean;
	form: FormState;
	part?: "password" | "codes" | undefined;
}) {
	const password = props.part === "password" ? props.form : UNTOUCHED;
	const codes = props.part === "codes" ? props.form : UNTOUCHED;
	return (
		<Layout {...props.shell} title="Lösenord och engångskoder" lead={`Ditt användarnamn är ${props.user_name}.`}>
			{props.must_set_codes ? (
				<Flash
					tone="warn"
					announce={false}
					text="Din roll kräver engångskoder. Slå på dem här, så öppnas resten av tjänsten."
				/>
			) : (
				<ChangePassword form={password} />
			)}
			{props.codes_left === null ? (
				<Section
					title="Engångskoder"
					lead="Med engångskoder räcker det inte att någon vet ditt lösenord. Du behöver en app i din telefon."
				>
					<PasswordAct action={paths.ownCodes()} form={codes} scope="pa" label="Slå på engångskoder" />
				</Section>
			) : (
				<Section title="Engångskoder" lead={`Engångskoder är påslagna. Du har ${props.codes_left} reservkoder kvar.`}>
					<PasswordAct action={paths.ownRecoveryCodes()} form={codes} scope="nya" label="Skapa nya reservkoder" />
					<PasswordAct
						action={paths.ownCodesEnding()}
						form={codes}
						scope="av"
						label="Stäng av engångskoder"
						variant="danger"
					/>
				</Section>
			)}
		</Layout>
	);
}

function ChangePassword({ form }: { form: FormState }) {
	return (
		<Section title="Byt lösenord" lead="Andra inloggningar avslutas när du byter.">
			<Form action={paths.ownPassword()} errors={form.errors} scope="losenord">
				<CurrentPassword form={form} scope="losenord" />
				<NewPasswordField form={form} label="Nytt lösenord" scope="losenord" />
				<FormActions>
					<Button>Byt lösenord</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function CurrentPassword({ form, scope }: { form: FormState; scope: string }) {
	return (
		<TextField
			name="current"
			label="Ditt lösenord nu"
			type="password"
			error={form.errors.current}
			autocomplete="current-password"
			scope={scope}
			width="medium"
		/>
	);
}

/** An act that asks for the password again. */
function PasswordAct(props: {
	action: string;
	form: FormState;
	scope: string;
	label: string;
	variant?: ButtonVariant | undefined;
}) {
	return (
		<Form action={props.action} errors={props.form.errors} scope={props.scope}>
			<CurrentPassword form={props.form} scope={props.scope} />
			<FormActions>
				<Button variant={props.variant ?? "secondary"}>{props.label}</Button>
			</FormActions>
		</Form>
	);
}
