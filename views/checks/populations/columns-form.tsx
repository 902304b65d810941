import { paths } from "../../../src/paths/paths.ts";
import type { Preview } from "../../../src/checks/populations/import/preview-purchases.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { Section } from "../../ui/section.tsx";
import { Damaged, Numbered, ReadAsFields } from "./read-as-fields.tsx";

interface Props {
	token: string;
	preview: Preview;
	errors: Record<string, string>;
}

/** What the file does not say itself: which heading is what, and whose purchases they are. Open when the reading waits for it. */
export function ColumnsForm({ token, preview, errors }: Props) {
	const lacks = preview.missing.length > 0;
	const lacksUnit = preview.units !== null && preview.unit_id === null;
	return (
		<Section title="Kolumner">
			{lacks ? (
				<Flash
					tone="warn"
					announce={false}
					text={`Filen saknar kolumn för ${listed(preview.missing)}. Ange vilken rubrik som gäller.`}
				/>
			) : null}
			{lacksUnit ? (
				<Flash tone="warn" announce={false} text="Filen har ingen kolumn för enhet. Välj vilken enhet den gäller." />
			) : null}
			<Recognised preview={preview} />
			<Numbered preview={preview} />
			<Damaged preview={preview} token={token} />
			<Disclosure
				summary={lacks || lacksUnit ? "Ange det som saknas" : "Ändra kolumnerna"}
				open={lacks || lacksUnit || Boolean(errors[""])}
			>
				<Form action={paths.purchasesMapping(token)} errors={errors}>
					{preview.units ? <UnitChoice preview={preview} error={errors.unit_id} /> : null}
					<SourceField preview={preview} error={errors.source} />
					<FieldSet legend="Vad kolumnerna innehåller" help="Det du ändrar gäller även källans nästa fil.">
						{preview.columns.map((column, index) => (
							<Heading preview={preview} column={column} index={index} />
						))}
					</FieldSet>
					<ReadAsFields preview={preview} errors={errors} />
					<FormActions>
						<Button variant={lacks || lacksUnit ? "primary" : "secondary"}>Läs filen igen</Button>
					</FormActions>
				</Form>
			</Disclosure>
		</Section>
	);
}

function Recognised({ preview }: { preview: Preview }) {
	const labels = new Map(preview.fields.map((field) => [field.value as string, field.label]));
	const known = preview.columns.filter((column) => column.field !== "");
	const others = preview.columns.filter((column) => column.field === "");
	return (
		<>
			{preview.heading ? <p>{`Rubrikerna är lästa på rad ${preview.heading.line}.`}</p> : null}
			<p>{`Förstådda: ${known.map((column) => `${column.heading} (${labels.get(column.field)})`).join(", ") || "inga"}.`}</p>
			{preview.source.since ? <p>{`Läst som källan ${preview.source.name}, ${preview.source.since}.`}</p> : null}
			{preview.mapped.length > 0 ? <p>{`Kopplade för hand: ${preview.mapped.join("; ")}.`}</p> : null}
			{others.length > 0 ? <p>{`Används inte: ${others.map((column) => column.heading).join(", ")}.`}</p> : null}
		</>
	);
}

function SourceField({ preview: { source }, error }: { preview: Preview; error: string | undefined }) {
	const known = source.others.length > 0 ? ` Andra som finns: ${source.others.join(", ")}.` : "";
	return (
		<TextField
			name="source"
			label="Källa"
			help={`Systemet som filen kommer från, till exempel Raindance. Det som kopplas sparas under namnet och gäller källans nästa fil.${known}`}
			value={source.name}
			maxlength={60}
			width="medium"
			optional="silent"
			error={error}
		/>
	);
}

function UnitChoice({ preview, error }: { preview: Preview; error: string | undefined }) {
	return (
		<SelectField
			name="unit_id"
			label="Enhet som hela filen gäller"
			placeholder="Välj"
			options={(preview.units ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
			value={preview.unit_id}
			error={error}
		/>
	);
}

function Heading(props: { preview: Preview; column: Preview["columns"][number]; index: number }) {
	const { column, preview } = props;
	return (
		<>
			<input type="hidden" name="heading" value={column.heading} />
			<input type="hidden" name="was" value={column.field} />
			<SelectField
				name="field"
				scope={`kolumn-${props.index}`}
				label={column.heading}
				placeholder="Används inte"
				optional="silent"
				options={preview.fields}
				help={column.samples.length > 0 ? `Till exempel: ${column.samples.join(" · ")}` : undefined}
				value={column.field}
				width="medium"
			/>
		</>
	);
}

/** "a, b och c" */
function listed(words: readonly string[]): string {
	const last = words.at(-1) ?? "";
	return words.length > 1 ? `${words.slice(0, -1).join(", ")} och ${last}` : last;
}
