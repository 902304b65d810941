import type { FollowUp, FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import type { FollowUpStep } from "../../../db/queries/report/follow-ups-steps.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES } from "../../../db/schema/report/words.ts";
import { formValues } from "../../../src/ground/tables/field.ts";
import { remarkOf } from "../../../src/report/follow-ups/columns.ts";
import { FOLLOW_UP_FIELDS } from "../../../src/report/follow-ups/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink, PostButton } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { CheckboxGroup, RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf, valuesIn } from "../../ui/form-state.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Section } from "../../ui/section.tsx";
import { dateText } from "../../ui/format.ts";
import { DoneOf, SaveButtons, WorkRun } from "../../ui/work-run.tsx";
import { FactBadges, FollowUpStateBadge } from "./follow-up-badge.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	row: FollowUpRow;
	form?: FormState | undefined;
	sealed: boolean;
	may_write: boolean;
	may_complete: boolean;
	/** How far the person has come with what is theirs to write, and the next without a result. */
	way: { done: number; total: number; next: FollowUpStep | null };
	/** What the report before has words for where this one has none; shown in the form when `takes`. */
	taken: { labels: readonly string[]; values: Record<string, string | string[]> } | null;
	takes: boolean;
	history: readonly HistoryEvent[];
}

const KIND_PATHS = { risk: paths.risk, measure: paths.measure, control: paths.control };

/** One subject in one report: the numbers, last period beside, and what is said now. */
export function FollowUpPage(props: Props) {
	const { period, row } = props;
	const remark = remarkOf(row);
	return (
		<Layout
			{...props.shell}
			title={`Uppföljning: ${row.title}`}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.followUps(period.id), label: `Uppföljning, ${period.name}` },
			]}
		>
			<SealedNote sealed={props.sealed} period_id={period.id} />
			{props.may_write ? <Way {...props} /> : null}
			<DescriptionList
				items={[
					{ term: "Slag", value: FOLLOW_UP_KINDS[row.kind] },
					{ term: "Risk", value: `R${row.risk_number}, ${row.area}` },
					{ term: "Ansvarig", value: row.owner },
					{ term: "Text", value: <FollowUpStateBadge row={row} /> },
					{ term: "Beräknat", value: <FactBadges row={row} />, wide: true },
					...(remark === "" ? [] : [{ term: "Anmärkning", value: remark, wide: true }]),
					{ term: "Grunden", value: <Link href={KIND_PATHS[row.kind](row.id)}>{groundText(row)}</Link> },
				]}
			/>
			{row.previous ? <Previous {...props} previous={row.previous} /> : null}
			<Section title="Det här rapporttillfället">
				{props.may_write ? <WriteForm {...props} /> : <Written follow_up={row.follow_up} />}
				{props.may_complete && row.follow_up ? <Completion period={period} row={row} /> : null}
			</Section>
			<Section title="Vad som har hänt">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function groundText(row: FollowUpRow): string {
	return `Öppna ${FOLLOW_UP_KINDS[row.kind].toLowerCase()}${row.kind === "control" ? "et" : "en"}`;
}

function Way({ period, way }: Props) {
	return (
		<WorkRun next_href={way.next && paths.followUp(period.id, way.next.kind, way.next.id)}>
			<DoneOf id="uppfoljning" label="Ditt att skriva" done={way.done} total={way.total} />
		</WorkRun>
	);
}

const saidBy = ({ period, writer, written_at }: FollowUp) => `${period}, skriven av ${writer} ${dateText(written_at)}`;

function Previous({ period, row, previous, may_write, taken, takes }: { previous: FollowUp } & Props) {
	return (
		<Section
			title={`Förra rapporttillfället: ${previous.period}`}
			lead={`Skriven av ${previous.writer} ${dateText(previous.written_at)}.`}
		>
			<Written follow_up={previous} />
			{may_write && taken && !takes ? (
				<ButtonLink href={paths.followUpTakeOver(period.id, row.kind, row.id)} variant="secondary">
					{`Hämta texten till ${namesOf(taken.labels)}`}
				</ButtonLink>
			) : null}
		</Section>
	);
}

