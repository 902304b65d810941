import { PersonField } from "../../ui/person-field.tsx";
import type { Control } from "../../../db/queries/checks/controls.ts";
import { FREQUENCIES, POPULATION_KINDS } from "../../../db/schema/vocabulary.ts";
import { CONTROL_FIELDS } from "../../../src/checks/controls/fields.ts";
import { formValues } from "../../../src/ground/tables/field.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DateField, NumberField, type Option, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

export interface ControlFormProps {
	form: FormState;
	checklists: readonly Option[];
	measures: readonly Option[];
	owners: readonly Option[];
}

const words = (vocabulary: Record<string, string>): Option[] =>
	Object.entries(vocabulary).map(([value, label]) => ({ value, label }));

const namedOption = ({ value, label }: Option) => ({ id: value, name: label });

function controlInputs({ form, checklists, measures, owners }: ControlFormProps) {
	return inputsOf(CONTROL_FIELDS, form, {
		title: (input) => <TextField {...input} maxlength={200} />,
		method: (input) => (
			<TextArea
				{...input}
				help="Vad granskas, mot vad och hur. Den som utför kontrollen ser texten."
				maxlength={4000}
				optional
			/>
		),
		measure_id: (input) => <SelectField {...input} options={measures} placeholder="Ingen" optional />,
		owner_id: (input) => <PersonField {...input} form={form} people={owners} placeholder="Ingen" optional />,
		frequency: (input) => (
			<SelectField
				{...input}
				options={words(FREQUENCIES)}
				placeholder="Välj"
				help="En ny frekvens börjar efter de perioder som redan har kontrolltillfällen."
				width="medium"
			/>
		),
		due_working_days: (input) => <NumberField {...input} unit="arbetsdagar" />,
		starts_on: (input) => <DateField {...input} help="Kontrolltillfällen skapas från den period där dagen ligger." />,
		ended_on: (input) => <DateField {...input} optional />,
		population_kind: (input) => (
			<SelectField {...input} options={words(POPULATION_KINDS)} placeholder="Välj" width="medium" />
		),
		sample_size: (input) => (
			<NumberField
				{...input}
				help="0 när det inte finns någon population. Fakturor för inhyrd personal: dragna kronor per period, tills en stickprovsplan är beslutad."
			/>
		),
		reserve_count: (input) => <NumberField {...input} />,
		checklist_id: (input) => <SelectField {...input} options={checklists} placeholder="Ingen" optional />,
	});
}

/** The inputs in their three groups; what is left of the table when the times and the sample are taken stands first. */
function ControlInputs(props: ControlFormProps) {
	const {
		frequency,
		due_working_days,
		starts_on,
		ended_on,
		population_kind,
		sample_size,
		reserve_count,
		checklist_id,
		title,
		method,
		...whose
	} = controlInputs(props);
	return (
		<>
			<FieldSet legend="Vad kontrolleras">
				{title}
				{method}
				<ConfidentialNote kind="patient" />
				{Object.values(whose)}
			</FieldSet>
			<FieldSet legend="När">{[frequency, due_working_days, starts_on, ended_on]}</FieldSet>
			<FieldSet legend="Urval och checklista" help="Gäller de stickprov som dras efter ändringen.">
				{[population_kind, sample_size, reserve_count, checklist_id]}
			</FieldSet>
		</>
	);
}

/** A new control for a risk, or the values of one. */
export function ControlFormPage(
	props: ControlFormProps & {
		shell: Partial<LayoutProps>;
		action: string;
		risk: { id: string; number: number; title: string };
		control: Control | null;
	},
) {
	const { control, form, risk } = props;
	return (
		<Layout
			{...props.shell}
			title={control ? "Ändra kontrollmoment" : "Nytt kontrollmoment"}
			crumbs={[
				{ href: paths.risk(risk.id), label: `Risk ${risk.number}` },
				...(control ? [{ href: paths.control(control.id), label: control.title }] : []),
			]}
		>
			<Form
				action={props.action}
				version={control ? versionOf(form, control.version) : undefined}
				errors={form.errors}
				unsaved
			>
				{control ? (
					<NewerValues
						form={form}
						current={formValues(CONTROL_FIELDS, control)}
						fields={CONTROL_FIELDS}
						named={[...props.checklists, ...props.measures, ...props.owners].map(namedOption)}
					/>
				) : null}
				<ControlInputs {...props} />
				<FormActions cancel_href={control ? paths.control(control.id) : paths.risk(risk.id)}>
					<Button>{control ? "Spara" : "Lägg till kontrollmomentet"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
