import type { Period } from "../../../db/queries/report/periods.ts";
import type { Matter } from "../../../db/queries/report/meetings.ts";
import type { Reminder } from "../../../db/queries/report/readiness-reminders.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { CONTROLLER } from "../../../src/report/readiness/columns.ts";
import type { PersonMatters, Readiness } from "../../../src/report/readiness/read-readiness.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink, PostButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorSummary, type FieldErrors } from "../../ui/form.tsx";
import { dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";
import { KeyFigures } from "../../ui/task-list.tsx";
import { MatterList } from "./person-matters.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	readiness: Readiness;
	/** Where the report goes. */
	meetings: readonly Matter[];
	/** The people on this page of the list. */
	people: readonly PersonMatters[];
	pager: Parameters<typeof Pager>[0];
	reminders: readonly Reminder[];
	sealed: boolean;
	may_remind: boolean;
	errors: FieldErrors;
}

/** Everything that stops or weakens the report, by the person who can mend it. */
export function ReadinessPage(props: Props) {
	const { period, readiness } = props;
	return (
		<Layout
			{...props.shell}
			title={`Läge, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Vad som hindrar eller försvagar rapporten just nu, och vem som kan åtgärda det."
		>
			<PeriodNav period_id={period.id} current="Läge" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			<ErrorSummary errors={props.errors} />
			{props.meetings.map((one) => (
				<p>
					{`Går till ${MEETING_KINDS[one.kind].toLowerCase()} `}
					<Link href={paths.meeting(one.meeting_id)}>{dateText(one.held_on)}</Link>
					{one.delivered_at === null
						? `. Sista dag för handlingar är ${dateText(one.papers_due_on)}.`
						: `. Handlingarna lämnades ${dateText(one.delivered_at)}.`}
				</p>
			))}
			<KeyFigures
				items={[
					{ value: String(readiness.stops), label: "Hindrar rapporten" },
					{ value: String(readiness.weakens), label: "Försvagar rapporten" },
				]}
			/>
			{props.may_remind && !props.sealed && readiness.people.some((one) => one.person_id !== null) ? (
				<p>
					<ButtonLink href={paths.remindersToAll(period.id)} variant="secondary">
						Påminn alla
					</ButtonLink>
				</p>
			) : null}
			{readiness.people.length === 0 ? (
				<EmptyState heading="Inget hindrar rapporten" text="Allt som rapporten behöver finns på plats." />
			) : (
				<>
					{props.people.map((one) => (
						<PersonSection one={one} {...props} />
					))}
					<Pager {...props.pager} noun="personer" />
					<ListExports base_href={paths.readiness(period.id)} />
				</>
			)}
		</Layout>
	);
}

function PersonSection({ one, period, reminders, may_remind, sealed }: Props & { one: PersonMatters }) {
	const name = one.person ?? CONTROLLER;
	const reminded = reminders.find((reminder) => reminder.person_id === one.person_id);
	return (
		<Section
			title={name}
			lead={reminded ? `Påmind ${dateText(reminded.day)} av ${reminded.sender}.` : undefined}
			action={
				may_remind && !sealed && one.person_id ? (
					<PostButton
						action={paths.reminders(period.id)}
						hidden={{ person_id: one.person_id }}
						variant="secondary"
						label={`Påminn ${name}`}
					>
						Påminn
					</PostButton>
				) : undefined
			}
		>
			<MatterList label={`Väntar på ${name}`} matters={one.matters} />
		</Section>
	);
}
