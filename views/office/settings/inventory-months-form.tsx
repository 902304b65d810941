import { MONTHS } from "../../../src/ground/calendar/months.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { DateField, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

const OPTIONS = MONTHS.map((label, at) => ({ value: String(at + 1), label }));

/** When in the year the units are asked for risks: the region's own routine. */
export function InventoryMonthsForm({ form }: { form: FormState }) {
	const shared = (name: string) => ({
		...{ name, scope: "inventering", options: OPTIONS },
		...{ value: valueIn(form, name), error: form.errors[name] },
	});
	const { options: _, ...dated } = shared("valid_from");
	return (
		<Form action={paths.inventoryMonths()} scope="inventering" errors={form.errors}>
			<SelectField {...shared("first_month")} label="Enheterna inventerar risker från och med" />
			<SelectField
				{...shared("last_month")}
				label="Till och med"
				help="Månaderna står i årshjulet. Förslag tas emot också andra tider på året."
			/>
			<DateField {...dated} label="Gäller från och med" help="Årshjulet visar det som gäller när året börjar." />
			<FormActions>
				<Button>Registrera månaderna</Button>
			</FormActions>
		</Form>
	);
}
