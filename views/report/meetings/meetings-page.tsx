import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { BoardChoice } from "../../../db/queries/report/periods.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { MEETING_STATES, type MeetingRow, type MeetingState } from "../../../src/report/meetings/columns.ts";
import { MEETING_FIELDS } from "../../../src/report/meetings/fields.ts";
import type { UnplacedMatter } from "../../../src/report/meetings/read-unplaced.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge, type Tone } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

const TONES: Record<MeetingState, Tone> = { coming: "info", late: "bad", held: "neutral", cancelled: "none" };

export function MeetingStateBadge({ state }: { state: MeetingState }) {
	return (
		<StateBadge tone={TONES[state]} pattern={state === "late" ? "clock" : undefined} label={MEETING_STATES[state]} />
	);
}

/** The days of a meeting, as they are asked for when it is put in and when it is moved. */
export function MeetingDays({ form }: { form: FormState }) {
	const field = (name: keyof typeof MEETING_FIELDS) => ({
		name,
		label: MEETING_FIELDS[name].label,
		value: valueIn(form, name),
		error: form.errors[name],
	});
	const kinds = Object.entries(MEETING_KINDS).map(([value, label]) => ({ value, label }));
	return (
		<>
			<SelectField {...field("kind")} placeholder="Välj slag" options={kinds} />
			<DateField {...field("held_on")} />
			<DateField {...field("papers_due_on")} help="Dagen då handlingarna senast ska vara inne." />
		</>
	);
}

function AddForm({ boards, form }: { boards: readonly BoardChoice[]; form: FormState }) {
	return (
		<Form action={paths.meetings()} errors={form.errors} unsaved>
			{boards.length > 1 ? (
				<SelectField
					name="board_id"
					label="Nämnd"
					placeholder="Välj nämnd"
					options={boards.map(({ id, name }) => ({ value: id, label: name }))}
					value={valueIn(form, "board_id")}
					error={form.errors.board_id}
				/>
			) : null}
			<MeetingDays form={form} />
			<FormActions>
				<Button>Lägg in sammanträdet</Button>
			</FormActions>
		</Form>
	);
}

/** What a nämnd will be asked, without a meeting yet: the suggested one gives it its last day. */
function WithoutMeeting({ unplaced }: { unplaced: readonly UnplacedMatter[] }) {
	if (unplaced.length === 0) return null;
	return (
		<Section title="Går inte till något sammanträde ännu">
			<ul>
				{unplaced.map((one) => (
					<li>
						<Link href={one.kind === "plan" ? paths.planPreparation(one.id) : paths.reportPeriod(one.id)}>
							{`${one.title}, ${one.board}`}
						</Link>
						{one.suggested ? (
							<>
								{". Närmast till hands: "}
								<Link href={paths.meeting(one.suggested.id)}>{dateText(one.suggested.held_on)}</Link>
								{`, handlingar senast ${dateText(one.suggested.papers_due_on)}.`}
							</>
						) : (
							". Kalendern har inget sammanträde som passar."
						)}
					</li>
				))}
			</ul>
		</Section>
	);
}

/** The meetings of every nämnd, and the way to add one. */
export function MeetingsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<MeetingRow>;
	boards: readonly BoardChoice[];
	unplaced: readonly UnplacedMatter[];
	/** For the filter. */
	every_board: readonly { id: string; name: string }[];
	chosen: { namnd: string | undefined; vilka: string | undefined };
	/** The list as it is filtered, for its files. */
	may_add: boolean;
	form: FormState;
}) {
	return (
		<Layout
			{...props.shell}
			title="Sammanträden"
			lead="När nämnderna sammanträder, vad som går dit och när handlingarna senast ska vara inne."
		>
			{props.may_add ? (
				<Disclosure summary="Lägg in sammanträde" open={Object.keys(props.form.errors).length > 0}>
					<AddForm boards={props.boards} form={props.form} />
				</Disclosure>
			) : null}
			<WithoutMeeting unplaced={props.unplaced} />
			<List
				list={props.list}
				noun="sammanträden"
				filters={[
					{
						name: "namnd",
						label: "Nämnd",
						options: props.every_board.map(({ id, name }) => ({ value: id, label: name })),
						value: props.chosen.namnd,
					},
					{
						name: "vilka",
						label: "Vilka",
						placeholder: "Kommande och de två senaste månaderna",
						options: [{ value: "alla", label: "Hela kalendern" }],
						value: props.chosen.vilka,
					},
				]}
				caption="Sammanträden"
				href={(row) => paths.meeting(row.id)}
				cells={{ state: (row) => <MeetingStateBadge state={row.state} /> }}
				empty="Kalendern har inga sammanträden med det här urvalet."
			/>
		</Layout>
	);
}
