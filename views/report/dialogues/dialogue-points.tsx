import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { DialoguePoint } from "../../../db/queries/report/dialogues.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { POINT_STATUSES } from "../../../db/schema/report/words.ts";
import { paths } from "../../../src/paths/paths.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

export interface PointsProps {
	period: Period;
	points: readonly DialoguePoint[];
	people: readonly { id: string; name: string }[];
	may_edit: boolean;
	formOf: (name: string) => FormState;
}

/** What was agreed, by whom it is done, and what became of it. */
export function PointTable(props: PointsProps) {
	return (
		<DataTable
			caption="Överenskommelser"
			hide_caption
			empty="Inget är avtalat ännu."
			columns={[
				{ key: "text", label: "Överenskommelse", primary: true },
				{ key: "person", label: "Ansvarig" },
				{ key: "due", label: "Senast" },
				{ key: "status", label: "Status" },
			]}
			rows={props.points.map((point) => ({
				cells: {
					text: point.text,
					person: point.person ?? "Ingen",
					due: point.due_on ? dateText(point.due_on) : "Inget datum",
					status: <PointStatus point={point} {...props} />,
				},
			}))}
		/>
	);
}

function PointStatus({ point, may_edit, formOf }: PointsProps & { point: DialoguePoint }) {
	if (point.status === "done") return <>{`${POINT_STATUSES.done}: ${point.outcome}`}</>;
	if (!may_edit) return <StateBadge tone="info" label={POINT_STATUSES.open} />;
	const form = formOf(point.id);
	return (
		<Disclosure summary="Öppen, markera som klar" open={Object.keys(form.errors).length > 0}>
			<Form
				action={paths.dialoguePoint(point.id)}
				errors={form.errors}
				version={point.version}
				scope={point.id}
				label={`Klar: ${point.text}`}
			>
				<TextArea
					name="outcome"
					label="Vad blev resultatet?"
					scope={point.id}
					value={valueIn(form, "outcome")}
					error={form.errors.outcome}
					rows={2}
				/>
				<FormActions>
					<Button variant="secondary">Markera som klar</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}

export function AgreePointForm({ period, people, formOf }: PointsProps) {
	const form = formOf("point");
	const field = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name], scope: "ny" });
	return (
		<Disclosure summary="Lägg till överenskommelse" open={Object.keys(form.errors).length > 0}>
			<Form action={paths.dialoguePoints(period.id)} errors={form.errors} scope="ny" unsaved>
				<TextField {...field("text")} label="Vad är avtalat?" maxlength={400} />
				<PersonField
					{...field("person_id")}
					form={form}
					label="Ansvarig"
					placeholder="Ingen vald"
					optional
					people={peopleToChoose(people)}
				/>
				<DateField {...field("due_on")} label="Senast" optional />
				<FormActions>
					<Button variant="secondary">Lägg till</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
