import { Layout, type LayoutProps } from "../layout.tsx";
import { Button } from "./button.tsx";
import { DateField, SelectField, TextArea, TextField } from "./field.tsx";
import { Form, FormActions } from "./form.tsx";
import { type FormState, valueIn } from "./form-state.ts";
import { PersonField } from "./person-field.tsx";
import { Link } from "./link.tsx";
import { DataTable } from "./table.tsx";

/** A field of an act on picked rows. */
export interface PickedField {
	name: string;
	label: string;
	/** long: a text of several lines */
	kind: "choice" | "person" | "date" | "text" | "long";
	options?: readonly { value: string; label: string; help?: string | undefined }[];
	placeholder?: string;
	help?: string;
	optional?: boolean;
}

function OneField({ field, form }: { field: PickedField; form: FormState }) {
	const { name, label, help, optional } = field;
	const props = { name, label, help, optional, value: valueIn(form, name), error: form.errors[name] };
	if (field.kind === "date") return <DateField {...props} />;
	if (field.kind === "text") return <TextField {...props} />;
	if (field.kind === "person")
		return <PersonField {...props} form={form} placeholder={field.placeholder ?? ""} people={field.options ?? []} />;
	if (field.kind === "long") return <TextArea {...props} rows={3} />;
	return <SelectField {...props} placeholder={field.placeholder ?? ""} options={field.options ?? []} />;
}

/** Asks for what is to be done with the rows that were picked in a list. */
export function PickedPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	title: string;
	action: string;
	list_href: string;
	act: { key: string; label: string };
	rows: readonly { value: string; name: string }[];
	fields: readonly PickedField[];
}) {
	const { form, act, rows } = props;
	return (
		<Layout {...props.shell} title={props.title} crumbs={[{ href: props.list_href, label: "Tillbaka till listan" }]}>
			<Form action={props.action} errors={form.errors} hidden={{ gor: act.key }}>
				{rows.length > 0 ? (
					<ul class="picked-rows">
						{rows.map(({ value, name }) => (
							<li>
								<input type="hidden" name="vald" value={value} />
								{name}
							</li>
						))}
					</ul>
				) : null}
				{props.fields.map((field) => (
					<OneField field={field} form={form} />
				))}
				<FormActions cancel_href={props.list_href}>
					<Button>{act.label}</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

/** How it went, row by row, when not every row could be changed. */
export function PickedResultPage(props: {
	shell: Partial<LayoutProps>;
	rows: readonly { name: string; problem: string | null }[];
	done: number;
	list_href: string;
}) {
	return (
		<Layout
			{...props.shell}
			title={`${props.done} av ${props.rows.length} rader är ändrade`}
			crumbs={[{ href: props.list_href, label: "Tillbaka till listan" }]}
		>
			<DataTable
				caption="Hur det gick, rad för rad"
				hide_caption
				columns={[
					{ key: "name", label: "Rad", primary: true },
					{ key: "how", label: "Hur det gick" },
				]}
				rows={props.rows.map(({ name, problem }) => ({ cells: { name, how: problem ?? "Ändrad" } }))}
			/>
			<p>
				<Link href={props.list_href}>Till listan</Link>
			</p>
		</Layout>
	);
}
