import type { ListShown } from "../../src/ground/tables/list.ts";
import type { SamAction } from "../../db/queries/sam/matters.ts";
import { MEASURE_STATUSES, type MeasureStatus } from "../../db/schema/vocabulary.ts";
import { paths } from "../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { StateBadge, type Tone } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ConfidentialNote } from "../ui/confidential-note.tsx";
import { DescriptionList } from "../ui/description-list.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { RadioGroup, TextArea } from "../ui/field.tsx";
import { Form, FormActions } from "../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../ui/form-state.ts";
import { dateText } from "../ui/format.ts";
import { History, type HistoryEvent } from "../ui/history.tsx";
import { List } from "../ui/list.tsx";
import { Section } from "../ui/section.tsx";

const { late: _late, ...REPORTED } = MEASURE_STATUSES;
const OPTIONS = Object.entries(REPORTED).map(([value, label]) => ({ value, label }));
const TONES: Record<MeasureStatus, Tone> = {
	not_started: "none",
	ongoing: "info",
	done: "ok",
	late: "bad",
	cancelled: "neutral",
};

type ShownAction = SamAction & { is_late: boolean };

function ActionState({ action }: { action: ShownAction }) {
	if (action.is_late) return <StateBadge tone="bad" pattern="clock" label={MEASURE_STATUSES.late} />;
	return <StateBadge tone={TONES[action.status]} label={MEASURE_STATUSES[action.status]} />;
}

export function ActionsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<ShownAction>;
	status: string;
	late: boolean;
}) {
	return (
		<Layout
			{...props.shell}
			title="SAM-åtgärder"
			lead="Åtgärder från den årliga uppföljningen, i år och tidigare."
			crumbs={[{ href: paths.sam(), label: "SAM" }]}
		>
			<List
				list={props.list}
				noun="åtgärder"
				filters={[
					{ name: "status", label: "Status", value: props.status, options: OPTIONS },
					{
						name: "sena",
						label: "Datum",
						value: props.late ? "1" : undefined,
						options: [{ value: "1", label: "Bara försenade" }],
					},
				]}
				caption="SAM-åtgärder"
				href={(row) => paths.samAction(row.id)}
				cells={{ status: (row) => <ActionState action={row} /> }}
				empty="Det finns inga åtgärder med det urvalet."
			/>
		</Layout>
	);
}

export function ActionPage(props: {
	shell: Partial<LayoutProps>;
	action: ShownAction;
	form: FormState;
	history: readonly HistoryEvent[];
}) {
	const { action, form } = props;
	const value = (name: string, saved: string) => (name in form.values ? valueIn(form, name) : saved);
	return (
		<Layout
			{...props.shell}
			title={action.what}
			crumbs={[
				{ href: paths.sam(), label: "SAM" },
				{ href: paths.samActions(), label: "SAM-åtgärder" },
			]}
		>
			<p>
				<ActionState action={action} />
			</p>
			<DescriptionList
				items={[
					{ term: "Enhet", value: action.unit_name },
					{ term: "Vem", value: action.who },
					{ term: "Klart senast", value: dateText(action.due_on) },
					{ term: "Från", value: `Uppföljningen ${action.year}` },
					{ term: "Fråga", value: action.question, wide: true },
					{ term: "Anteckning", value: action.note, wide: true },
				]}
			/>
			<Section title="Rapportera">
				<Form action={paths.samAction(action.id)} version={versionOf(form, action.version)} errors={form.errors}>
					<RadioGroup
						name="status"
						label="Status"
						options={OPTIONS}
						value={value("status", action.status)}
						error={form.errors.status}
					/>
					<TextArea
						name="note"
						label="Vad har gjorts, och har det haft effekt?"
						help="Inga namn på personer som är sjuka eller skadade."
						optional
						value={value("note", action.note)}
						error={form.errors.note}
					/>
					<ConfidentialNote kind="patient" />
					<FormActions>
						<Button>Spara</Button>
					</FormActions>
				</Form>
			</Section>
			<Disclosure summary="Händelser">
				<History events={props.history} />
			</Disclosure>
		</Layout>
	);
}
