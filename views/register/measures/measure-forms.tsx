import type { Measure } from "../../../db/queries/register/measures.ts";
import { EFFECT_TESTED, MEASURE_KINDS, MEASURE_STATUSES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import { MEASURE_LABELS, REPORT_LABELS } from "../../../src/register/measures/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";

type Option = { id: string; name: string };
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

export interface MeasureFormProps {
	frame: Partial<LayoutProps>;
	form: FormState;
	risk: { id: string; number: number; title: string };
	owners: Option[];
	/** the saved measure; null when a new one is added */
	saved: { id: string; version: number; values: Record<string, string> } | null;
}

function Fields({ form, owners }: MeasureFormProps) {
	const common = (name: keyof typeof MEASURE_LABELS) => ({
		name,
		label: MEASURE_LABELS[name],
		error: form.errors[name],
		value: valueIn(form, name),
	});
	return (
		<>
			<TextField {...common("title")} />
			<SelectField {...common("kind")} placeholder="Välj" width="medium" options={options(MEASURE_KINDS)} />
			<SelectField
				{...common("scope")}
				optional
				placeholder="Som risken"
				width="medium"
				options={options(RISK_SCOPES)}
			/>
			<TextField {...common("performer_text")} optional help="Till exempel chef eller verksamhet." />
			<TextArea {...common("support")} optional rows={2} help="Rutin, utbildning eller annat stöd." />
			<SelectField
				{...common("owner_id")}
				optional
				placeholder="Ingen vald"
				width="medium"
				options={owners.map((owner) => ({ value: owner.id, label: owner.name }))}
			/>
			<DateField {...common("due_on")} optional />
		</>
	);
}

export function MeasureFormPage(props: MeasureFormProps) {
	const { form, risk, saved, owners } = props;
	const words: Record<string, string> = { ...MEASURE_KINDS, ...RISK_SCOPES };
	const read = (name: string, value: string) =>
		name === "kind" || name === "scope"
			? (words[value] ?? value)
			: (owners.find((owner) => owner.id === value)?.name ?? value);
	return (
		<Layout
			{...props.frame}
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
				{saved ? <NewerValues form={form} current={saved.values} labels={MEASURE_LABELS} read={read} /> : null}
				<Fields {...props} />
				<FormActions cancel_href={saved ? paths.measure(saved.id) : paths.risk(risk.id)}>
					<Button>{saved ? "Spara" : "Lägg till åtgärden"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

export function MeasureReportPage(props: {
	frame: Partial<LayoutProps>;
	form: FormState;
	measure: Measure;
	saved: Record<string, string>;
}) {
	const { form, measure } = props;
	const common = (name: keyof typeof REPORT_LABELS) => ({
		name,
		label: REPORT_LABELS[name],
		error: form.errors[name],
		value: valueIn(form, name),
	});
	const words: Record<string, string> = { ...MEASURE_STATUSES, ...EFFECT_TESTED };
	return (
		<Layout
			{...props.frame}
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
				<NewerValues
					form={form}
					current={props.saved}
					labels={REPORT_LABELS}
					read={(_, value) => words[value] ?? value}
				/>
				<RadioGroup {...common("status")} options={options(MEASURE_STATUSES)} />
				<TextArea {...common("status_reason")} optional help="Skälet behövs när åtgärden avbryts." />
				<RadioGroup {...common("effect_tested")} layout="inline" options={options(EFFECT_TESTED)} />
				<TextArea {...common("effect_note")} optional help="Behövs när effekten är prövad." />
				<FormActions cancel_href={paths.measure(measure.id)}>
					<Button>Lämna rapporten</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
