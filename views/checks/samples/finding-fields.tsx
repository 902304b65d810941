import { paths } from "../../../src/paths/paths.ts";
import type { WorkpaperQuestion } from "../../../src/checks/samples/workpaper.ts";
import { CAUSE_OPTIONS, SEVERITY_OPTIONS } from "../deviations/choices.ts";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { type Hx, hxAttrs } from "../../ui/hx.ts";
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
	/** The fields of a Nej that has not reached the server: they give way to the server's own when it answers. */
	unsent?: boolean | undefined;
}) {
	const { row, form, item } = props;
	const { position, asks_cause, finding } = row.question;
	const name = (field: string) => `${field}-${position}`;
	const value = (field: string, kept: string | null | undefined) =>
		form.values[name(field)] !== undefined ? valueIn(form, name(field)) : (kept ?? "");
	const shared = (field: string) => ({ name: name(field), scope: String(item), error: form.errors[name(field)] });
	const headline = value("rubrik", row.draft?.headline);
	const fix = value("rattat", row.draft?.direct_fix ?? row.deviation?.direct_fix);
	return (
		<div
			class="finding"
			{...hxAttrs(
				props.saved ? null : keptAsWritten(props.action, position, props.unsent ? questionId(item, position) : null),
			)}
		>
			<FindingHead row={row} saved={props.saved} unsent={props.unsent} />
			<TextArea
				{...shared("kommentar")}
				label="Vad hittade du?"
				rows={2}
				data={props.saved ? undefined : { focus: "" }}
				value={value("kommentar", row.given?.comment)}
			/>
			<RadioGroup
				{...shared("allvar")}
				label="Hur allvarligt är det?"
				options={SEVERITY_OPTIONS}
				value={value("allvar", row.draft?.severity ?? row.deviation?.severity)}
			/>
			<SelectField
				{...shared("orsak")}
				label="Orsak"
				optional={asks_cause !== 1}
				placeholder="Välj orsak"
				options={causesOf(row.question)}
				value={value("orsak", row.given?.cause_code)}
				width="medium"
			/>
			<Disclosure summary="Rubrik och direkt rättning" open={headline !== "" || fix !== ""}>
				<TextField
					{...shared("rubrik")}
					label="Rubrik"
					optional
					maxlength={80}
					help={finding === "" ? "Annars blir det början av beskrivningen." : `Annars blir det: ${finding}.`}
					value={headline}
				/>
				<TextArea {...shared("rattat")} label="Vad har rättats direkt?" optional rows={2} value={fix} />
			</Disclosure>
			<ConfidentialNote kind="both" />
			<span class="only-js">
				<Button
					type="button"
					variant={props.saved ? "secondary" : "primary"}
					hx={{
						post: props.action,
						target: `#${questionId(item, position)}`,
						swap: "outerMorph",
						queued: true,
						vals: { fraga: String(position) },
					}}
				>
					{props.saved ? "Spara ändringen" : "Spara avvikelsen"}
				</Button>
			</span>
		</div>
	);
}

/** What is typed is kept while it is typed, as a Nej that is not described yet; the button makes the deviation. */
function keptAsWritten(action: string, position: number, answered_in: string | null): Hx {
	const vals = { fraga: String(position), utkast: "ja" };
	const swap = answered_in === null ? { swap: "none" } : { target: `#${answered_in}`, swap: "outerMorph" };
	return { post: action, trigger: "change", queued: true, vals, ...swap };
}

function causesOf({ causes }: WorkpaperQuestion["question"]) {
	return causes === "" ? CAUSE_OPTIONS : CAUSE_OPTIONS.filter(({ value }) => causes.split(",").includes(value));
}

function FindingHead({ row, saved, unsent }: { row: WorkpaperQuestion; saved: boolean; unsent?: boolean | undefined }) {
	if (unsent) return <p>Beskriv avvikelsen nu, eller senare före signeringen.</p>;
	if (!saved || !row.deviation) {
		return (
			<p>Ditt Nej är sparat. Det blir en avvikelse när du har beskrivit den: nu, eller senare före signeringen.</p>
		);
	}
	return (
		<p data-announce={`Avvikelse ${row.deviation.number} är registrerad.`}>
			<Link href={paths.deviation(row.deviation.id)}>{`Avvikelse ${row.deviation.number}`}</Link>
			{" är registrerad."}
		</p>
	);
}
