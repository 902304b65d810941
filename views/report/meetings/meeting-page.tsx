import type { Meeting } from "../../../db/queries/report/meetings.ts";
import { MATTER_KINDS, MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { DatedMatter, MeetingRow } from "../../../src/report/meetings/columns.ts";
import { MEETING_FIELDS } from "../../../src/report/meetings/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button, ButtonLink, PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, type RefusedForm, UNTOUCHED, valueIn, versionOf } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Section } from "../../ui/section.tsx";
import { MeetingDays, MeetingStateBadge } from "./meetings-page.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	meeting: MeetingRow;
	/** What can be sent to it. */
	placeable: readonly { value: string; label: string }[];
	history: HistoryEvent[];
	refused: RefusedForm | null;
	may_edit: boolean;
	/** It is still to be held. */
	may_change: boolean;
}

const formOf = ({ refused }: Props, name: string): FormState => (refused?.form === name ? refused.state : UNTOUCHED);

const title = ({ kind, held_on }: Pick<Meeting, "kind" | "held_on">) => `${MEETING_KINDS[kind]} ${dateText(held_on)}`;

function PapersBadge({ matter }: { matter: DatedMatter }) {
	if (matter.delivered_at !== null)
		return <StateBadge tone="ok" label={`Handlingarna lämnades ${dateText(matter.delivered_at)}`} />;
	if (matter.settled) return <StateBadge tone="ok" label="Beslutad" />;
	if (matter.is_late) return <StateBadge tone="bad" pattern="clock" label="Handlingarna är sena" />;
	return <StateBadge tone="info" label="Handlingarna är inte lämnade" />;
}

function MatterLine(props: Props & { matter: DatedMatter }) {
	const { matter, may_edit } = props;
	const form = formOf(props, `remove-${matter.id}`);
	return (
		<li>
			<p>
				<Link
					href={matter.subject_kind === "plan" ? paths.plan(matter.subject_id) : paths.reportPeriod(matter.subject_id)}
				>
					{matter.title}
				</Link>{" "}
				<PapersBadge matter={matter} />
			</p>
			{may_edit && matter.delivered_at === null && !matter.settled ? (
				<PostButton action={paths.matterPapers(matter.id)} version={matter.version} variant="secondary">
					{`Handlingarna till ${matter.title} är lämnade`}
				</PostButton>
			) : null}
			{may_edit && !matter.settled ? (
				<Disclosure summary={`Ta bort ${matter.title} från sammanträdet`} open={form !== UNTOUCHED}>
					<Form
						action={paths.matterRemoval(matter.id)}
						errors={form.errors}
						version={versionOf(form, matter.version)}
						scope={matter.id}
					>
						<TextArea
							name="reason"
							label="Skäl"
							rows={2}
							value={valueIn(form, "reason")}
							error={form.errors.reason}
							scope={matter.id}
						/>
						<FormActions>
							<Button variant="secondary">Ta bort ärendet</Button>
						</FormActions>
					</Form>
				</Disclosure>
			) : null}
		</li>
	);
}

function Matters(props: Props) {
	const { meeting, placeable, may_change } = props;
	const form = formOf(props, "matter");
	return (
		<Section title="Ärenden">
			{meeting.matters.length === 0 ? <p>Inget ärende går till sammanträdet ännu.</p> : null}
			<ul class="plain-list">
				{meeting.matters.map((matter) => (
					<MatterLine {...props} matter={matter} />
				))}
			</ul>
			{may_change && (placeable.length > 0 || form !== UNTOUCHED) ? (
				<Form action={paths.meetingMatters(meeting.id)} errors={form.errors} scope="matter">
					<SelectField
						name="subject"
						label="Lägg till ärende"
						help={`${MATTER_KINDS.period} eller plan i beredning. En plan som är ett utkast går dit genom sin beredning.`}
						placeholder="Välj ärende"
						options={placeable}
						value={valueIn(form, "subject")}
						error={form.errors.subject}
						scope="matter"
					/>
					<FormActions>
						<Button variant="secondary">Lägg till</Button>
					</FormActions>
				</Form>
			) : null}
		</Section>
	);
}

function Cancel(props: Props) {
	const { meeting } = props;
	const form = formOf(props, "cancel");
	return (
		<Disclosure summary="Ställ in sammanträdet" open={form !== UNTOUCHED}>
			<Form
				action={paths.meetingCancellation(meeting.id)}
				errors={form.errors}
				version={versionOf(form, meeting.version)}
				scope="cancel"
			>
				<TextArea
					name="reason"
					label="Skäl"
					rows={2}
					value={valueIn(form, "reason")}
					error={form.errors.reason}
					scope="cancel"
				/>
				<FormActions>
					<Button variant="secondary">Ställ in</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}

/** One meeting: its days, and what goes to it. */
export function MeetingPage(props: Props) {
	const { meeting, may_change } = props;
	return (
		<Layout
			{...props.shell}
			title={title(meeting)}
			lead={meeting.board}
			crumbs={[{ href: paths.meetings(), label: "Sammanträden" }]}
			main_action={
				may_change ? (
					<ButtonLink href={paths.meetingEdit(meeting.id)} variant="secondary">
						Ändra dagarna
					</ButtonLink>
				) : null
			}
		>
			<DescriptionList
				items={[
					{ term: "Läge", value: <MeetingStateBadge state={meeting.state} /> },
					{ term: MEETING_FIELDS.papers_due_on.label, value: dateText(meeting.papers_due_on) },
					...(meeting.cancelled_reason === null
						? []
						: [{ term: "Varför det är inställt", value: meeting.cancelled_reason }]),
				]}
			/>
			<Matters {...props} />
			{may_change ? <Cancel {...props} /> : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

export function MeetingFormPage(props: {
	shell: Partial<LayoutProps>;
	meeting: Meeting;
	form: FormState;
	saved: Record<string, string | string[]>;
}) {
	const { meeting, form } = props;
	return (
		<Layout
			{...props.shell}
			title="Ändra sammanträdets dagar"
			lead={`${title(meeting)}, ${meeting.board}. Det som går till sammanträdet följer med.`}
			crumbs={[
				{ href: paths.meetings(), label: "Sammanträden" },
				{ href: paths.meeting(meeting.id), label: title(meeting) },
			]}
		>
			<Form
				action={paths.meetingEdit(meeting.id)}
				errors={form.errors}
				version={versionOf(form, meeting.version)}
				unsaved
			>
				<NewerValues form={form} current={props.saved} fields={MEETING_FIELDS} />
				<MeetingDays form={form} />
				<FormActions cancel_href={paths.meeting(meeting.id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
