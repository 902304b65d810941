import { TextField } from "../../ui/field.tsx";
import type { FormState } from "../../ui/form-state.ts";

/** Where a new password is chosen. */
export function NewPasswordField(props: { form: FormState; label: string; scope?: string | undefined }) {
	return (
		<TextField
			name="password"
			label={props.label}
			scope={props.scope}
			type="password"
			help="Minst 12 tecken. Några ord efter varandra är lätta att minnas och svåra att gissa."
			error={props.form.errors.password}
			autocomplete="new-password"
			width="medium"
		/>
	);
}
