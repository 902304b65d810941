import { TextArea, TextField } from "../../ui/field.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

/** Who decided, under which number, and why. */
export function DecisionFields({ form, scope }: { form: FormState; scope?: string | undefined }) {
	return (
		<>
			<TextField
				name="decided_by"
				scope={scope}
				label="Beslutat av"
				help="Nämnd eller befattning, till exempel ”Hälso- och sjukvårdsnämnden” eller ”Arkivansvarig”."
				value={valueIn(form, "decided_by")}
				error={form.errors.decided_by}
			/>
			<TextField
				name="decision_no"
				scope={scope}
				label="Beslutsnummer"
				help="Diarienummer eller paragraf, så att beslutet går att hitta."
				value={valueIn(form, "decision_no")}
				error={form.errors.decision_no}
			/>
			<TextArea
				name="reason"
				scope={scope}
				label="Skäl"
				rows={3}
				value={valueIn(form, "reason")}
				error={form.errors.reason}
			/>
		</>
	);
}
