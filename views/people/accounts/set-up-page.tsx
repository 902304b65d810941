import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { NewPasswordField } from "./new-password-field.tsx";

/** The first administrator of a new installation. Shown once, ever. */
export function SetUpPage({ shell, token, form }: { shell: Partial<LayoutProps>; token: string; form: FormState }) {
	const field = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name] });
	return (
		<Layout
			{...shell}
			title="Sätt upp Tillräcklig"
			lead="Du blir den första administratören. Sedan stängs den här sidan för gott, och du lägger till andra under Administration."
		>
			<Form action={paths.setUp(token)} errors={form.errors}>
				<TextField {...field("region")} label="Regionens namn" help="Till exempel Region Örebro län" width="medium" />
				<FieldSet legend="Du">
					<TextField {...field("name")} label="Namn" autocomplete="name" width="medium" />
					<TextField {...field("email")} label="E-post" type="email" autocomplete="email" width="medium" />
				</FieldSet>
				<FieldSet legend="Din inloggning">
					<TextField {...field("user_name")} label="Användarnamn" autocomplete="username" width="medium" />
					<NewPasswordField form={form} label="Lösenord" />
				</FieldSet>
				<FormActions>
					<Button>Sätt upp</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
