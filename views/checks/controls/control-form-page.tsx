import type { Control } from "../../../db/queries/checks/controls.ts";
import { FREQUENCIES, POPULATION_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DateField, NumberField, type Option, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";

export interface ControlFormProps {
	form: FormState;
	checklists: readonly Option[];
	measures: readonly Option[];
	owners: readonly Option[];
}

const words = (vocabulary: Record<string, string>): Option[] =>
	Object.entries(vocabulary).map(([value, label]) => ({ value, label }));

/** A control's values as its form holds them. */
export function controlValues(control: Control): Record<string, string> {
	const names = Object.keys(LABELS) as (keyof Control)[];
	return Object.fromEntries(names.map((name) => [name, String(control[name] ?? "")]));
}

const LABELS = {
	title: "Rubrik",
	method: "Metod",
	frequency: "Frekvens",
	population_kind: "Population",
	sample_size: "Antal att granska per enhet och period",
	reserve_count: "Antal reserver",
	checklist_id: "Checklista",
	measure_id: "Åtgärd i planen",
	owner_id: "Kontrollansvarig",
	due_working_days: "Förfaller efter periodens sista dag",
	starts_on: "Börjar",
	ended_on: "Slutar",
} as const;

function field(form: FormState, name: keyof typeof LABELS) {
	return { name, label: LABELS[name], value: valueIn(form, name), error: form.errors[name] };
}

function What({ form, measures, owners }: ControlFormProps) {
	return (
		<FieldSet legend="Vad kontrolleras">
			<TextField {...field(form, "title")} maxlength={200} />
			<TextArea
				{...field(form, "method")}
				help="Vad granskas, mot vad och hur. Den som utför kontrollen ser texten."
				maxlength={4000}
				optional
			/>
			<ConfidentialNote kind="patient" />
			<SelectField {...field(form, "measure_id")} options={measures} placeholder="Ingen" optional />
			<SelectField {...field(form, "owner_id")} options={owners} placeholder="Ingen" optional />
		</FieldSet>
	);
}

function When({ form }: ControlFormProps) {
	return (
		<FieldSet legend="När">
			<SelectField
				{...field(form, "frequency")}
				options={words(FREQUENCIES)}
				placeholder="Välj"
				help="En ny frekvens börjar efter de perioder som redan har kontrolltillfällen."
				width="medium"
			/>
			<NumberField {...field(form, "due_working_days")} unit="arbetsdagar" />
			<DateField {...field(form, "starts_on")} help="Kontrolltillfällen skapas från den period där dagen ligger." />
			<DateField {...field(form, "ended_on")} optional />
		</FieldSet>
	);
}

function Sample({ form, checklists }: ControlFormProps) {
	return (
		<FieldSet legend="Urval och checklista" help="Gäller de stickprov som dras efter ändringen.">
			<SelectField
				{...field(form, "population_kind")}
				options={words(POPULATION_KINDS)}
				placeholder="Välj"
				width="medium"
			/>
			<NumberField
				{...field(form, "sample_size")}
				help="0 när det inte finns någon population. Fakturor för inhyrd personal: dragna kronor per period, tills en stickprovsplan är beslutad."
			/>
			<NumberField {...field(form, "reserve_count")} />
			<SelectField {...field(form, "checklist_id")} options={checklists} placeholder="Ingen" optional />
		</FieldSet>
	);
}

/** A new control for a risk, or the values of one. */
export function ControlFormPage(
	props: ControlFormProps & {
		frame: Partial<LayoutProps>;
		action: string;
		risk: { id: string; number: number; title: string };
		control: Control | null;
	},
) {
	const { control, form, risk } = props;
	return (
		<Layout
			{...props.frame}
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
				{control ? <NewerValues form={form} current={controlValues(control)} labels={LABELS} /> : null}
				<What {...props} />
				<When {...props} />
				<Sample {...props} />
				<FormActions cancel_href={control ? paths.control(control.id) : paths.risk(risk.id)}>
					<Button>{control ? "Spara" : "Lägg till kontrollmomentet"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
