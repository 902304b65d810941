import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { SeverityBadge } from "../../ui/deviation-badges.tsx";
import { OwnerFields } from "./deviation-form.tsx";

interface StepProps {
	frame: Partial<LayoutProps>;
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
				{ term: "Allvarlighetsgrad", value: <SeverityBadge severity={deviation.severity} /> },
				{ term: "Vad är fel", value: deviation.description, wide: true },
				{ term: "Direkt rättning", value: deviation.direct_fix },
				...(deviation.plan ? [{ term: "Plan", value: deviation.plan, wide: true }] : []),
			]}
		/>
	);
}

/** Why it happened, and what is done so that it does not happen again. */
export function HandlingPage({
	frame,
	deviation,
	form,
	owners,
}: StepProps & { owners: readonly { id: string; name: string }[] }) {
	const needed = deviation.severity !== "minor";
	return (
		<Layout
			{...frame}
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
				<TextArea
					name="root_cause"
					label="Grundorsak"
					help="Varför hände det? Fråga varför tills svaret går att göra något åt."
					rows={3}
					value={valueIn(form, "root_cause")}
					error={form.errors.root_cause}
				/>
				<TextArea
					name="plan"
					label="Plan"
					help={needed ? "Krävs för en större eller väsentlig avvikelse." : undefined}
					optional={!needed}
					rows={4}
					value={valueIn(form, "plan")}
					error={form.errors.plan}
				/>
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
export function ClosingPage({ frame, deviation, form }: StepProps) {
	return (
		<Layout
			{...frame}
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
				<TextArea
					name="effect_check"
					label="Hur har effekten kontrollerats?"
					rows={3}
					value={valueIn(form, "effect_check")}
					error={form.errors.effect_check}
				/>
				<ConfidentialNote kind="both" />
				<FormActions cancel_href={paths.deviation(deviation.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
