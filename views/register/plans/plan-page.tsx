import type { Plan } from "../../../db/queries/register/plans.ts";
import { isLockedPlan, isUndecided, type PlanStage } from "../../../db/schema/register/plans.ts";
import type { Matter } from "../../../db/queries/report/meetings.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { paths } from "../../../src/paths/paths.ts";
import { decisionText, type MarkedRow } from "../../../src/register/plans/columns.ts";
import type { PlanNotice } from "../../../src/register/plans/notices.ts";
import type { PlanState } from "../../../src/register/plans/plan-state.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink, PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Form } from "../../ui/form.tsx";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";
import { PlanNotices, PlanStatusBadge } from "./plan-status.tsx";
import { type PlanMovement, PublishedPlan } from "./published-plan.tsx";

export interface PlanPageProps {
	shell: Partial<LayoutProps>;
	plan: Plan;
	/** What the plan is today. */
	stage: PlanStage;
	rows: MarkedRow[];
	/** how risks have moved since the nämnd's newest report */
	movement: PlanMovement | null;
	today: string;
	state: PlanState;
	pager: Parameters<typeof Pager>[0];
	notices: PlanNotice[];
	carried_from: { id: string; year: number } | null;
	next_year: { id: string; year: number } | null;
	/** Rows of last year that nobody has taken a stand on. */
	unreviewed: number;
	/** Where a plan in beredning goes. */
	matters: readonly Matter[];
	history: HistoryEvent[];
	/** the file that the draft was read from, while that can be taken back */
	read_from: { file_name: string; recorded_at: string } | null;
	may_edit: boolean;
	may_decide: boolean;
	may_see_coverage: boolean;
	may_close: boolean;
}

function MainAction({ plan, may_decide, may_edit, next_year }: PlanPageProps) {
	if (plan.status === "preparation" && may_decide)
		return <ButtonLink href={paths.planDecision(plan.id)}>Registrera beslut</ButtonLink>;
	if (plan.status === "draft" && may_edit)
		return <ButtonLink href={paths.planPreparation(plan.id)}>Lämna till beredning</ButtonLink>;
	if (plan.status === "in_force" && may_edit)
		return <ButtonLink href={paths.planRisks(plan.id)}>Lägg till risk</ButtonLink>;
	if (may_edit && !next_year) return <ButtonLink href={paths.planCarried(plan.id)}>Ta fram nästa års plan</ButtonLink>;
	return null;
}

function Decision({ plan, stage, state, matters, carried_from, next_year }: PlanPageProps) {
	return (
		<DescriptionList
			items={[
				{ term: "Status", value: <PlanStatusBadge stage={stage} /> },
				{ term: "Beslutad", value: dateText(plan.decided_on) },
				{ term: "§", value: plan.decision_paragraph },
				{ term: "Diarienummer", value: plan.registry_no },
				...state.decisions
					.filter(({ number }) => number > 0)
					.map((one) => ({ term: `Ändringsbeslut ${one.number}`, value: decisionText(one) })),
				...matters.map((one) => ({
					term: `Går till ${MEETING_KINDS[one.kind].toLowerCase()}`,
					value: (
						<Link href={paths.meeting(one.meeting_id)}>
							{`${dateText(one.held_on)}, sista dag för handlingar ${dateText(one.papers_due_on)}`}
						</Link>
					),
				})),
				...(carried_from
					? [{ term: "Framtagen från", value: <Link href={paths.plan(carried_from.id)}>{carried_from.year}</Link> }]
					: []),
				...(next_year
					? [{ term: "Nästa års plan", value: <Link href={paths.plan(next_year.id)}>{next_year.year}</Link> }]
					: []),
			]}
		/>
	);
}

function Work(props: PlanPageProps) {
	const { plan, rows, state, may_edit, may_decide, next_year } = props;
	return (
		<Actions>
			<Link href={paths.planTable(plan.id)}>Hela registret</Link>
			<Link href={paths.planMatrix(plan.id)}>Riskkarta</Link>
			{may_edit && !isLockedPlan(plan.status) ? (
				<Link href={paths.planScoring(plan.id)}>Bedöm risker i möte</Link>
			) : null}
			<Link href={paths.planComparison(plan.id)}>
				{isUndecided(plan.status) && props.carried_from ? `Jämför med ${props.carried_from.year}` : "Jämför versioner"}
			</Link>
			<Link href={paths.planPaper(plan.id, "docx")}>Planen som Word</Link>
			<Link href={paths.planPaper(plan.id, "pdf")}>Planen som PDF</Link>
			{may_edit && plan.status === "draft" ? <Link href={paths.planRisks(plan.id)}>Lägg till risk</Link> : null}
			{may_edit && plan.status === "draft" && rows.length === 0 ? (
				<Link href={paths.planReadingInto(plan.id)}>Läs in en plan</Link>
			) : null}
			{may_edit && !isLockedPlan(plan.status) ? (
				<Link href={paths.planAreas(plan.id)}>Lägg till verksamhet</Link>
			) : null}
			{may_edit && plan.status === "draft" ? <Link href={paths.planEdit(plan.id)}>Ändra skalan</Link> : null}
			<Towards {...props} />
			{may_edit && plan.status === "draft" ? <Link href={paths.planOrder(plan.id)}>Ordna planen</Link> : null}
			{isUndecided(plan.status) ? null : <Link href={paths.planChanges(plan.id)}>Ändringar efter beslut</Link>}
			{props.may_see_coverage ? <Link href={paths.coverage(plan.id)}>Täckningskarta</Link> : null}
			{may_decide ? <Link href={paths.decisionPaper("plan", plan.id)}>FöredragningsPM</Link> : null}
			{plan.status === "in_force" && may_decide && state.changes.length > 0 ? (
				<>
					<Link href={paths.decisionPaper("andringsbeslut", plan.id)}>FöredragningsPM om ändringen</Link>
					<Link href={paths.planAmendment(plan.id)}>Registrera ändringsbeslut</Link>
				</>
			) : null}
			{may_edit && !isUndecided(plan.status) && !next_year ? (
				<Link href={paths.planCarried(plan.id)}>Ta fram nästa års plan</Link>
			) : null}
		</Actions>
	);
}

