import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { UNIT_LABELS } from "../../../src/people/units/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { NewerValues } from "../../ui/newer-values.tsx";

export interface UnitFormProps {
	frame: Partial<LayoutProps>;
	form: FormState;
	parents: { id: string; name: string }[];
	/** the saved unit; null when a new one is added */
	saved: { id: string; version: number; is_root: boolean; values: Record<string, string> } | null;
}

function Fields({ form, parents, saved }: UnitFormProps) {
	const common = (name: keyof typeof UNIT_LABELS) => ({
		name,
		label: UNIT_LABELS[name],
		error: form.errors[name],
		value: valueIn(form, name),
	});
	return (
		<>
			<TextField {...common("name")} />
			<SelectField
				{...common("kind")}
				width="medium"
				placeholder="Välj"
				options={Object.entries(UNIT_KINDS).map(([value, label]) => ({ value, label }))}
			/>
			{saved?.is_root ? null : (
				<SelectField
					{...common("parent_id")}
					placeholder="Välj"
					options={parents.map((parent) => ({ value: parent.id, label: parent.name }))}
				/>
			)}
			<TextField
				{...common("code")}
				optional
				width="short"
				help="Den kod som inköpsfilen använder, till exempel kostnadsställe."
			/>
			<DateField {...common("valid_from")} />
			{saved ? <DateField {...common("valid_to")} optional help="Sätt ett datum när enheten upphör." /> : null}
		</>
	);
}

export function UnitFormPage(props: UnitFormProps) {
	const { form, saved, parents } = props;
	const read = (name: string, value: string) =>
		name === "kind"
			? UNIT_KINDS[value as keyof typeof UNIT_KINDS]
			: (parents.find((parent) => parent.id === value)?.name ?? value);
	return (
		<Layout
			{...props.frame}
			title={saved ? "Ändra enhet" : "Lägg till enhet"}
			crumbs={[{ href: paths.units(), label: "Enheter" }]}
		>
			<Form
				action={saved ? paths.unitEdit(saved.id) : paths.unitNew()}
				errors={form.errors}
				version={saved ? versionOf(form, saved.version) : undefined}
				unsaved
			>
				{saved ? <NewerValues form={form} current={saved.values} labels={UNIT_LABELS} read={read} /> : null}
				<Fields {...props} />
				<FormActions cancel_href={saved ? paths.unit(saved.id) : paths.units()}>
					<Button>{saved ? "Spara" : "Lägg till enheten"}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
