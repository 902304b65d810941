import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";

/** Choosing which day is read, when the field in the header was not enough. */
export function AsOfPage(props: { shell: Partial<LayoutProps>; form: FormState; return_to: string }) {
	const { values, errors } = props.form;
	return (
		<Layout
			{...props.shell}
			title="Läs ett tidigare läge"
			lead="Alla sidor, listor och filer visar registret som det var när dagen var slut. Registret kan bara läsas där."
		>
			<Form action={paths.asOf()} errors={errors} hidden={{ till: props.return_to }}>
				<DateField name="datum" label="Dag" value={String(values.datum ?? "")} error={errors.datum} />
				<FormActions cancel_href={paths.inbox()}>
					<Button>Visa läget</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
