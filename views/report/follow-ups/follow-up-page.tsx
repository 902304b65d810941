import type { FollowUp, FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { FOLLOW_UP_KINDS, FOLLOW_UP_STATUSES } from "../../../db/schema/report/words.ts";
import { formValues } from "../../../src/ground/tables/field.ts";
import { numbersText, remarkOf } from "../../../src/report/follow-ups/columns.ts";
import { FOLLOW_UP_FIELDS } from "../../../src/report/follow-ups/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { CheckboxGroup, RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf, valuesIn } from "../../ui/form-state.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Section } from "../../ui/section.tsx";
import { FollowUpStateBadge } from "./follow-up-badge.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	row: FollowUpRow;
	form?: FormState | undefined;
	sealed: boolean;
	may_write: boolean;
	may_complete: boolean;
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
			<DescriptionList
				items={[
					{ term: "Slag", value: FOLLOW_UP_KINDS[row.kind] },
					{ term: "Risk", value: `R${row.risk_number}, ${row.area}` },
					{ term: "Ansvarig", value: row.owner },
					{ term: "Text", value: <FollowUpStateBadge row={row} /> },
					{ term: "Beräknat", value: numbersText(row), wide: true },
					...(remark === "" ? [] : [{ term: "Anmärkning", value: remark, wide: true }]),
					{ term: "Grunden", value: <Link href={KIND_PATHS[row.kind](row.id)}>{groundText(row)}</Link> },
				]}
			/>
			{row.previous ? <Previous previous={row.previous} /> : null}
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

function Previous({ previous }: { previous: FollowUp }) {
	return (
		<Section title={`Förra rapporttillfället: ${previous.period}`}>
			<Written follow_up={previous} />
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

function WriteForm({ period, row, form }: Props) {
	const saved = formValues(FOLLOW_UP_FIELDS, row);
	const state = form && Object.keys(form.values).length > 0 ? form : { values: saved, errors: form?.errors ?? {} };
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
			unsaved
		>
			<ConfidentialNote kind="both" />
			<NewerValues form={state} current={saved} fields={FOLLOW_UP_FIELDS} />
			{Object.values(inputs)}
			<FormActions cancel_href={paths.followUps(period.id)}>
				<Button>Spara uppföljningen</Button>
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
