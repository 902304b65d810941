import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

/** What answers when a view could not be saved as it was named. */
export function SaveViewPage({ shell, form }: { shell: Partial<LayoutProps>; form: FormState }) {
	const path = valueIn(form, "path");
	return (
		<Layout {...shell} title="Spara vyn">
			<Form action={paths.savedViews()} errors={form.errors} hidden={{ path, query: valueIn(form, "query") }}>
				<TextField
					name="name"
					label="Vyns namn"
					value={valueIn(form, "name")}
					error={form.errors.name}
					maxlength={60}
				/>
				<FormActions cancel_href={path || paths.inbox()}>
					<Button>Spara vyn</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
