import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { UNIT_FIELDS } from "../../../src/people/units/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

export interface UnitFormProps {
	shell: Partial<LayoutProps>;
	form: FormState;
	parents: { id: string; name: string }[];
	/** the saved unit; null when a new one is added */
	saved: { id: string; version: number; is_root: boolean; values: Record<string, string | string[]> } | null;
}

function Fields({ form, parents, saved }: UnitFormProps) {
	const inputs = inputsOf(UNIT_FIELDS, form, {
		name: (input) => <TextField {...input} />,
		kind: (input) => (
			<SelectField
				{...input}
				width="medium"
				placeholder="Välj"
				options={Object.entries(UNIT_KINDS).map(([value, label]) => ({ value, label }))}
			/>
		),
		parent_id: (input) =>
			saved?.is_root ? null : (
				<SelectField
					{...input}
					placeholder="Välj"
					options={parents.map((parent) => ({ value: parent.id, label: parent.name }))}
				/>
			),
		code: (input) => (
			<TextField
				{...input}
				optional
				width="short"
				help="Den kod som inköpsfilen använder, till exempel kostnadsställe."
			/>
		),
		valid_from: (input) => <DateField {...input} />,
		valid_to: (input) => (saved ? <DateField {...input} optional help="Sätt ett datum när enheten upphör." /> : null),
	});
	return <>{Object.values(inputs)}</>;
}

export function UnitFormPage(props: UnitFormProps) {
	const { form, saved, parents } = props;
	return (
		<Layout
			{...props.shell}
			title={saved ? "Ändra enhet" : "Lägg till enhet"}
			crumbs={[{ href: paths.units(), label: "Enheter" }]}
		>
			<Form
				action={saved ? paths.unitEdit(saved.id) : paths.unitNew()}
				errors={form.errors}
				version={saved ? versionOf(form, saved.version) : undefined}
				unsaved
			>
				{saved ? <NewerValues form={form} current={saved.values} fields={UNIT_FIELDS} named={parents} /> : null}
				<Fields {...props} />
				<FormActions cancel_href={saved ? paths.unit(saved.id) : paths.units()}>
					<Button>{saved ? "Spara" : "Lägg till enheten"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
