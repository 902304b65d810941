import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { GOVERNANCE_KINDS, GOVERNANCE_STATUSES } from "../../../db/schema/report/words.ts";
import {
	reportBackText,
	shownNumber,
	targetText,
	trendText,
	wantedText,
} from "../../../src/report/governance/columns.ts";
import { STATUS_FIELDS } from "../../../src/report/governance/fields.ts";
import { formValues } from "../../../src/ground/tables/field.ts";
import { paths } from "../../../src/paths/paths.ts";
import { SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { DateField, NumberField, RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { Link } from "../../ui/link.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { GovernanceBadge } from "./governance-page.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	row: GovernanceRow;
	/** What belongs to it: indicators, parts, or the parts of a sum. */
	below: readonly GovernanceRow[];
	sealed: boolean;
	may_edit: boolean;
	form?: FormState | undefined;
}

/** One row of the plan in one report. */
export function GovernanceStatusPage(props: Props) {
	const { period, row } = props;
	return (
		<Layout
			{...props.shell}
			title={row.title}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.governance(period.id), label: `Styrning, ${period.name}` },
			]}
			main_action={
				props.may_edit ? (
					<ButtonLink variant="secondary" href={paths.governanceEdit(period.id, row.id)}>
						Ändra raden
					</ButtonLink>
				) : null
			}
		>
			<SealedNote sealed={props.sealed} period_id={period.id} />
			<DescriptionList items={[...facts(props), ...(KIND_FACTS[row.kind]?.(row) ?? [])]} />
			<OverTime row={row} period={period} />
			<Below {...props} />
			{props.may_edit ? <StatusForm {...props} /> : null}
		</Layout>
	);
}

function facts({ period, row }: Props) {
	return [
		{ term: "Slag", value: row.number ? `${GOVERNANCE_KINDS[row.kind]} ${row.number}` : GOVERNANCE_KINDS[row.kind] },
		{ term: "Planens år", value: String(row.year) },
		{
			term: "Hör till",
			value: row.parent_id ? <Link href={paths.governanceStatus(period.id, row.parent_id)}>{row.parent}</Link> : null,
		},
		{ term: "Plats i planen", value: [row.source, row.chapter].filter((text) => text !== "").join(", ") },
		{ term: "Ansvarig", value: row.owner },
		{ term: "Status", value: <GovernanceBadge row={row} /> },
		{ term: "Trend", value: trendText(row) },
		{ term: "Beskrivning", value: row.details, wide: true },
		{ term: "Kommentar", value: row.reported?.comment, wide: true },
	];
}

const assignment = (row: GovernanceRow) => [
	{ term: "Mottagare", value: row.receiver, wide: true },
	{ term: "Återrapportering", value: reportBackText(row), wide: true },
];
const KIND_FACTS: Partial<Record<GovernanceRow["kind"], typeof assignment>> = {
	assignment,
	part: assignment,
	indicator: (row) => [
		{ term: "Mål", value: targetText(row) ?? "", wide: false },
		{ term: "Utgångsvärde", value: baselineText(row), wide: false },
	],
	economy: (row) => [
		{ term: "Område", value: row.org_unit ?? "", wide: false },
		{ term: `Budget ${row.year}`, value: shownNumber(row.budget_ore, row.unit), wide: false },
	],
};

function baselineText({ baseline, baseline_year, unit }: GovernanceRow): string {
	if (baseline === null) return baseline_year === null ? "" : `${baseline_year}, värdet är inte angivet`;
	return `${shownNumber(baseline, unit)} (${baseline_year})`;
}

/** The numbers one after the other: what the plan prints, each earlier report of the year, and this one. */
function OverTime({ row, period }: { row: GovernanceRow; period: Period }) {
	const said = [...row.earlier, ...(row.reported ? [{ period: period.name, ...row.reported }] : [])];
	const inUnit = (value: number | null, unit = row.unit) => shownNumber(value, unit);
	const rows = [
		...row.figures.map(({ label, value, unit }) => ({
			cells: { when: label, outcome: inUnit(value, unit), forecast: "" },
		})),
		...said
			.filter(({ outcome_ore, forecast_ore }) => outcome_ore !== null || forecast_ore !== null)
			.map((one) => ({
				cells: { when: one.period, outcome: inUnit(one.outcome_ore), forecast: inUnit(one.forecast_ore) },
			})),
	];
	if (rows.length === 0) return null;
	return (
		<Section title="Talen över tid">
			<DataTable
				caption="Talen över tid"
				hide_caption
				columns={[
					{ key: "when", label: "När", primary: true },
					{ key: "outcome", label: "Utfall eller tal i planen", align: "end" },
					{ key: "forecast", label: "Prognos för året", align: "end" },
				]}
				rows={rows}
			/>
		</Section>
	);
}

function Below({ below, period }: Props) {
	if (below.length === 0) return null;
	return (
		<Section title="Det som hör till">
			<DataTable
				caption="Det som hör till"
				hide_caption
				columns={[
					{ key: "title", label: "Rubrik", primary: true },
					{ key: "kind", label: "Slag" },
					{ key: "status", label: "Status" },
					{ key: "number", label: "Mål eller budget", align: "end" },
					{ key: "outcome", label: "Utfall", align: "end" },
				]}
				rows={below.map((row) => ({
					href: paths.governanceStatus(period.id, row.id),
					cells: {
						title: [row.number, row.title].filter((text) => text !== "").join(" "),
						kind: GOVERNANCE_KINDS[row.kind],
						status: <GovernanceBadge row={row} />,
						number: wantedText(row),
						outcome: shownNumber(row.reported?.outcome_ore, row.unit),
					},
				}))}
			/>
		</Section>
	);
}

function StatusForm({ period, row, form }: Props) {
	const saved = formValues(STATUS_FIELDS, row);
	const state: FormState = form ?? { values: saved, errors: {} };
	const inputs = inputsOf(STATUS_FIELDS, state, {
		status: (input) => (
			<RadioGroup
				{...input}
				layout="inline"
				optional={row.kind !== "goal" && row.kind !== "assignment"}
				options={Object.entries(GOVERNANCE_STATUSES).map(([value, label]) => ({ value, label }))}
			/>
		),
		comment: (input) => <TextArea {...input} optional />,
		outcome_ore: (input) =>
			row.kind === "indicator" ? <NumberField {...input} unit={row.unit} decimals optional /> : null,
		reported_back_on: (input) =>
			row.kind === "assignment" || row.kind === "part" ? <DateField {...input} optional /> : null,
	});
	return (
		<Section title={`Status i ${period.name}`}>
			<Form
				action={paths.governanceStatus(period.id, row.id)}
				errors={state.errors}
				version={versionOf(state, row.reported?.version ?? 0)}
				unsaved
			>
				<NewerValues form={state} current={saved} fields={STATUS_FIELDS} />
				{Object.values(inputs)}
				<ConfidentialNote kind="both" />
				<FormActions cancel_href={paths.governance(period.id)}>
					<Button>Spara statusen</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
