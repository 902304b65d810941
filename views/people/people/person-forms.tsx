import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PERSON_FIELDS } from "../../../src/people/people/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

type Option = { id: string; name: string };

export function PersonFormPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	saved: { id: string; version: number; values: Record<string, string | string[]> } | null;
}) {
	const { form, saved } = props;
	const inputs = inputsOf(PERSON_FIELDS, form, {
		name: (input) => <TextField {...input} help="För- och efternamn." />,
		email: (input) => (
			<TextField {...input} type="email" optional help="Används för att känna igen personen vid inloggning." />
		),
		ledger_name: (input) => (
			<TextField
				{...input}
				optional
				help="Som personen står i inköpsfilen, om det skiljer sig från namnet. Behövs för att ingen ska granska egna inköp."
			/>
		),
	});
	return (
		<Layout
			{...props.shell}
			title={saved ? "Ändra person" : "Lägg till person"}
			crumbs={[{ href: paths.people(), label: "Personer" }]}
		>
			<Form
				action={saved ? paths.personEdit(saved.id) : paths.personNew()}
				errors={form.errors}
				version={saved ? versionOf(form, saved.version) : undefined}
				unsaved
			>
				{saved ? <NewerValues form={form} current={saved.values} fields={PERSON_FIELDS} /> : null}
				{Object.values(inputs)}
				<FormActions cancel_href={saved ? paths.person(saved.id) : paths.people()}>
					<Button>{saved ? "Spara" : "Lägg till personen"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

export function RoleFormPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	person: Option;
	units: Option[];
	colleagues: Option[];
}) {
	const { form, person } = props;
	const { errors } = form;
	const options = (rows: readonly Option[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
	const common = (name: string, label: string) => ({ name, label, error: errors[name], value: valueIn(form, name) });
	return (
		<Layout
			{...props.shell}
			title={`Ge ${person.name} en roll`}
			lead="Rollen gäller vid enheten, under de dagar du anger. Personen får logga in på nytt."
			crumbs={[{ href: paths.person(person.id), label: person.name }]}
		>
			<Form action={paths.personRoles(person.id)} errors={errors} unsaved>
				<SelectField
					{...common("role", "Roll")}
					placeholder="Välj"
					options={Object.entries(ROLES).map(([value, label]) => ({ value, label }))}
				/>
				<SelectField {...common("unit_id", "Enhet")} placeholder="Välj" options={options(props.units)} />
				<DateField {...common("valid_from", "Från och med")} />
				<DateField {...common("valid_to", "Till och med")} optional help="En vikarie har alltid ett slutdatum." />
				<PersonField
					{...common("substitute_for", "Vikarie för")}
					form={form}
					optional
					placeholder="Ingen: rollen är personens egen"
					help="Det som görs stämplas då ”för” den som vikarien ersätter."
					people={peopleToChoose(props.colleagues)}
				/>
				<FormActions cancel_href={paths.person(person.id)}>
					<Button>Ge rollen</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
