import { MONEY_METHODS } from "../../../../db/schema/checks/own-forms/hired-staff.ts";
import type { MoneyPlanData } from "../../../../src/checks/own-forms/hired-staff/load-money-plan.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { ConfidenceField, PlanDecision } from "../../sample-plans/plan-decision.tsx";
import { Button } from "../../../ui/button.tsx";
import { NumberField, RadioGroup } from "../../../ui/field.tsx";
import { Form, FormActions } from "../../../ui/form.tsx";
import { type FormState, valueIn } from "../../../ui/form-state.ts";

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
			<ConfidenceField form={form} />
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
			<PlanDecision href={paths.moneyPlanDecisions(data.control.id)} starts={data.starts} form={form} />
		</Form>
	);
}
