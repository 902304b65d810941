import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { PersonField } from "../../ui/person-field.tsx";
import type { PersonChoice } from "../../ui/person-search.ts";

/** Asks a named person for a receipt, a delivery note or another document. */
export function AskForEvidencePage(props: {
	shell: Partial<LayoutProps>;
	action: string;
	owner: { label: string; href: string };
	people: readonly PersonChoice[];
	form: FormState;
}) {
	const { owner, form } = props;
	return (
		<Layout
			{...props.shell}
			title="Begär underlag"
			crumbs={[{ href: owner.href, label: owner.label }]}
			lead={`${owner.label}. Den du frågar ser det du skriver och kan skicka en fil, men ser inget annat av kontrollen.`}
		>
			<Form action={props.action} errors={form.errors}>
				<PersonField
					name="asked_of"
					form={form}
					label="Person som har underlaget"
					help="Även den som har beställt eller attesterat kan skicka underlag. Bedömningen gör du."
					placeholder="Välj person"
					people={props.people}
					value={valueIn(form, "asked_of")}
					error={form.errors.asked_of}
				/>
				<TextArea
					name="wanted"
					label="Vad behöver du?"
					help="Till exempel: följesedeln till leveransen den 12 oktober."
					rows={3}
					maxlength={500}
					value={valueIn(form, "wanted")}
					error={form.errors.wanted}
				/>
				<ConfidentialNote kind="both" />
				<FormActions cancel_href={owner.href}>
					<Button>Skicka begäran</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
