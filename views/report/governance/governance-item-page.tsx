import type { BudgetElsewhere } from "../../../db/queries/report/governance-elsewhere.ts";
import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { COMPARISONS, GOVERNANCE_KINDS } from "../../../db/schema/report/words.ts";
import { ITEM_FIELDS } from "../../../src/report/governance/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { Checkbox, DateField, NumberField, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";

type Named = { id: string; name: string };

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	form: FormState;
	/** Goals, assignments and rows of economy, in the plan's order. */
	parents: readonly Pick<GovernanceRow, "id" | "kind" | "title" | "chapter">[];
	/** The economy of other boards' plans of the year. */
	elsewhere: readonly Pick<BudgetElsewhere, "id" | "board" | "title" | "chapter">[];
	divisions: readonly Named[];
	people: readonly Named[];
	/** The saved row; null when a new one is added. */
	saved: { id: string; title: string; version: number; values: Record<string, string | string[]> } | null;
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const named = (rows: readonly Named[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** A row of the plan's year is added or changed. */
export function GovernanceItemPage(props: Props) {
	const { period, form, saved, people, divisions } = props;
	const action = saved ? paths.governanceEdit(period.id, saved.id) : paths.governanceNew(period.id);
	const back = saved ? paths.governanceStatus(period.id, saved.id) : paths.governance(period.id);
	return (
		<Layout
			{...props.shell}
			title={saved ? `Ändra ${saved.title}` : "Lägg till i styrningen"}
			lead={`Raden hör till planen för ${period.year}.`}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.governance(period.id), label: `Styrning, ${period.name}` },
			]}
		>
			<ConfidentialNote kind="both" />
			<Form action={action} errors={form.errors} version={saved ? versionOf(form, saved.version) : undefined} unsaved>
				{saved ? (
					<NewerValues form={form} current={saved.values} fields={ITEM_FIELDS} named={[...people, ...divisions]} />
				) : (
					<SelectField
						name="kind"
						label="Slag"
						value={valueIn(form, "kind")}
						error={form.errors.kind}
						placeholder="Välj slag"
						width="medium"
						options={options(GOVERNANCE_KINDS)}
					/>
				)}
				<Fields {...props} />
				<FormActions cancel_href={back}>
					<Button>{saved ? "Spara" : "Lägg till"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

function Fields(props: Props) {
	const inputs = itemInputs(props);
	return (
		<>
			{inputs.title}
			{inputs.number}
			{inputs.parent_id}
			{inputs.details}
			{inputs.chapter}
			{inputs.source}
			{inputs.owner_id}
			<FieldSet legend="Tal" help="För indikatorer, och för rader i ekonomin som inte är belopp.">
				{inputs.unit}
				{inputs.comparison}
				{inputs.target}
				{inputs.target_upper}
				{inputs.baseline}
				{inputs.baseline_year}
				{inputs.signed}
			</FieldSet>
			<FieldSet legend="Uppdrag">
				{inputs.receiver}
				{inputs.report_back_to}
				{inputs.report_back_on}
			</FieldSet>
			<FieldSet legend="Ekonomi">
				{inputs.org_unit_id}
				{inputs.same_as_id}
			</FieldSet>
		</>
	);
}

function itemInputs({ form, parents, elsewhere, people, divisions }: Props) {
	const select = { optional: true, placeholder: "Ingen vald", width: "medium" } as const;
	return inputsOf(ITEM_FIELDS, form, {
		title: (input) => <TextField {...input} maxlength={300} />,
		number: (input) => <TextField {...input} width="short" maxlength={20} optional />,
		parent_id: (input) => (
			<SelectField
				{...input}
				{...select}
				help="En indikator hör till ett mål eller uppdrag, en del till ett uppdrag, ett belopp till summan det ingår i."
				options={(["goal", "assignment", "economy"] as const).map((kind) => ({
					group: GOVERNANCE_KINDS[kind],
					options: parents
						.filter((one) => one.kind === kind)
						.map(({ id, title, chapter }) => ({
							value: id,
							label: kind === "economy" && chapter ? `${title} (${chapter})` : title,
						})),
				}))}
			/>
		),
		same_as_id: (input) => (
			<SelectField
				{...input}
				{...select}
				help="Ett belopp som står i två tabeller, också i en annan nämnds plan: budgeten ska vara densamma i båda."
				options={[
					{
						group: "Den här planen",
						options: parents
							.filter(({ kind }) => kind === "economy")
							.map(({ id, title, chapter }) => ({ value: id, label: chapter ? `${title} (${chapter})` : title })),
					},
					{
						group: "Andra nämnders planer",
						options: elsewhere.map(({ id, board, title, chapter }) => ({
							value: id,
							label: `${board}: ${chapter ? `${title} (${chapter})` : title}`,
						})),
					},
				].filter((group) => group.options.length > 0)}
			/>
		),
		details: (input) => <TextArea {...input} rows={3} maxlength={2000} optional />,
		chapter: (input) => <TextField {...input} maxlength={80} optional />,
		source: (input) => <TextField {...input} maxlength={120} help="Till exempel avsnitt 4.4." optional />,
		owner_id: (input) => <PersonField {...input} {...select} form={form} people={peopleToChoose(people)} />,
		unit: (input) => (
			<TextField {...input} width="medium" maxlength={60} help="Till exempel mnkr, procent eller index." optional />
		),
		comparison: (input) => <SelectField {...input} {...select} options={options(COMPARISONS)} />,
		target: (input) => <NumberField {...input} decimals optional />,
		target_upper: (input) => <NumberField {...input} decimals help="Bara för Mellan." optional />,
		baseline: (input) => <NumberField {...input} decimals optional />,
		baseline_year: (input) => <NumberField {...input} optional />,
		signed: (input) => (
			<Checkbox {...input} value="yes" checked={input.value === "yes"} help="Till exempel kostnader och resultat." />
		),
		receiver: (input) => <TextField {...input} maxlength={400} optional />,
		report_back_to: (input) => <TextField {...input} maxlength={120} optional />,
		report_back_on: (input) => <DateField {...input} optional />,
		org_unit_id: (input) => <SelectField {...input} {...select} options={named(divisions)} />,
	});
}
