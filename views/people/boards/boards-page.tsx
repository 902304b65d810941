import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { BoardRow } from "../../../db/queries/people/boards.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { Section } from "../../ui/section.tsx";

function AddForm({ form, units }: { form: FormState; units: { id: string; name: string }[] }) {
	return (
		<Form action={paths.boards()} errors={form.errors}>
			<TextField name="name" label="Namn" value={valueIn(form, "name")} error={form.errors.name} />
			<SelectField
				name="unit_id"
				label="Förvaltning"
				placeholder="Välj"
				options={unitChoices(units)}
				value={valueIn(form, "unit_id")}
				error={form.errors.unit_id}
			/>
			<DateField
				name="valid_from"
				label="Giltig från"
				value={valueIn(form, "valid_from")}
				error={form.errors.valid_from}
			/>
			<FormActions>
				<Button>Lägg till nämnden</Button>
			</FormActions>
		</Form>
	);
}

export function BoardsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<BoardRow>;
	form: FormState;
	/** where a board may be placed; null when the reader may not add any */
	units: { id: string; name: string }[] | null;
}) {
	return (
		<Layout
			{...props.shell}
			title="Nämnder"
			lead="Nämnden beslutar internkontrollplanen för sin förvaltning."
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
		>
			<List list={props.list} noun="nämnder" caption="Nämnder" empty="Det finns ingen nämnd ännu." />
			{props.units ? (
				<Section title="Lägg till nämnd">
					<AddForm form={props.form} units={props.units} />
				</Section>
			) : null}
		</Layout>
	);
}
