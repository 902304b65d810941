import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox, FileField, RadioGroup } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

/** A file from the HR system. Nothing happens before the preview has been confirmed. */
export function HrUploadPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	headings: { people: readonly string[]; units: readonly string[] };
}) {
	const { form, headings } = props;
	return (
		<Layout
			{...props.shell}
			title="Läs in från HR"
			lead="Läs in personer eller enheter ur en CSV-fil. Du ser allt som skulle hända innan något ändras."
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
		>
			<Form action={paths.hrFiles()} errors={form.errors} multipart>
				<RadioGroup
					name="kind"
					label="Filen innehåller"
					options={[
						{ value: "people", label: "Personer", help: `Kolumner: ${headings.people.join(", ")}` },
						{ value: "units", label: "Enheter", help: `Kolumner: ${headings.units.join(", ")}` },
					]}
					value={valueIn(form, "kind") || "people"}
					error={form.errors.kind}
				/>
				<FileField name="file" label="CSV-fil" accept=".csv,.txt,text/csv" error={form.errors.file} />
				<Checkbox
					name="complete"
					label="Filen innehåller alla personer: avsluta dem från tidigare filer som saknas i den här"
					optional="silent"
					checked={valueIn(form, "complete") === "1"}
				/>
				<FormActions cancel_href={paths.administration()}>
					<Button>Förhandsgranska</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
