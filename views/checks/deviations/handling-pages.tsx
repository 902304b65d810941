import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { CAUSE_FIELDS, EFFECT_FIELDS, FACT_FIELDS } from "../../../src/checks/deviations/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { SeverityBadge } from "../../ui/deviation-badges.tsx";
import { OwnerFields } from "./deviation-form.tsx";

interface StepProps {
	shell: Partial<LayoutProps>;
	deviation: Deviation;
	form: FormState;
}

function crumbs(deviation: Deviation) {
	return [
		{ href: paths.deviations(), label: "Avvikelser" },
		{ href: paths.deviation(deviation.id), label: `Avvikelse ${deviation.number}` },
	];
}

function Reminder({ deviation }: { deviation: Deviation }) {
	return (
		<DescriptionList
			items={[
				{ term: FACT_FIELDS.severity.short, value: <SeverityBadge severity={deviation.severity} /> },
				{ term: FACT_FIELDS.description.list, value: deviation.description, wide: true },
				{ term: FACT_FIELDS.direct_fix.short, value: deviation.direct_fix },
				...(deviation.plan ? [{ term: CAUSE_FIELDS.plan.label, value: deviation.plan, wide: true }] : []),
			]}
		/>
	);
}

/** Why it happened, and what is done so that it does not happen again. */
export function HandlingPage({
	shell,
	deviation,
	form,
	owners,
}: StepProps & { owners: readonly { id: string; name: string }[] }) {
	const needed = deviation.severity !== "minor";
	const inputs = inputsOf(CAUSE_FIELDS, form, {
		root_cause: (input) => (
			<TextArea {...input} help="Varför hände det? Fråga varför tills svaret går att göra något åt." rows={3} />
		),
		plan: (input) => (
			<TextArea
				{...input}
				help={needed ? "Krävs för en större eller väsentlig avvikelse." : undefined}
				optional={!needed}
				rows={4}
			/>
		),
	});
	return (
		<Layout
			{...shell}
			title={`Hantera avvikelse ${deviation.number}`}
			lead={deviation.title}
			crumbs={crumbs(deviation)}
		>
			<Reminder deviation={deviation} />
			<Form
				action={paths.deviationHandling(deviation.id)}
				version={versionOf(form, deviation.version)}
				errors={form.errors}
				unsaved
			>
				{Object.values(inputs)}
				<OwnerFields owners={owners} form={form} />
				<ConfidentialNote kind="both" />
				<FormActions cancel_href={paths.deviation(deviation.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

/** Did it help? Only then is a deviation closed. */
export function ClosingPage({ shell, deviation, form }: StepProps) {
	const { effect_check } = inputsOf(EFFECT_FIELDS, form, {
		effect_check: (input) => <TextArea {...input} rows={3} />,
	});
	return (
		<Layout
			{...shell}
			title={`Kontrollera effekten av avvikelse ${deviation.number}`}
			lead={deviation.title}
			crumbs={crumbs(deviation)}
		>
			<Reminder deviation={deviation} />
			<Form
				action={paths.deviationClosing(deviation.id)}
				version={versionOf(form, deviation.version)}
				errors={form.errors}
				unsaved
			>
				<RadioGroup
					name="effective"
					label="Har det som gjordes fått effekt?"
					options={[
						{ value: "yes", label: "Ja", help: "Avvikelsen avslutas." },
						{ value: "no", label: "Nej", help: "Avvikelsen öppnas igen och behöver en ny plan." },
					]}
					value={valueIn(form, "effective")}
					error={form.errors.effective}
				/>
				{effect_check}
				<ConfidentialNote kind="both" />
				<FormActions cancel_href={paths.deviation(deviation.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
