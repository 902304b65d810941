import type { Period } from "../../../db/queries/report/periods.ts";
import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import { NUMBER_KEYS, NUMBERS, numberField, numberNow } from "../../../db/schema/report/governance-numbers.ts";
import { shownNumber } from "../../../src/report/governance/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { NumberField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	/** As the plan prints them, each under its name. */
	tables: readonly { chapter: string; rows: readonly GovernanceRow[] }[];
	saved: Record<string, string>;
	fields: Parameters<typeof NewerValues>[0]["fields"];
	version: number;
	sealed: boolean;
	may_edit: boolean;
	form: FormState;
}

/** Budget, outcome and forecast table by table, as the plan prints them: written together, since a sum holds only with its parts. */
export function EconomyPage(props: Props) {
	const { period, tables, form } = props;
	return (
		<Layout
			{...props.shell}
			title={`Ekonomi, ${period.name}`}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.governance(period.id), label: `Styrning, ${period.name}` },
			]}
			lead={`Budget är planens för ${period.year}, utfall från årets början till brytdatum, prognos för hela året. Varje summa ska stämma med sina delar.`}
		>
			<SealedNote sealed={props.sealed} period_id={period.id} />
			{tables.length === 0 ? <EmptyState text="Inga rader om ekonomi är inlagda för året." /> : null}
			{props.may_edit && tables.length > 0 ? (
				<Form
					action={paths.governanceEconomy(period.id)}
					errors={form.errors}
					version={versionOf(form, props.version)}
					unsaved
				>
					<NewerValues form={form} current={props.saved} fields={props.fields} />
					<Tables {...props} />
					<FormActions cancel_href={paths.governance(period.id)}>
						<Button>Spara talen</Button>
					</FormActions>
				</Form>
			) : (
				<Tables {...props} />
			)}
		</Layout>
	);
}

function Tables(props: Props) {
	const { tables, may_edit } = props;
	return (
		<>
			{tables.map(({ chapter, rows }) => (
				<Section title={chapter || "Ekonomi"}>
					<DataTable
						caption={chapter || "Ekonomi"}
						hide_caption
						columns={[
							{ key: "title", label: "Rad", primary: true },
							...NUMBER_KEYS.map((key) => ({ key, label: NUMBERS[key], align: "end" as const })),
						]}
						rows={rows.map((row) => ({
							href: may_edit ? null : paths.governanceStatus(props.period.id, row.id),
							cells: {
								title: row.title,
								...Object.fromEntries(NUMBER_KEYS.map((key) => [key, <Cell {...props} row={row} of={key} />])),
							},
						}))}
					/>
				</Section>
			))}
		</>
	);
}

function Cell({ row, of, form, may_edit }: Props & { row: GovernanceRow; of: (typeof NUMBER_KEYS)[number] }) {
	if (!may_edit) return <>{shownNumber(numberNow(row, of), row.unit)}</>;
	const name = numberField(of, row.id);
	return (
		<NumberField
			name={name}
			label={`${row.title}, ${NUMBERS[of].toLowerCase()}`}
			hide_label
			value={valueIn(form, name)}
			error={form.errors[name]}
			unit={row.unit}
			decimals
			optional="silent"
		/>
	);
}
