import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import { FREQUENCIES, MEASURE_KINDS, REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { MEASURE_FIELDS } from "../../../src/register/measures/fields.ts";
import type { DraftRisk } from "../../../src/register/plan-import/plan-model.ts";
import type { ImportPlace } from "../../../src/register/plan-import/prepare-import.ts";
import { RISK_FIELDS } from "../../../src/register/risks/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { Checkbox, CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../../ui/form-state.ts";

interface Props {
	shell: Partial<LayoutProps>;
	form: FormState;
	token: string;
	index: number;
	risk: DraftRisk;
	place: ImportPlace;
	areas: readonly string[];
	owners: readonly { id: string; name: string }[];
}

/** So many åtgärder can be added beside those that the file has. */
const EMPTY_ROWS = 2;
const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** One risk of a file before it is read in: what is changed here is what comes in. */
export function EditDraftPage(props: Props) {
	const { form, token, risk } = props;
	const back = paths.planReadingPreview(token);
	return (
		<Layout
			{...props.shell}
			title="Ändra före inläsningen"
			lead={`Cell ${risk.at} i filen. Filen ändras inte.`}
			crumbs={[{ href: back, label: "Förhandsgranska planen" }]}
		>
			<ConfidentialNote kind="both" />
			<Form action={paths.planReadingRisk(token, props.index)} errors={form.errors} unsaved>
				<Risk {...props} />
				<Assessed {...props} of="inherent" legend="Inneboende risk, utan åtgärder" />
				<Assessed {...props} of="residual" legend="Kvarstående risk, med åtgärder" />
				<Measures {...props} />
				<Checkbox
					name="left_out"
					label="Ta inte med risken"
					optional="silent"
					checked={valueIn(form, "left_out") !== ""}
					value="1"
				/>
				<FormActions cancel_href={back}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

function Risk({ form, owners, risk }: Props) {
	const text = (name: keyof typeof RISK_FIELDS) => ({
		name,
		label: RISK_FIELDS[name].label,
		error: form.errors[name],
		value: valueIn(form, name),
	});
	const misses = risk.owner.text !== "" && risk.owner.id === null;
	return (
		<FieldSet legend="Risken">
			<TextField
				name="area"
				label={RISK_FIELDS.area_id.label}
				value={valueIn(form, "area")}
				error={form.errors.area}
				help="En ny verksamhet läggs till sist."
			/>
			<TextArea {...text("title")} rows={2} />
			<TextArea {...text("description")} optional />
			<RadioGroup {...text("scope")} options={options(RISK_SCOPES)} />
			<CheckboxGroup
				{...text("requirements")}
				optional
				options={Object.entries(REQUIREMENTS).map(([value, said]) => ({ value, label: `${value}) ${said}` }))}
				values={valuesIn(form, "requirements")}
			/>
			<TextField {...text("origin")} optional />
			<PersonField
				{...text("owner_id")}
				form={form}
				optional
				placeholder="Ingen vald"
				help={misses ? `I filen står ”${risk.owner.text}”.` : undefined}
				people={peopleToChoose(owners)}
			/>
			<SelectField {...text("treatment")} optional placeholder="Inte beslutad" options={options(TREATMENTS)} />
		</FieldSet>
	);
}

function Assessed({ form, place, of, legend }: Props & { of: "inherent" | "residual"; legend: string }) {
	return (
		<FieldSet legend={legend}>
			{(["likelihood", "impact"] as const).map((axis) => (
				<SelectField
					name={`${of}_${axis}`}
					label={axis === "likelihood" ? "Sannolikhet" : "Konsekvens"}
					optional
					width="medium"
					placeholder="Inte bedömd"
					options={place.scale[axis].map((word, at) => ({ value: String(at + 1), label: `${at + 1} ${word}` }))}
					value={valueIn(form, `${of}_${axis}`)}
					error={form.errors[`${of}_${axis}`]}
				/>
			))}
		</FieldSet>
	);
}

function Measures(props: Props) {
	const count = Math.max(props.risk.measures.length, valuesIn(props.form, "measure_title").length - EMPTY_ROWS);
	return (
		<>
			{Array.from({ length: count + EMPTY_ROWS }, (_, at) => (
				<Measure {...props} at={at} />
			))}
		</>
	);
}

function Measure({ form, risk, owners, at }: Props & { at: number }) {
	const measure = risk.measures[at];
	const field = (name: string) => ({
		name: `measure_${name}`,
		scope: String(at),
		value: valuesIn(form, `measure_${name}`)[at] ?? "",
		error: form.errors[`measure_${name}.${at}`],
	});
	const misses = measure && measure.owner.text !== "" && measure.owner.id === null;
	return (
		<FieldSet legend={measure ? `Åtgärd ${at + 1}` : "Ny åtgärd"}>
			<TextArea
				{...field("title")}
				label={MEASURE_FIELDS.title.label}
				optional="silent"
				rows={2}
				help={measure ? "Töm fältet för att inte ta med åtgärden." : undefined}
			/>
			<SelectField
				{...field("kind")}
				value={field("kind").value || "action"}
				label={MEASURE_FIELDS.kind.label}
				width="medium"
				options={options(MEASURE_KINDS)}
			/>
			<PersonField
				{...field("owner_id")}
				form={form}
				label={MEASURE_FIELDS.owner_id.label}
				optional="silent"
				placeholder="Ingen vald"
				help={misses ? `I filen står ”${measure.owner.text}”.` : undefined}
				people={peopleToChoose(owners)}
			/>
			<DateField {...field("due_on")} label={MEASURE_FIELDS.due_on.label} optional="silent" />
			<SelectField
				{...field("frequency")}
				label="Kontrolleras"
				optional="silent"
				width="medium"
				placeholder="Inget kontrollmoment"
				options={options(FREQUENCIES)}
			/>
		</FieldSet>
	);
}
