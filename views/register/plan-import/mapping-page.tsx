import { paths } from "../../../src/paths/paths.ts";
import type { Mapping } from "../../../src/register/plan-import/page-values.ts";
import { PLAN_FIELDS } from "../../../src/register/plan-import/columns.ts";
import type { ImportPlace } from "../../../src/register/plan-import/prepare-import.ts";
import type { ReadingState } from "../../../src/register/plan-import/reading-state.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckboxGroup, NumberField, SelectField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../../ui/form-state.ts";
import { placeName } from "./upload-page.tsx";

const FIELDS = Object.entries(PLAN_FIELDS).map(([value, label]) => ({ value, label }));

interface Props {
	shell: Partial<LayoutProps>;
	form: FormState;
	token: string;
	state: ReadingState;
	place: ImportPlace;
	mapping: Mapping;
	/** what stands in a file in which no plan was found; null when one was */
	seen: readonly string[] | null;
}

/** What was found in a file, and what a person says instead: sheets, the row of the headings, columns, and another scale. */
export function MappingPage(props: Props) {
	const { form, token, state, seen } = props;
	const isFound = seen === null;
	return (
		<Layout
			{...props.shell}
			title="Blad, rubriker och kolumner"
			lead={`${state.source.file_name} blir ${placeName(props.place)}. Ändringar som du har gjort på enskilda risker görs om när filen läses på nytt.`}
			crumbs={[
				{ href: paths.planReading(), label: "Läs in en plan" },
				...(isFound ? [{ href: paths.planReadingPreview(token), label: "Förhandsgranska planen" }] : []),
			]}
		>
			{seen ? <NothingFound seen={seen} /> : null}
			<Form action={paths.planReadingColumns(token)} errors={form.errors}>
				<Sheets {...props} />
				<NumberField
					name="heading_row"
					label="Rubrikernas rad"
					optional
					value={valueIn(form, "heading_row") || props.mapping.heading_row}
					error={form.errors.heading_row}
				/>
				<Columns {...props} />
				{state.reading.steps > props.place.scale.likelihood.length ? <Scale {...props} /> : null}
				<FormActions cancel_href={isFound ? paths.planReadingPreview(token) : paths.planReading()}>
					<Button>Läs på nytt</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

function NothingFound({ seen }: { seen: readonly string[] }) {
	return (
		<Flash tone="warn" heading="Ingen plan hittades i filen" announce={false}>
			<p>En plan har en kolumn för risk och minst en för verksamhet eller åtgärd. Det här står i filen:</p>
			<ul>
				{seen.map((one) => (
					<li>{one}</li>
				))}
			</ul>
		</Flash>
	);
}

function Sheets({ form, state }: Props) {
	const { sheets } = state.reading;
	if (sheets.length < 2) return null;
	const chosen = valuesIn(form, "sheet");
	return (
		<CheckboxGroup
			name="sheet"
			label="Blad som läses"
			optional="silent"
			options={sheets.map(({ name, heading_row }) => ({
				value: name,
				label: name,
				help: heading_row === null ? "Inga rubriker som i en plan" : `Rubriker på rad ${heading_row}`,
			}))}
			values={chosen.length > 0 ? chosen : sheets.filter((sheet) => sheet.chosen).map(({ name }) => name)}
		/>
	);
}

function Columns({ form, mapping }: Props) {
	return (
		<FieldSet legend={`Kolumner${mapping.sheet ? ` i ${mapping.sheet}` : ""}`}>
			{mapping.columns.map(({ column, heading, field, values }) => (
				<SelectField
					name={`column_${column}`}
					label={heading || `Kolumn ${column + 1}`}
					optional="silent"
					width="medium"
					help={values.length > 0 ? `Till exempel: ${values.join(" · ")}` : "Kolumnen är tom."}
					placeholder="Läses inte"
					options={FIELDS}
					value={form.values[`column_${column}`] === undefined ? field : valueIn(form, `column_${column}`)}
					error={form.errors[`column_${column}`]}
				/>
			))}
		</FieldSet>
	);
}

function Scale({ form, state, place }: Props) {
	const words = place.scale.likelihood.map((word, index) => ({
		value: String(index + 1),
		label: `${index + 1} ${word} / ${place.scale.impact[index]}`,
	}));
	return (
		<FieldSet
			legend="Skalan"
			help={`Filen bedömer i ${state.reading.steps} steg och planen i 4. Utan alla svar läses inga bedömningar.`}
		>
			{Array.from({ length: state.reading.steps }, (_, n) => n + 1).map((step) => (
				<SelectField
					name={`scale_${step}`}
					label={`Filens ${step} är planens`}
					optional="silent"
					width="medium"
					placeholder="Välj"
					options={words}
					value={valueIn(form, `scale_${step}`) || String(state.choices.scale?.[step - 1] ?? "")}
					error={form.errors[`scale_${step}`]}
				/>
			))}
		</FieldSet>
	);
}
