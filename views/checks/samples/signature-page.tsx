import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { FOUND_RESULTS, RUN_RESULTS, type RunResult, SEVERITY_HELP } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Workpaper } from "../../../src/checks/samples/workpaper.ts";
import { CAUSE_OPTIONS } from "../deviations/choices.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { RadioGroup, SelectField, TextArea } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { FoundDeviations } from "./found-deviations.tsx";
import { RunResultBadge } from "../../ui/run-badges.tsx";

interface SignatureProps {
	shell: Partial<LayoutProps>;
	run: Run;
	workpaper: Workpaper;
	deviations: readonly Deviation[];
	/** What the result will be, from the worst deviation. */
	result: RunResult;
	/** The due date has passed. */
	late: boolean;
	on_behalf_of: string | null;
	plain: boolean;
	form: FormState;
}

/** What the performer vouches for, before the name is put under it. */
export function SignaturePage(props: SignatureProps) {
	const { run } = props;
	return (
		<Layout
			{...props.shell}
			title="Signera"
			lead={`${run.control_title}, ${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={[
				{ href: paths.runs(), label: "Kontrolltillfällen" },
				{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
			]}
		>
			{props.late ? (
				<Flash
					tone="warn"
					announce={false}
					text={`Kontrollen skulle ha varit klar ${dateText(run.due_on)}. Signeringen stämplas som sen.`}
				/>
			) : null}
			{props.plain ? <PlainForm {...props} /> : <SampleForm {...props} />}
		</Layout>
	);
}

function SampleForm(props: SignatureProps) {
	const { run, workpaper, deviations, form } = props;
	return (
		<>
			<DescriptionList
				items={[
					{ term: `Besvarade ${workpaper.noun.many}`, value: `${workpaper.done} av ${workpaper.items.length}` },
					{ term: "Avvikelser", value: String(deviations.length) },
					{ term: "Resultat", value: <RunResultBadge result={props.result} /> },
				]}
			/>
			{props.result === "nothing_to_judge" ? (
				<Flash
					tone="warn"
					announce={false}
					text="Alla svar är Ej tillämpligt, så inget är bedömt. Granskaren behöver godta det med ett skäl."
				/>
			) : null}
			<FoundDeviations deviations={deviations} />
			<Form action={paths.runSignature(run.id)} version={versionOf(form, run.version)} errors={form.errors}>
				<p>
					{props.on_behalf_of
						? `Du intygar, för ${props.on_behalf_of}, att ${workpaper.noun.the_many} är granskade mot underlagen.`
						: `Du intygar att ${workpaper.noun.the_many} är granskade mot underlagen.`}{" "}
					Efter signeringen är svaren låsta.
				</p>
				<FormActions cancel_href={paths.run(run.id)} cancel_label="Tillbaka till frågorna">
					<Button large disabled={workpaper.next !== null}>
						Signera
					</Button>
				</FormActions>
			</Form>
		</>
	);
}

const RESULT_OPTIONS = FOUND_RESULTS.map((value) => ({
	value,
	label: RUN_RESULTS[value],
	help: value === "no_deviation" ? undefined : SEVERITY_HELP[value],
}));

function PlainForm(props: SignatureProps) {
	const { run, form } = props;
	const value = (name: string, kept = "") => (form.values[name] === undefined ? kept : valueIn(form, name));
	return (
		<Form action={paths.runSignature(run.id)} version={versionOf(form, run.version)} errors={form.errors} unsaved>
			<RadioGroup
				name="result"
				label="Resultat"
				options={RESULT_OPTIONS}
				value={value("result")}
				error={form.errors.result}
			/>
			<TextArea
				name="comment"
				label="Vad har kontrollerats, och vad visade det?"
				value={value("comment", run.result_reason)}
				error={form.errors.comment}
			/>
			<SelectField
				name="cause_code"
				label="Orsak till avvikelsen"
				optional
				placeholder="Välj orsak"
				options={CAUSE_OPTIONS}
				value={value("cause_code")}
				error={form.errors.cause_code}
				width="medium"
			/>
			<TextArea
				name="direct_fix"
				label="Vad har rättats direkt?"
				optional
				rows={2}
				value={value("direct_fix")}
				error={form.errors.direct_fix}
			/>
			<ConfidentialNote kind="both" />
			<FormActions cancel_href={paths.run(run.id)}>
				<Button large>Signera</Button>
			</FormActions>
		</Form>
	);
}
