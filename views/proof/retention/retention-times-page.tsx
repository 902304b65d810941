import type { ListShown } from "../../../src/ground/tables/list.ts";
import { RETENTION_KINDS } from "../../../db/schema/proof/retention.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { RetentionTime } from "../../../src/proof/retention/retention-times.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, NumberField, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { DecisionFields } from "./decision-fields.tsx";
import { RETENTION_CRUMBS, RetentionNav } from "./retention-nav.tsx";

/** How long each class is kept, by which decision. */
export function RetentionTimesPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<RetentionTime>;
	may_decide: boolean;
	form: FormState;
}) {
	return (
		<Layout
			{...props.shell}
			title="Gallringstider"
			crumbs={RETENTION_CRUMBS}
			lead="Tiden räknas från slutet av det år som filen hör till. Planer, uppföljningar, bedömningar, stängda rapporter och loggen bevaras och gallras aldrig här."
		>
			<RetentionNav current="Tider" />
			<List list={props.list} noun="gallringstider" caption="Gallringstider" />
			{props.may_decide ? <DecideForm form={props.form} /> : null}
		</Layout>
	);
}

function DecideForm({ form }: { form: FormState }) {
	return (
		<Section title="Registrera ett beslut om tid">
			<Form action={paths.retentionRules()} errors={form.errors} unsaved>
				<SelectField
					name="kind"
					label="Klass"
					placeholder="Välj"
					options={Object.entries(RETENTION_KINDS).map(([value, label]) => ({ value, label }))}
					value={valueIn(form, "kind")}
					error={form.errors.kind}
				/>
				<NumberField name="years" label="Sparas" unit="år" value={valueIn(form, "years")} error={form.errors.years} />
				<DateField
					name="valid_from"
					label="Gäller från"
					value={valueIn(form, "valid_from")}
					error={form.errors.valid_from}
				/>
				<DecisionFields form={form} />
				<FormActions>
					<Button>Registrera beslutet</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
