import { PLAN_LEVELS } from "../../../db/schema/checks/sample-plans.ts";
import { questionTerms } from "../../../db/schema/checks/controls-question-terms.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { SamplePlanPageData } from "../../../src/checks/sample-plans/load-page.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox, NumberField, RadioGroup } from "../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { ConfidenceField, PlanDecision } from "./plan-decision.tsx";

/** One form with two buttons: to see what the values give, and to decide them. */
export function PlanForm({ data, form }: { data: SamplePlanPageData; form: FormState }) {
	return (
		<Form action={paths.samplePlan(data.control.id)} errors={form.errors}>
			{data.proposal ? <p>{data.proposal.text}</p> : null}
			<Aim form={form} />
			<FieldSet
				legend="Högsta godtagbara andel fel per kontrollpunkt"
				help="Nyckelfrågor har normalt 5 %, formella frågor 10 %. Den lägsta andelen avgör hur många som måste granskas."
			>
				{data.questions.map((question) => (
					<NumberField
						name={`andel_${question.position}`}
						label={`${question.position}. ${question.text}`}
						help={
							[question.is_key === 1 ? "Nyckelfråga" : "", questionTerms(question)].filter(Boolean).join(". ") ||
							undefined
						}
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
			<PlanDecision href={paths.samplePlanDecisions(data.control.id)} starts={data.starts} form={form} />
		</Form>
	);
}

function Aim({ form }: { form: FormState }) {
	return (
		<>
			<ConfidenceField form={form} />
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
				help="Så många som ändå ska ge Stöd. Fjolårets svar ger förslaget."
				value={valueIn(form, "vantade")}
				error={form.errors.vantade}
			/>
			<Checkbox
				name="tva_steg"
				label="Granska i två steg"
				help="Första steget räcker om ingen avvikelse hittas. Annars dras lika många till, en gång, för alla i gruppen. Varje steg prövas med halva risken."
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
