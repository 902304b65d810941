import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { Measure } from "../../../db/queries/register/measures.ts";
import { EFFECT_TESTED, MEASURE_KINDS, MEASURE_STATUSES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../../../src/register/measures/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DateField, NumberField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

type Option = { id: string; name: string };
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

export interface MeasureFormProps {
	shell: Partial<LayoutProps>;
	form: FormState;
	risk: { id: string; number: number; title: string };
	owners: readonly Option[];
	/** the saved measure; null when a new one is added */
	saved: { id: string; version: number; values: Record<string, string | string[]> } | null;
}

function Fields({ form, owners }: MeasureFormProps) {
	const inputs = inputsOf(MEASURE_FIELDS, form, {
		title: (input) => <TextField {...input} />,
		kind: (input) => <SelectField {...input} placeholder="Välj" width="medium" options={options(MEASURE_KINDS)} />,
		scope: (input) => (
			<SelectField {...input} optional placeholder="Som risken" width="medium" options={options(RISK_SCOPES)} />
		),
		performer_text: (input) => <TextField {...input} optional help="Till exempel chef eller verksamhet." />,
		support: (input) => <TextArea {...input} optional rows={2} help="Rutin, utbildning eller annat stöd." />,
		owner_id: (input) => (
			<PersonField {...input} form={form} optional placeholder="Ingen vald" people={peopleToChoose(owners)} />
		),
		due_on: (input) => <DateField {...input} optional />,
	});
	return <>{Object.values(inputs)}</>;
}

export function MeasureFormPage(props: MeasureFormProps) {
	const { form, risk, saved, owners } = props;
	return (
		<Layout
			{...props.shell}
			title={saved ? "Ändra åtgärd" : "Lägg till åtgärd"}
			crumbs={[{ href: paths.risk(risk.id), label: `R${risk.number} ${risk.title}` }]}
		>
			<ConfidentialNote kind="both" />
			<Form
				action={saved ? paths.measureEdit(saved.id) : paths.riskMeasures(risk.id)}
				errors={form.errors}
				version={saved ? versionOf(form, saved.version) : undefined}
				unsaved
			>
				{saved ? <NewerValues form={form} current={saved.values} fields={MEASURE_FIELDS} named={owners} /> : null}
				<Fields {...props} />
				<FormActions cancel_href={saved ? paths.measure(saved.id) : paths.risk(risk.id)}>
					<Button>{saved ? "Spara" : "Lägg till åtgärden"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

export function MeasureReportPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	measure: Measure;
	saved: Record<string, string | string[]>;
	/** Why the person may not say that the effect is tested. */
	blocked: string | null;
}) {
	const { form, measure, blocked } = props;
	const inputs = inputsOf(REPORT_FIELDS, form, {
		status: (input) => <RadioGroup {...input} options={options(MEASURE_STATUSES)} />,
		status_reason: (input) => <TextArea {...input} optional help="Skälet behövs när åtgärden avbryts." />,
		percent: (input) => <NumberField {...input} optional help="Eller steg nedan." />,
		steps_done: (input) => <NumberField {...input} optional />,
		steps_total: (input) => <NumberField {...input} optional />,
		cost_ore: (input) => <TextField {...input} optional inputmode="decimal" width="short" />,
		effect_tested: (input) => (
			<RadioGroup {...input} layout="inline" options={options(EFFECT_TESTED)} help={blocked ?? undefined} />
		),
		effect_note: (input) => <TextArea {...input} optional help="Behövs när effekten är prövad." />,
	});
	return (
		<Layout
			{...props.shell}
			title="Lägesrapport"
			lead={measure.title}
			crumbs={[{ href: paths.measure(measure.id), label: "Åtgärden" }]}
		>
			<ConfidentialNote kind="both" />
			<Form
				action={paths.measureReport(measure.id)}
				errors={form.errors}
				version={versionOf(form, measure.version)}
				unsaved
			>
				<NewerValues form={form} current={props.saved} fields={REPORT_FIELDS} />
				{Object.values(inputs)}
				<FormActions cancel_href={paths.measure(measure.id)}>
					<Button>Lämna rapporten</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