/** The steps of a plan that nobody has decided, towards the nämnd. */
function Towards({ plan, state, unreviewed, may_edit, may_decide }: PlanPageProps) {
	if (!isUndecided(plan.status)) return null;
	const left = unreviewed > 0 ? ` (${unreviewed} kvar)` : "";
	const lacking = state.gaps.length > 0 ? ` (${state.gaps.length} uppgifter saknas)` : "";
	return (
		<>
			{plan.carried_from === null ? null : (
				<Link href={paths.planReview(plan.id)}>{`Gå igenom raderna från förra året${left}`}</Link>
			)}
			{may_edit ? <Link href={paths.planPreparation(plan.id)}>{`Beredning${lacking}`}</Link> : null}
			{may_decide && plan.status === "draft" ? (
				<Link href={paths.planDecision(plan.id)}>Registrera ett beslut som togs utanför Tillräcklig</Link>
			) : null}
			<Link href={paths.yearStrip(plan.year)}>{`Kontrollåret ${plan.year}`}</Link>
		</>
	);
}

/** The plan with the three official columns, and what can be done with it. */
export function PlanPage(props: PlanPageProps) {
	const { plan } = props;
	return (
		<Layout
			{...props.shell}
			title={`Internkontrollplan ${plan.year}`}
			lead={plan.board_name}
			crumbs={[{ href: paths.plans(), label: "Internkontrollplaner" }]}
			main_action={<MainAction {...props} />}
		>
			<PlanNotices notices={props.notices} />
			<Decision {...props} />
			<Work {...props} />
			<PublishedPlan rows={props.rows} scale={plan.scale} movement={props.movement} today={props.today} />
			<Pager {...props.pager} noun="risker" />
			<ListExports base_href={paths.plan(plan.id)} label="Hämta planen:" />
			{props.read_from ? (
				<Section
					title="Inläst fil"
					lead={`${props.read_from.file_name} lästes in ${dateTimeText(props.read_from.recorded_at)}. Tills planen är beslutad kan inläsningen ångras: det som lästes in, och det som lagts till under det, stryks ur utkastet.`}
				>
					<PostButton action={paths.planReadingUndone(plan.id)} version={plan.version} variant="secondary">
						Ångra inläsningen
					</PostButton>
				</Section>
			) : null}
			{props.may_close ? (
				<Section title="Avsluta planen" lead="När planen är avslutad kan inget i den ändras.">
					<PostButton action={paths.planClosing(plan.id)} version={plan.version} variant="secondary">
						{`Avsluta planen för ${plan.year}`}
					</PostButton>
				</Section>
			) : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

/** Before next year's draft is made: what is taken along. */
export function CarryPage(props: { shell: Partial<LayoutProps>; plan: Plan; errors: Record<string, string> }) {
	const { plan } = props;
	return (
		<Layout
			{...props.shell}
			title={`Ta fram internkontrollplan ${plan.year + 1}`}
			lead={plan.board_name}
			crumbs={[{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` }]}
		>
			<Form action={paths.planCarried(plan.id)} errors={props.errors}>
				<p>{`Ett utkast för ${plan.year + 1} tas fram från planen för ${plan.year}. Det innehåller samma:`}</p>
				<ul>
					<li>verksamheter och risker, med bedömningar och skala</li>
					<li>åtgärder, utom avbrutna; alla börjar om som ej påbörjade och flyttas fram ett år</li>
					<li>kontrollmoment som fortfarande gäller, med enheter, utförare och granskare</li>
				</ul>
				<p>Planen för {plan.year} ändras inte. Utkastet gäller först när nämnden har beslutat det.</p>
				<Actions>
					<Button>Ta fram utkastet</Button>
					<Link href={paths.plan(plan.id)}>Avbryt</Link>
				</Actions>
			</Form>
		</Layout>
	);
}
