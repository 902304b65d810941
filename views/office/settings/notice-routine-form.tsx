import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { DateField, NumberField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

/** When people are reminded: the region's own routine. */
export function NoticeRoutineForm({ form }: { form: FormState }) {
	const shared = (name: string) => ({ name, scope: "paminn", value: valueIn(form, name), error: form.errors[name] });
	return (
		<Form action={paths.noticeRoutine()} scope="paminn" errors={form.errors}>
			<NumberField
				{...shared("days_before")}
				label="Påminn före sista dagen"
				help="0 för ingen påminnelse i förväg. På sista dagen, och när den har passerat, påminns alla."
				unit="arbetsdagar"
			/>
			<NumberField {...shared("escalate_days")} label="Berätta för chefen när det är sent sedan" unit="arbetsdagar" />
			<DateField {...shared("valid_from")} label="Gäller från och med" />
			<FormActions>
				<Button>Registrera rutinen för påminnelser</Button>
			</FormActions>
		</Form>
	);
}
