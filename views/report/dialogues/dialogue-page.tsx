import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import type { Dialogue, DialoguePoint } from "../../../db/queries/report/dialogues.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Readiness } from "../../../src/report/readiness/read-readiness.ts";
import { AssessmentTable } from "../assessments/assessment-table.tsx";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, TextArea, TextField } from "../../ui/field.tsx";
import { ErrorSummary, type FieldErrors, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { KeyFigures } from "../../ui/task-list.tsx";
import { AgreePointForm, type PointsProps, PointTable } from "./dialogue-points.tsx";

export interface DialoguePageProps extends PointsProps {
	shell: Partial<LayoutProps>;
	dialogue: Dialogue | null;
	earlier: readonly (DialoguePoint & { period: string })[];
	assessments: readonly AssessmentRow[];
	readiness: Readiness;
	sealed: boolean;
	/** why a form was refused that is no longer on the page */
	refusal: FieldErrors | null;
}

/** What the meeting before a report needs to see, and what it agrees on. */
export function DialoguePage(props: DialoguePageProps) {
	const { period, dialogue, readiness } = props;
	return (
		<Layout
			{...props.shell}
			title={`Verksamhetsdialog inför ${period.name}`}
			crumbs={[{ href: paths.dialogues(), label: "Verksamhetsdialoger" }]}
			lead="Mötet mellan förvaltningschef och regiondirektör: läget, bedömningen och vad som avtalas."
		>
			<PeriodNav period_id={period.id} current="Verksamhetsdialog" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			{props.refusal ? <ErrorSummary errors={props.refusal} /> : null}
			<Section title="Läget">
				<KeyFigures
					items={[
						{ value: String(readiness.stops), label: "Hindrar rapporten", href: paths.readiness(period.id) },
						{ value: String(readiness.weakens), label: "Försvagar rapporten", href: paths.readiness(period.id) },
					]}
				/>
				<AssessmentTable assessments={props.assessments} />
			</Section>
			{props.earlier.length > 0 ? (
				<Section title="Kvar från tidigare dialoger">
					<PointTable {...props} points={props.earlier} />
				</Section>
			) : null}
			<Section title="Dialogen">
				{dialogue ? (
					<DescriptionList
						items={[
							{ term: "Hölls", value: dateText(dialogue.held_on) },
							{ term: "Deltagare", value: dialogue.participants },
							{ term: "Anteckningar", value: dialogue.notes, wide: true },
						]}
					/>
				) : (
					<p class="soft">Dialogen är inte antecknad ännu.</p>
				)}
				{props.may_edit && !props.sealed ? <DialogueForm {...props} /> : null}
			</Section>
			{dialogue ? (
				<Section title="Överenskommelser">
					<PointTable {...props} />
					{props.may_edit ? <AgreePointForm {...props} /> : null}
				</Section>
			) : null}
		</Layout>
	);
}

function DialogueForm({ period, dialogue, formOf }: DialoguePageProps) {
	const refused = formOf("dialogue");
	const untouched = Object.keys(refused.values).length === 0;
	const saved = {
		held_on: dialogue?.held_on ?? "",
		participants: dialogue?.participants ?? "",
		notes: dialogue?.notes ?? "",
	};
	const form: FormState = untouched ? { ...refused, values: saved } : refused;
	const field = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name] });
	return (
		<Disclosure summary={dialogue ? "Ändra anteckningen" : "Anteckna dialogen"} open={!dialogue || !untouched}>
			<Form action={paths.dialogue(period.id)} errors={form.errors} version={dialogue?.version ?? 0} unsaved>
				<DateField {...field("held_on")} label="Hölls" />
				<TextField {...field("participants")} label="Deltagare" maxlength={400} />
				<TextArea {...field("notes")} label="Anteckningar" optional />
				<FormActions>
					<Button>Spara dialogen</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
