import { paths } from "../../../src/paths/paths.ts";
import type { WorkpaperQuestion } from "../../../src/checks/samples/workpaper.ts";
import { CAUSE_OPTIONS, SEVERITY_OPTIONS } from "../deviations/choices.ts";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { RadioGroup, SelectField, TextArea } from "../../ui/field.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { questionId } from "./question-id.ts";

/** What a Nej needs to become a deviation: what is wrong, how bad it is, why, and what was done on the spot. */
export function FindingFields(props: {
	row: WorkpaperQuestion;
	item: number;
	action: string;
	form: FormState;
	/** The Nej is already saved, and its deviation made. */
	saved: boolean;
}) {
	const { row, form, item } = props;
	const { position, asks_cause } = row.question;
	const name = (field: string) => `${field}-${position}`;
	const value = (field: string, kept: string | null | undefined) =>
		form.values[name(field)] !== undefined ? valueIn(form, name(field)) : (kept ?? "");
	const shared = (field: string) => ({ name: name(field), scope: String(item), error: form.errors[name(field)] });
	return (
		<div class="finding">
			<FindingHead row={row} saved={props.saved} />
			<TextArea
				{...shared("kommentar")}
				label="Vad är fel?"
				rows={2}
				data={props.saved ? undefined : { focus: "" }}
				value={value("kommentar", row.given?.comment)}
			/>
			<RadioGroup
				{...shared("allvar")}
				label="Hur allvarligt är det?"
				options={SEVERITY_OPTIONS}
				value={value("allvar", row.deviation?.severity)}
			/>
			<SelectField
				{...shared("orsak")}
				label="Orsak"
				optional={asks_cause !== 1}
				placeholder="Välj orsak"
				options={CAUSE_OPTIONS}
				value={value("orsak", row.given?.cause_code)}
				width="medium"
			/>
			<TextArea
				{...shared("rattat")}
				label="Vad har rättats direkt?"
				optional
				rows={2}
				value={value("rattat", row.deviation?.direct_fix)}
			/>
			<ConfidentialNote kind="both" />
			<span class="only-js">
				<Button
					type="button"
					variant={props.saved ? "secondary" : "primary"}
					hx={{
						post: props.action,
						target: `#${questionId(item, position)}`,
						swap: "outerMorph",
						sync: "this:drop",
						vals: { fraga: String(position) },
					}}
				>
					{props.saved ? "Spara ändringen" : "Spara avvikelsen"}
				</Button>
			</span>
		</div>
	);
}

function FindingHead({ row, saved }: { row: WorkpaperQuestion; saved: boolean }) {
	if (!saved || !row.deviation) {
		return <p>Ett Nej blir en avvikelse. Den sparas när du har beskrivit felet.</p>;
	}
	return (
		<p data-announce={`Avvikelse ${row.deviation.number} är registrerad.`}>
			<Link href={paths.deviation(row.deviation.id)}>{`Avvikelse ${row.deviation.number}`}</Link>
			{" är registrerad."}
		</p>
	);
}
