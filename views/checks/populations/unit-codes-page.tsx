import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { UnitCodeRow } from "../../../db/queries/checks/populations-codes.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { Section } from "../../ui/section.tsx";

export interface UnitCodesPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<UnitCodeRow>;
	/** Null for whoever may only look. */
	units: { id: string; name: string }[] | null;
	form: FormState;
}

/** What codes of the ledger mean, beside the units' own. */
export function UnitCodesPage({ shell, list, units, form }: UnitCodesPageProps) {
	return (
		<Layout
			{...shell}
			title="Enhetskoder"
			lead="Koder i ekonomisystemet som betyder en enhet, utöver enhetens egen kod och sitt namn. Den snävaste koden gäller."
			crumbs={[{ href: paths.purchases(), label: "Inköp" }]}
		>
			{units ? (
				<Section title="Besluta vad en kod betyder">
					<Form action={paths.unitCodes()} errors={form.errors}>
						<TextField
							name="pattern"
							label="Kod"
							help="En kod (11011), ett intervall (11000-11099) eller en början (110*)."
							value={valueIn(form, "pattern")}
							error={form.errors.pattern}
						/>
						<SelectField
							name="unit_id"
							label="Enhet"
							placeholder="Ingen enhet längre"
							optional="silent"
							options={unitChoices(units)}
							value={valueIn(form, "unit_id")}
							error={form.errors.unit_id}
						/>
						<DateField
							name="valid_from"
							label="Från och med"
							help="Filer för tidigare perioder läses som förut."
							value={valueIn(form, "valid_from")}
							error={form.errors.valid_from}
						/>
						<FormActions>
							<Button>Registrera koden</Button>
						</FormActions>
					</Form>
				</Section>
			) : null}
			<Section title="Registrerade koder">
				<List list={list} noun="koder" caption="Registrerade koder" empty="Ingen kod är registrerad." />
			</Section>
		</Layout>
	);
}
