import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";

/** The second half of signing in. */
export function CodePage(props: { shell: Partial<LayoutProps>; form: FormState }) {
	return (
		<Layout {...props.shell} title="Skriv din engångskod">
			<Form action={paths.signInCode()} errors={props.form.errors}>
				<TextField
					name="code"
					label="Engångskod"
					help="Sex siffror ur appen i din telefon. Har du inte telefonen? Skriv en av dina reservkoder."
					error={props.form.errors.code}
					autocomplete="one-time-code"
					width="short"
				/>
				<FormActions cancel_href={paths.signIn()}>
					<Button>Logga in</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
