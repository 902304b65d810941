import type { Run } from "../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";

interface RunPageProps {
	shell: Partial<LayoutProps>;
	run: Run;
	form: FormState;
}

interface SecondLookProps {
	shell: Partial<LayoutProps>;
	control: { id: string; title: string; plan_year: number };
	unit: { id: string; name: string };
	form: FormState;
}

function crumbsOf(run: Run) {
	return [
		{ href: paths.evaluation(), label: "Utvärdering" },
		{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
	];
}

/** The planned second look: nothing is left to choose. */
export function SecondLookPage({ shell, control, unit, form }: SecondLookProps) {
	return (
		<Layout
			{...shell}
			title="Dra det andra steget"
			lead={`${control.title} ${control.plan_year}, ${unit.name}`}
			crumbs={[{ href: paths.evaluation(), label: "Utvärdering" }]}
		>
			<p>
				Planen bestämde två steg innan den första populationen frystes. I varje period dras lika många till, nästa i
				samma dragningsordning. Kontrolltillfällena går tillbaka till utförarna för de nya inköpen; det som är besvarat
				ligger kvar. Steget dras en gång för hela gruppen och hela året.
			</p>
			<Form action={paths.secondLook(control.id, unit.id)} errors={form.errors}>
				<TextArea name="reason" label="Skäl" value={valueIn(form, "reason")} error={form.errors.reason} rows={3} />
				<ConfidentialNote kind="patient" />
				<FormActions cancel_href={paths.evaluation()}>
					<Button>Dra det andra steget</Button>
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
