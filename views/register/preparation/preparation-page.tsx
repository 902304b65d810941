import type { Plan } from "../../../db/queries/register/plans.ts";
import type { findPreparation } from "../../../db/queries/register/preparation.ts";
import type { Matter, Meeting } from "../../../db/queries/report/meetings.ts";
import { isUndecided } from "../../../db/schema/register/plans.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { type ReviewRow, REVIEW_STATES } from "../../../src/register/preparation/columns.ts";
import type { PlanGap } from "../../../src/register/plans/plan-gaps.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckboxGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn, versionOf } from "../../ui/form-state.ts";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { Gaps } from "../decisions/decision-pages.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	form: FormState;
	plan: Plan;
	/** The coming meetings of the nämnd. */
	meetings: readonly Meeting[];
	gaps: readonly PlanGap[];
	/** Rows of last year that nobody has finished with. */
	waiting: readonly ReviewRow[];
	preparation: NonNullable<Awaited<ReturnType<typeof findPreparation>>> | null;
	matters: readonly Matter[];
}

/** "Nämnd 18 november 2026, sista dag för handlingar 4 november 2026" */
function meetingText({ kind, held_on, papers_due_on }: Pick<Meeting, "kind" | "held_on" | "papers_due_on">): string {
	return `${MEETING_KINDS[kind]} ${dateText(held_on)}, sista dag för handlingar ${dateText(papers_due_on)}`;
}

function HandOver({ form, plan, meetings }: Props) {
	if (meetings.length === 0)
		return (
			<p>
				Nämnden har inget kommande sammanträde i kalendern.{" "}
				<Link href={paths.meetings()}>Lägg in sammanträden och sista dag för handlingar</Link>.
			</p>
		);
	return (
		<Form action={paths.planPreparation(plan.id)} errors={form.errors} version={versionOf(form, plan.version)}>
			<CheckboxGroup
				name="meetings"
				label="Sammanträden som planen går till"
				help="Välj minst det sammanträde då nämnden beslutar."
				options={meetings.map((one) => ({ value: one.id, label: meetingText(one) }))}
				values={valuesIn(form, "meetings")}
				error={form.errors.meetings}
			/>
			<FormActions cancel_href={paths.plan(plan.id)}>
				<Button>Lämna till beredning</Button>
			</FormActions>
		</Form>
	);
}

function Waiting({ plan, waiting }: Props) {
	if (waiting.length === 0) return null;
	return (
		<Section
			title="Rader från förra året som väntar på ställningstagande"
			lead={waiting.length === 1 ? "En rad återstår." : `${waiting.length} rader återstår.`}
		>
			<ul>
				{waiting.map((row) => (
					<li>
						<Link href={row.href}>{`R${row.risk_number}: ${row.title}`}</Link>
						{`. ${REVIEW_STATES[row.state]}.`}
					</li>
				))}
			</ul>
			<Actions>
				<Link href={paths.planReview(plan.id)}>Gå igenom raderna</Link>
			</Actions>
		</Section>
	);
}

function UnderWay({ form, plan, preparation, matters }: Props) {
	return (
		<>
			<p>{`Lämnad till beredning ${dateTimeText(preparation!.sent_at)} av ${preparation!.sender}. Planen går till:`}</p>
			<ul>
				{matters.map((one) => (
					<li>
						<Link href={paths.meeting(one.meeting_id)}>{meetingText(one)}</Link>
						{one.delivered_at === null ? "" : `. Handlingarna lämnades ${dateText(one.delivered_at)}`}
					</li>
				))}
			</ul>
			<Section
				title="Ta tillbaka planen"
				lead="Planen blir ett utkast som kan ändras, och tas bort från sammanträdena."
			>
				<Form action={paths.planTakenBack(plan.id)} errors={form.errors} version={versionOf(form, plan.version)}>
					<TextArea name="reason" label="Skäl" rows={2} value={valueIn(form, "reason")} error={form.errors.reason} />
					<FormActions cancel_href={paths.plan(plan.id)}>
						<Button variant="secondary">Ta tillbaka till utkast</Button>
					</FormActions>
				</Form>
			</Section>
		</>
	);
}

/** The handing over of a draft to its meetings; of a plan in beredning, where it goes and the way back. */
export function PreparationPage(props: Props) {
	const { plan } = props;
	const open = plan.status === "draft";
	return (
		<Layout
			{...props.shell}
			title={`Beredning av internkontrollplan ${plan.year}`}
			lead={
				open
					? `${plan.board_name}. När planen är lämnad till beredning kan inget i den ändras förrän den är beslutad eller tagen tillbaka.`
					: plan.board_name
			}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
			]}
		>
			{open ? <HandOver {...props} /> : null}
			{plan.status === "preparation" && props.preparation ? <UnderWay {...props} /> : null}
			{!isUndecided(plan.status) ? <p>Planen är beslutad. Beredningen är över.</p> : null}
			<Gaps gaps={props.gaps} title="Det som saknas före beredningen" />
			<Waiting {...props} />
		</Layout>
	);
}
