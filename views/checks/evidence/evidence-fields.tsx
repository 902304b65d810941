import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DateField, FileField, TextArea } from "../../ui/field.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";

/** A file, the day it is about and a note: the same wherever evidence is added by a form of its own. */
export function EvidenceFields(props: {
	max_megabytes: number;
	/** The day it is about when no other is chosen, and the last that can be. */
	about_on: string;
	today: string;
	form: FormState;
}) {
	const { form } = props;
	return (
		<>
			<FileField
				name="fil"
				label="Fil"
				help={`Bild, PDF eller annat dokument, högst ${props.max_megabytes} MB. Filer med makron tas inte emot.`}
				error={form.errors.fil}
				paste
			/>
			<DateField
				name="datum"
				label="Vilken dag gäller underlaget?"
				help="Dagen på kvittot, fakturan eller protokollet. Inte dagen då du lägger till det."
				value={valueIn(form, "datum") || props.about_on}
				max={props.today}
				error={form.errors.datum}
			/>
			<TextArea
				name="anteckning"
				label="Anteckning"
				optional
				rows={2}
				value={valueIn(form, "anteckning")}
				error={form.errors.anteckning}
			/>
			<ConfidentialNote kind="patient" />
		</>
	);
}
