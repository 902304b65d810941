import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { FieldSet, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";

const CONFIDENCE_OPTIONS = [
	{ value: "900", label: "90 %" },
	{ value: "950", label: "95 %" },
	{ value: "975", label: "97,5 %" },
	{ value: "990", label: "99 %" },
];

export function ConfidenceField({ form }: { form: FormState }) {
	return (
		<SelectField
			name="sakerhet"
			label="Säkerhet"
			help="Hur säkra slutsatserna ska vara. 95 % är vanligt; 90 % räcker vid låg risk."
			options={CONFIDENCE_OPTIONS}
			value={valueIn(form, "sakerhet")}
			error={form.errors.sakerhet}
			width="short"
		/>
	);
}

/** The end of a plan's form: from which period, why, and the button that decides. */
export function PlanDecision(props: {
	/** Where the decision is sent; the form itself only calculates. */
	href: string;
	starts: readonly { first_day: string }[];
	form: FormState;
}) {
	const { form, starts } = props;
	if (starts.length === 0) return <p>Alla årets perioder är frysta. Planen kan inte ändras i efterhand.</p>;
	return (
		<FieldSet legend="Beslut">
			<SelectField
				name="valid_from"
				label="Gäller från"
				help="Frysta perioder går inte att välja."
				options={starts.map((start) => ({ value: start.first_day, label: dateText(start.first_day) }))}
				value={valueIn(form, "valid_from")}
				error={form.errors.valid_from}
				width="medium"
			/>
			<TextArea name="reason" label="Skäl" value={valueIn(form, "reason")} error={form.errors.reason} rows={3} />
			<ConfidentialNote kind="patient" />
			<FormActions>
				<Button form_action={props.href}>Besluta planen</Button>
			</FormActions>
		</FieldSet>
	);
}
