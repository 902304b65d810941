import { PLAN_LEVELS } from "../../../db/schema/checks/sample-plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { SamplePlanPageData } from "../../../src/checks/sample-plans/load-page.ts";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { Checkbox, NumberField, RadioGroup, SelectField, TextArea } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";

export const CONFIDENCE_OPTIONS = [
	{ value: "900", label: "90 %" },
	{ value: "950", label: "95 %" },
	{ value: "975", label: "97,5 %" },
	{ value: "990", label: "99 %" },
];

/** One form with two buttons: to see what the values give, and to decide them. */
export function PlanForm({ data, form }: { data: SamplePlanPageData; form: FormState }) {
	return (
		<Form action={paths.samplePlan(data.control.id)} errors={form.errors}>
			<Aim form={form} />
			<FieldSet
				legend="Högsta godtagbara andel fel per kontrollpunkt"
				help="Nyckelfrågor har normalt 5 %, formella frågor 10 %. Den lägsta andelen avgör hur många som måste granskas."
			>
				{data.questions.map((question) => (
					<NumberField
						name={`andel_${question.position}`}
						label={`${question.position}. ${question.text}`}
						help={question.is_key === 1 ? "Nyckelfråga" : undefined}
						value={valueIn(form, `andel_${question.position}`)}
						error={form.errors[`andel_${question.position}`]}
						unit="%"
						decimals
					/>
				))}
			</FieldSet>
			<FormActions>
				<Button variant="secondary">Räkna</Button>
			</FormActions>
			<Decision data={data} form={form} />
		</Form>
	);
}

function Aim({ form }: { form: FormState }) {
	return (
		<>
			<SelectField
				name="sakerhet"
				label="Säkerhet"
				help="Hur säkra slutsatserna ska vara. 95 % är vanligt; 90 % räcker vid låg risk."
				options={CONFIDENCE_OPTIONS}
				value={valueIn(form, "sakerhet")}
				error={form.errors.sakerhet}
				width="short"
			/>
			<RadioGroup
				name="niva"
				label="Slutsatsen ska kunna dras för"
				options={Object.entries(PLAN_LEVELS).map(([value, label]) => ({ value, label }))}
				value={valueIn(form, "niva")}
				error={form.errors.niva}
			/>
			<NumberField
				name="vantade"
				label="Väntade avvikelser på ett år"
				help="Så många som ändå ska ge Stöd. Räkna med en där ungefär 1 av 100 brukar vara fel."
				value={valueIn(form, "vantade")}
				error={form.errors.vantade}
			/>
			<Checkbox
				name="tva_steg"
				label="Granska i två steg"
				help="Hittas ingen avvikelse räcker första steget. Hittas en, dras lika många till i samma ordning."
				checked={valueIn(form, "tva_steg") === "1"}
				optional
			/>
			<NumberField
				name="manader"
				label="Perioder som årets stickprov fördelas på"
				help="Tolv för ett helt år varje månad. Ange färre för att nå årets antal på kortare tid."
				value={valueIn(form, "manader")}
				error={form.errors.manader}
			/>
		</>
	);
}

function Decision({ data, form }: { data: SamplePlanPageData; form: FormState }) {
	if (data.starts.length === 0) return <p>Alla årets perioder är frysta. Planen kan inte ändras i efterhand.</p>;
	return (
		<FieldSet legend="Beslut">
			<SelectField
				name="valid_from"
				label="Gäller från"
				help="Frysta perioder går inte att välja."
				options={data.starts.map((start) => ({ value: start.first_day, label: dateText(start.first_day) }))}
				value={valueIn(form, "valid_from")}
				error={form.errors.valid_from}
				width="medium"
			/>
			<TextArea name="reason" label="Skäl" value={valueIn(form, "reason")} error={form.errors.reason} rows={3} />
			<ConfidentialNote kind="patient" />
			<FormActions>
				<Button form_action={paths.samplePlanDecisions(data.control.id)}>Besluta planen</Button>
			</FormActions>
		</FieldSet>
	);
}
