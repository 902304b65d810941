import { MONEY_METHODS } from "../../../../db/schema/checks/own-forms/hired-staff.ts";
import type { MoneyPlanData } from "../../../../src/checks/own-forms/hired-staff/load-money-plan.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { CONFIDENCE_OPTIONS } from "../../sample-plans/plan-form.tsx";
import { Button } from "../../../ui/button.tsx";
import { ConfidentialNote } from "../../../ui/confidential-note.tsx";
import { NumberField, RadioGroup, SelectField, TextArea } from "../../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../../ui/form.tsx";
import { type FormState, valueIn } from "../../../ui/form-state.ts";
import { dateText } from "../../../ui/format.ts";

/** One form with two buttons: to see what the values give, and to decide them. */
export function MoneyPlanForm({ data, form }: { data: MoneyPlanData; form: FormState }) {
	const shared = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name] });
	return (
		<Form action={paths.moneyPlan(data.control.id)} errors={form.errors}>
			<NumberField
				{...shared("godtagbart")}
				label="Godtagbart fel på ett år"
				help="Så mycket får vara för mycket betalt utan att kontrollen brister. En tertial jämförs med en tredjedel."
				unit="kr"
				decimals
			/>
			<NumberField
				{...shared("arsbelopp")}
				label="Vad årets fakturor väntas uppgå till"
				help="Ger intervallet tillsammans med antalet. Ungefär räcker: slutsatsen räknas på det som blev."
				unit="kr"
				decimals
			/>
			<SelectField
				{...shared("sakerhet")}
				label="Säkerhet"
				help="Hur säkra slutsatserna ska vara. 95 % är vanligt; 90 % räcker vid låg risk."
				options={CONFIDENCE_OPTIONS}
				width="short"
			/>
			<NumberField
				{...shared("vantade")}
				label="Väntade helt felaktiga fakturor på ett år"
				help="Så många som ändå ska ge Stöd."
			/>
			<RadioGroup
				{...shared("metod")}
				label="Hur kronorna dras"
				options={Object.entries(MONEY_METHODS).map(([value, label]) => ({ value, label }))}
			/>
			<FormActions>
				<Button variant="secondary">Räkna</Button>
			</FormActions>
			<Decision data={data} form={form} />
		</Form>
	);
}

function Decision({ data, form }: { data: MoneyPlanData; form: FormState }) {
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
				<Button form_action={paths.moneyPlanDecisions(data.control.id)}>Besluta planen</Button>
			</FormActions>
		</FieldSet>
	);
}