function Written({ follow_up }: { follow_up: FollowUp | null }) {
	if (!follow_up) return <p class="soft">Inget är skrivet ännu.</p>;
	return (
		<DescriptionList
			items={[
				{ term: FOLLOW_UP_FIELDS.status.label, value: follow_up.status ? FOLLOW_UP_STATUSES[follow_up.status] : null },
				{ term: FOLLOW_UP_FIELDS.next_year.label, value: follow_up.next_year === 1 ? "Ja" : "Nej" },
				{ term: FOLLOW_UP_FIELDS.result.label, value: follow_up.result, wide: true },
				{ term: FOLLOW_UP_FIELDS.analysis.label, value: follow_up.analysis, wide: true },
				{ term: FOLLOW_UP_FIELDS.new_measure.label, value: follow_up.new_measure, wide: true },
			]}
		/>
	);
}

/** "Resultat, Analys och Ny åtgärd" */
function namesOf(labels: readonly string[]): string {
	return labels.length === 1 ? labels[0]! : `${labels.slice(0, -1).join(", ")} och ${labels.at(-1)}`;
}

function WriteForm({ period, row, form, way, taken, takes }: Props) {
	const saved = formValues(FOLLOW_UP_FIELDS, row);
	const fetched = takes ? taken : null;
	const shown = { values: fetched?.values ?? saved, errors: form?.errors ?? {} };
	const state = form && Object.keys(form.values).length > 0 ? form : shown;
	const inputs = inputsOf(FOLLOW_UP_FIELDS, state, {
		status: (input) => (
			<RadioGroup
				{...input}
				layout="inline"
				options={Object.entries(FOLLOW_UP_STATUSES).map(([value, label]) => ({ value, label }))}
			/>
		),
		result: (input) => (
			<TextArea
				{...input}
				optional="silent"
				help="Vad blev det? Talen ovan visas bredvid texten. Rapporten stängs inte utan resultat."
			/>
		),
		analysis: (input) => <TextArea {...input} optional help="Varför blev det så?" />,
		new_measure: (input) => <TextArea {...input} optional rows={2} />,
		next_year: (input) => (
			<CheckboxGroup
				{...input}
				optional
				values={valuesIn(state, "next_year")}
				options={[{ value: "yes", label: "Ska med i nästa års plan" }]}
			/>
		),
	});
	return (
		<Form
			action={paths.followUp(period.id, row.kind, row.id)}
			errors={state.errors}
			version={versionOf(state, row.follow_up?.version ?? 0)}
			unsaved={fetched ? "dirty" : true}
		>
			{fetched && row.previous ? (
				<Flash
					tone="info"
					text={`${namesOf(fetched.labels)} kommer från ${saidBy(row.previous)}. Läs och ändra: inget är sparat förrän du sparar.`}
				/>
			) : null}
			<ConfidentialNote kind="both" />
			<NewerValues form={state} current={saved} fields={FOLLOW_UP_FIELDS} />
			{Object.values(inputs)}
			<FormActions cancel_href={paths.followUps(period.id)}>
				<SaveButtons label="Spara uppföljningen" has_next={way.next !== null} />
			</FormActions>
		</Form>
	);
}

function Completion({ period, row }: { period: Period; row: FollowUpRow }) {
	const { follow_up } = row;
	if (!follow_up) return null;
	if (follow_up.completed_at !== null) return <p class="soft">{`Färdigställd av ${follow_up.completer}.`}</p>;
	return (
		<PostButton
			action={paths.followUpCompletion(period.id, row.kind, row.id)}
			version={follow_up.version}
			variant="secondary"
		>
			Färdigställ uppföljningen
		</PostButton>
	);
}
