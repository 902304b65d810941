import type { ListShown } from "../../../../src/ground/tables/list.ts";
import type { BalanceFileRow } from "../../../../db/queries/checks/own-forms/material-costs.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../../layout.tsx";
import { Button } from "../../../ui/button.tsx";
import { FileField, NumberField, SelectField, TextField } from "../../../ui/field.tsx";
import { Form, FormActions } from "../../../ui/form.tsx";
import { type FormState, valueIn } from "../../../ui/form-state.ts";
import { List } from "../../../ui/list.tsx";
import { unitChoices } from "../../../ui/choices.tsx";
import { Section } from "../../../ui/section.tsx";

export interface BalancesPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<BalanceFileRow>;
	/** Förvaltningar whose balances the person may bring in; none for a reader. */
	units: { id: string; name: string }[];
	/** The marks to propose. */
	marks: { percent: number; ore: number };
	/** The month that runs now, YYYY-MM. */
	month: string;
	form: FormState;
}

export function BalancesPage(props: BalancesPageProps) {
	return (
		<Layout
			{...props.shell}
			title="Materialkostnader"
			lead="Månadens kontosaldon per enhet. De jämförs med samma månad i fjol och med budget; större skillnader kommenteras av den som utför kontrollen."
			crumbs={[{ href: paths.controls(), label: "Kontrollmoment" }]}
		>
			{props.units.length > 0 ? <ImportForm {...props} /> : null}
			<Section title="Inlästa filer">
				<List list={props.list} noun="filer" caption="Inlästa filer" empty="Ingen fil är inläst ännu." />
			</Section>
		</Layout>
	);
}

function ImportForm({ units, form, marks, month }: BalancesPageProps) {
	const { errors } = form;
	return (
		<Section title="Läs in en fil">
			<Form action={paths.balanceImport()} errors={errors} multipart>
				<SelectField
					name="unit_id"
					label="Förvaltning"
					options={unitChoices(units)}
					value={valueIn(form, "unit_id")}
					error={errors.unit_id}
				/>
				<TextField
					name="period_key"
					label="Månad"
					help={`Till exempel ${month}.`}
					value={valueIn(form, "period_key")}
					error={errors.period_key}
					width="short"
				/>
				<NumberField
					name="mark_percent"
					label="Kommentera skillnader över"
					unit="%"
					value={valueIn(form, "mark_percent") || marks.percent}
					error={errors.mark_percent}
				/>
				<NumberField
					name="mark_kr"
					label="och minst"
					help="Båda gränserna ska vara överskridna."
					unit="kr"
					value={valueIn(form, "mark_kr") || marks.ore / 100}
					error={errors.mark_kr}
				/>
				<FileField
					name="file"
					label="Fil (CSV eller Excel)"
					help="Rubrikrad med enhet, konto, period, belopp och budget. Ta gärna med samma månad i fjol. En rättad fil blir en ny utgåva."
					accept=".csv,.txt,.xlsx,text/csv,text/plain"
					error={errors.file}
				/>
				<FormActions>
					<Button>Läs in kontosaldon</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
