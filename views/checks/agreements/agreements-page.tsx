import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { AgreementRow } from "../../../db/queries/checks/agreements.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { FileField, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { Section } from "../../ui/section.tsx";

export interface AgreementsPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<AgreementRow>;
	/** Förvaltningar whose list the person may bring in; none for a reader. */
	units: { id: string; name: string }[];
	form: FormState;
}

export function AgreementsPage(props: AgreementsPageProps) {
	return (
		<Layout
			{...props.shell}
			title="Avtal"
			lead="Regeln om inköp utanför avtal jämför med dessa. En ny lista ersätter den tidigare; den gamla finns kvar i loggen."
			crumbs={[{ href: paths.ledgerHits(), label: "Träffar" }]}
		>
			{props.units.length > 0 ? <ImportForm units={props.units} form={props.form} /> : null}
			<Section title="Gällande lista">
				<List list={props.list} noun="avtal" caption="Avtal" empty="Ingen lista är inläst." />
			</Section>
		</Layout>
	);
}

function ImportForm({ units, form }: Pick<AgreementsPageProps, "units" | "form">) {
	return (
		<Section title="Läs in en lista">
			<Form action={paths.agreementImport()} errors={form.errors} multipart>
				<SelectField
					name="unit_id"
					label="Förvaltning"
					options={unitChoices(units)}
					value={valueIn(form, "unit_id")}
					error={form.errors.unit_id}
				/>
				<FileField
					name="file"
					label="Fil (CSV)"
					help="Rubrikrad med leverantörsnummer, namn, från, till och avtalsnummer. Tomt i ”till” betyder tills vidare."
					accept=".csv,text/csv,text/plain"
					error={form.errors.file}
				/>
				<FormActions>
					<Button>Läs in avtalen</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
