import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { CAUSE_CODES, SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";
import { CAUSE_OPTIONS, SEVERITY_OPTIONS } from "./choices.ts";

type Choice = { id: string; name: string };
const choices = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }));

const LABELS = {
	title: "Rubrik",
	description: "Vad är fel?",
	severity: "Hur allvarligt är det?",
	cause_code: "Orsakskod",
	direct_fix: "Vad har rättats direkt?",
	owner_id: "Ansvarig",
	due_on: "Klart senast",
};

/** A deviation found outside a check: where, which risk, what. */
export function NewDeviationPage(props: {
	frame: Partial<LayoutProps>;
	units: readonly Choice[];
	risks: readonly { id: string; number: number; title: string }[];
	form: FormState;
}) {
	const { form } = props;
	return (
		<Layout
			{...props.frame}
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
	frame: Partial<LayoutProps>;
	deviation: Deviation;
	owners: readonly Choice[];
	/** The saved values, as the form holds them. */
	current: Record<string, string>;
	form: FormState;
}) {
	const { deviation, form } = props;
	const read = (name: string, value: string) =>
		(name === "severity" && SEVERITIES[value as Severity]) ||
		(name === "cause_code" && CAUSE_CODES[value as keyof typeof CAUSE_CODES]) ||
		props.owners.find((owner) => owner.id === value)?.name ||
		value;
	return (
		<Layout
			{...props.frame}
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
				<NewerValues form={form} current={props.current} labels={LABELS} read={read} />
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
	const field = (name: keyof typeof LABELS) => ({
		name,
		label: LABELS[name],
		value: valueIn(form, name),
		error: form.errors[name],
	});
	return (
		<>
			<TextField {...field("title")} maxlength={200} />
			<TextArea {...field("description")} />
			<ConfidentialNote kind="both" />
			<RadioGroup {...field("severity")} options={SEVERITY_OPTIONS} />
			<SelectField {...field("cause_code")} optional placeholder="Välj orsak" options={CAUSE_OPTIONS} width="medium" />
			<TextArea {...field("direct_fix")} optional rows={2} />
		</>
	);
}

export function OwnerFields({ owners, form }: { owners: readonly Choice[]; form: FormState }) {
	return (
		<>
			<SelectField
				name="owner_id"
				label={LABELS.owner_id}
				optional
				placeholder="Ej utsedd"
				options={choices(owners)}
				value={valueIn(form, "owner_id")}
				error={form.errors.owner_id}
				width="medium"
			/>
			<DateField
				name="due_on"
				label={LABELS.due_on}
				optional
				value={valueIn(form, "due_on")}
				error={form.errors.due_on}
			/>
		</>
	);
}
