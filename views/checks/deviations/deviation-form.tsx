import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { DEVIATION_FIELDS, FACT_FIELDS, OWNER_FIELDS } from "../../../src/checks/deviations/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { CAUSE_OPTIONS, SEVERITY_OPTIONS } from "./choices.ts";

type Choice = { id: string; name: string };
const choices = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** A deviation found outside a check: where, which risk, what. */
export function NewDeviationPage(props: {
	shell: Partial<LayoutProps>;
	units: readonly Choice[];
	risks: readonly { id: string; number: number; title: string }[];
	form: FormState;
}) {
	const { form } = props;
	return (
		<Layout
			{...props.shell}
			title="Registrera avvikelse"
			lead="För det som upptäcks utanför en kontroll."
			crumbs={[{ href: paths.deviations(), label: "Avvikelser" }]}
		>
			<Form action={paths.deviations()} errors={form.errors} unsaved>
				<SelectField
					name="unit_id"
					label="Enhet"
					placeholder="Välj enhet"
					options={choices(props.units)}
					value={valueIn(form, "unit_id")}
					error={form.errors.unit_id}
				/>
				<SelectField
					name="risk_id"
					label="Risk som avvikelsen gäller"
					placeholder="Välj risk"
					options={props.risks.map((risk) => ({ value: risk.id, label: `R${risk.number} ${risk.title}` }))}
					value={valueIn(form, "risk_id")}
					error={form.errors.risk_id}
				/>
				<FactFields form={form} />
				<FormActions cancel_href={paths.deviations()}>
					<Button>Registrera</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

/** The facts of a deviation, who is in charge and until when. */
export function EditDeviationPage(props: {
	shell: Partial<LayoutProps>;
	deviation: Deviation;
	owners: readonly Choice[];
	/** The saved values, as the form holds them. */
	current: Record<string, string | string[]>;
	form: FormState;
}) {
	const { deviation, form } = props;
	return (
		<Layout
			{...props.shell}
			title={`Ändra avvikelse ${deviation.number}`}
			crumbs={[
				{ href: paths.deviations(), label: "Avvikelser" },
				{ href: paths.deviation(deviation.id), label: `Avvikelse ${deviation.number}` },
			]}
		>
			<Form
				action={paths.deviationEdit(deviation.id)}
				version={versionOf(form, deviation.version)}
				errors={form.errors}
				unsaved
			>
				<NewerValues form={form} current={props.current} fields={DEVIATION_FIELDS} named={props.owners} />
				<FactFields form={form} />
				<OwnerFields owners={props.owners} form={form} />
				<FormActions cancel_href={paths.deviation(deviation.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

function FactFields({ form }: { form: FormState }) {
	const { title, description, ...rest } = inputsOf(FACT_FIELDS, form, {
		title: (input) => <TextField {...input} maxlength={200} />,
		description: (input) => <TextArea {...input} />,
		severity: (input) => <RadioGroup {...input} options={SEVERITY_OPTIONS} />,
		cause_code: (input) => (
			<SelectField {...input} optional placeholder="Välj orsak" options={CAUSE_OPTIONS} width="medium" />
		),
		direct_fix: (input) => <TextArea {...input} optional rows={2} />,
	});
	return (
		<>
			{title}
			{description}
			<ConfidentialNote kind="both" />
			{Object.values(rest)}
		</>
	);
}

export function OwnerFields({ owners, form }: { owners: readonly Choice[]; form: FormState }) {
	const inputs = inputsOf(OWNER_FIELDS, form, {
		owner_id: (input) => (
			<PersonField {...input} form={form} optional placeholder="Ej utsedd" people={peopleToChoose(owners)} />
		),
		due_on: (input) => <DateField {...input} optional />,
	});
	return <>{Object.values(inputs)}</>;
}
