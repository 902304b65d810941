import type { GroundDeviation } from "../../../db/queries/report/assessments-grounds.ts";
import type { AssessmentPart, AssessmentRow } from "../../../db/queries/report/assessments.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import type { RiskPosition } from "../../../db/queries/register/risks.ts";
import { ASSESSED } from "../../../db/schema/report/words.ts";
import { bandOf } from "../../../db/schema/register/risks-scale.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { ReportNumbers } from "../../../src/report/periods/report-numbers.ts";
import { GradeBadge } from "../../ui/grade-badge.tsx";
import { PeriodNav } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { type MatrixCell, RiskMatrix } from "../../ui/matrix.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

interface Props {
	frame: Partial<LayoutProps>;
	period: Period;
	plan: Plan | null;
	positions: readonly RiskPosition[];
	numbers: ReportNumbers;
	severe: readonly GroundDeviation[];
	assessment: (AssessmentRow & { parts: readonly AssessmentPart[] }) | null;
	draft_plans: readonly { id: string; year: number; board: string }[];
}

const WORST = 3;
const STEPS = [1, 2, 3, 4];

/** One page for the nämnd: the judgement, where the risks stand, the three worst, and what it has to decide. Two sheets in print. */
export function BoardPage(props: Props) {
	const { period } = props;
	return (
		<Layout
			{...props.frame}
			title={`Intern kontroll: ${period.board}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead={`${period.name}, till och med ${dateText(period.cut_off)}.`}
		>
			<PeriodNav period_id={period.id} current="Nämndens sida" frame={props.frame} />
			<Judgement {...props} />
			<Decisions {...props} />
			<WorstRisks {...props} />
			{props.plan ? (
				<Section title="Riskkarta">
					<RiskMatrix
						caption={`Kvarstående risk, ${props.plan.year}`}
						likelihood={props.plan.scale.likelihood}
						impact={props.plan.scale.impact}
						cells={cellsOf(props.plan, props.positions)}
					/>
				</Section>
			) : null}
		</Layout>
	);
}

export function NoBoardPage({ frame }: { frame: Partial<LayoutProps> }) {
	return (
		<Layout {...frame} title="Nämndens sida">
			<EmptyState text="Det finns inget rapporttillfälle ännu." />
		</Layout>
	);
}

const afterText = (n: number, verb: string) => (n === 0 ? "" : `${n} av dem ${verb} efter brytdatum. `);

function Judgement({ assessment, numbers, period }: Props) {
	const { runs, deviations, found_after } = numbers;
	const found = Object.values(deviations).reduce((sum, one) => sum + one.open + one.handled + one.closed, 0);
	const open = Object.values(deviations).reduce((sum, one) => sum + one.open + one.handled, 0);
	return (
		<Section title="Är den interna kontrollen tillräcklig?">
			{assessment ? (
				<>
					<p>
						<GradeBadge grade={assessment.total} />{" "}
						<Link href={paths.assessment(assessment.id)}>Se bedömningen och grunderna</Link>
					</p>
					<ul>
						{assessment.parts
							.filter((part) => part.requirement !== "total")
							.map((part) => (
								<li>
									{`${ASSESSED[part.requirement]}: `}
									<GradeBadge grade={part.grade} />
								</li>
							))}
					</ul>
				</>
			) : (
				<p>Ingen bedömning är påbörjad ännu.</p>
			)}
			<p>
				<Link href={paths.reportGround(period.id, "kontrolltillfallen")}>
					{`${runs.planned} planerade kontrolltillfällen, ${runs.due} förfallna, ${runs.performed} utförda`}
				</Link>
				{`. ${afterText(runs.performed_after, "utfördes")}`}
				<Link href={paths.reportGround(period.id, "avvikelser")}>
					{found === 0 ? "Inga avvikelser hör till perioden" : `${found} avvikelser hör till perioden`}
				</Link>
				{found === 0 ? "." : `, ${open} av dem är inte avslutade.`}
				{` ${afterText(found_after, "hittades")}`}
			</p>
		</Section>
	);
}

/** What waits for the nämnd, in plain words. */
function Decisions({ assessment, draft_plans, numbers, period }: Props) {
	const decisions = [
		...(assessment?.level === "board" && assessment.state === "approved"
			? [{ href: paths.assessment(assessment.id), text: `Besluta om ISK-bedömningen i ${period.name}` }]
			: []),
		...draft_plans.map((plan) => ({ href: paths.plan(plan.id), text: `Besluta om internkontrollplan ${plan.year}` })),
		...(numbers.deviations.critical.open > 0
			? [
					{
						href: paths.reportGround(period.id, "avvikelser", { grad: "critical" }),
						text: "Ta ställning till väsentliga avvikelser som inte är hanterade",
					},
				]
			: []),
	];
	return (
		<Section title="Beslut som behövs">
			{decisions.length === 0 ? (
				<p>Inget beslut behövs just nu.</p>
			) : (
				<ul>
					{decisions.map(({ href, text }) => (
						<li>
							<Link href={href}>{text}</Link>
						</li>
					))}
				</ul>
			)}
		</Section>
	);
}

const scoreOf = (risk: RiskPosition) => (risk.residual_likelihood ?? 0) * (risk.residual_impact ?? 0);

function WorstRisks({ plan, positions, severe }: Props) {
	if (!plan) return <p>{"Det finns ingen internkontrollplan för året."}</p>;
	const worst = [...positions].sort((a, b) => scoreOf(b) - scoreOf(a) || a.number - b.number).slice(0, WORST);
	return (
		<Section title="De tre största riskerna efter åtgärder">
			<DataTable
				caption="De tre största riskerna"
				hide_caption
				columns={[
					{ key: "title", label: "Risk", primary: true },
					{ key: "score", label: "Kvarstående risk", narrow: true },
				]}
				rows={worst.map((risk) => ({
					href: paths.risk(risk.id),
					cells: {
						title: `R${risk.number} ${risk.title}`,
						score: <RiskBadge score={scoreOf(risk) || null} band={bandOf(plan.scale, scoreOf(risk))} />,
					},
				}))}
			/>
			{severe.length > 0 ? (
				<ul>
					{severe.map((one) => (
						<li>
							<Link href={one.item_id ? paths.item(one.item_id) : paths.deviation(one.id)}>
								{`${SEVERITIES[one.severity]} avvikelse ${one.number}: ${one.title}, ${one.unit}`}
							</Link>
						</li>
					))}
				</ul>
			) : null}
		</Section>
	);
}

function cellsOf(plan: Plan, risks: readonly RiskPosition[]): MatrixCell[] {
	return STEPS.flatMap((likelihood) =>
		STEPS.map((impact) => ({
			likelihood,
			impact,
			score: likelihood * impact,
			band: bandOf(plan.scale, likelihood * impact),
			risks: risks
				.filter((risk) => risk.residual_likelihood === likelihood && risk.residual_impact === impact)
				.map((risk) => ({ href: paths.risk(risk.id), short: `R${risk.number}`, title: risk.title })),
			href: `${paths.planTable(plan.id)}?karta=residual-${likelihood}-${impact}`,
		})),
	);
}
