import type { Run } from "../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { NumberField, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";

interface RunPageProps {
	shell: Partial<LayoutProps>;
	run: Run;
	form: FormState;
}

function crumbsOf(run: Run) {
	return [
		{ href: paths.evaluation(), label: "Utvärdering" },
		{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
	];
}

/** The second stage: as many more, in the same order of the draw. */
export function ExtensionPage({ shell, run, form, drawn }: RunPageProps & { drawn: number }) {
	return (
		<Layout
			{...shell}
			title="Utöka stickprovet"
			lead={`${run.unit_name}, ${formatOccurrence(run.period_key)}: ${drawn} av ${run.population_n ?? 0} inköp är dragna.`}
			crumbs={crumbsOf(run)}
		>
			<p>
				De inköp som kommer till är nästa i samma dragningsordning, så ingen väljer dem. Ett signerat kontrolltillfälle
				går tillbaka till utföraren för de nya inköpen; det som är besvarat ligger kvar.
			</p>
			<Form action={paths.runExtension(run.id)} errors={form.errors} version={versionOf(form, run.version)}>
				<NumberField
					name="add"
					label="Hur många fler"
					help="I två steg: lika många som i det första."
					value={valueIn(form, "add") || drawn}
					error={form.errors.add}
				/>
				<TextArea name="reason" label="Skäl" value={valueIn(form, "reason")} error={form.errors.reason} rows={3} />
				<ConfidentialNote kind="patient" />
				<FormActions cancel_href={paths.run(run.id)}>
					<Button>Utöka stickprovet</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

/** Late lines join by the threshold of the draw. */
export function CompletionPage({ shell, run, form, late, done }: RunPageProps & { late: number; done: boolean }) {
	const nothing = done
		? "Perioden är redan kompletterad med sena rader."
		: "Det finns inga sena rader: inget med datum i perioden har kommit med en senare population.";
	return (
		<Layout
			{...shell}
			title="Komplettera med sena rader"
			lead={`${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={crumbsOf(run)}
		>
			{done || late === 0 ? (
				<EmptyState text={nothing} />
			) : (
				<>
					<p>
						{`${late} inköp med datum i perioden kom efter frysningen. Stickprovet behålls. De sena inköp vars tal i dragningen ligger under stickprovets gräns granskas också, och utvärderas som ett eget stratum. Normalt räcker det att de hör till nästa period; komplettera bara när perioden måste bli hel.`}
					</p>
					<Form action={paths.runCompletion(run.id)} errors={form.errors} version={versionOf(form, run.version)}>
						<TextArea name="reason" label="Skäl" value={valueIn(form, "reason")} error={form.errors.reason} rows={3} />
						<ConfidentialNote kind="patient" />
						<FormActions cancel_href={paths.run(run.id)}>
							<Button>Komplettera perioden</Button>
						</FormActions>
					</Form>
				</>
			)}
		</Layout>
	);
}
