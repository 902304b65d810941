import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { GroundDeviation } from "../../../db/queries/report/assessments-grounds.ts";
import type { AssessmentPart, AssessmentRow } from "../../../db/queries/report/assessments.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { ASSESSED, type Assessed } from "../../../db/schema/report/words.ts";
import { SEVERITIES, REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { standingOf } from "../../../src/report/assessments/columns.ts";
import type { planFigures } from "../../../src/report/board-page/board-figures.ts";
import type { ReportNumbers } from "../../../src/report/periods/report-numbers.ts";
import { GradeBadge } from "../../ui/grade-badge.tsx";
import { EvidenceLinks } from "../../ui/evidence-links.tsx";
import { PeriodNav } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { RiskMatrix } from "../../ui/drawings/heat-map.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	plan: (Plan & ReturnType<typeof planFigures>) | null;
	numbers: ReportNumbers & { found: number; open: number };
	/** What waits for the nämnd. */
	decisions: readonly { href: string; text: string }[];
	severe: readonly GroundDeviation[];
	assessment: (AssessmentRow & { parts: readonly AssessmentPart[] }) | null;
	/** The protokollsutdrag of the decision, every edition. */
	minutes: readonly Evidence[];
}

/** One page for the nämnd: the judgement, where the risks stand, the three worst, and what it has to decide. Two sheets in print. */
export function BoardPage(props: Props) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title={`Intern kontroll: ${period.board}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead={`${period.name}, till och med ${dateText(period.cut_off)}.`}
		>
			<PeriodNav period_id={period.id} current="Nämndens sida" shell={props.shell} />
			<Judgement {...props} />
			<Decisions {...props} />
			<WorstRisks {...props} />
			{props.plan ? (
				<Section title="Riskkarta">
					<RiskMatrix
						caption={`Kvarstående risk, ${props.plan.year}`}
						likelihood={props.plan.scale.likelihood}
						impact={props.plan.scale.impact}
						cells={props.plan.cells}
					/>
				</Section>
			) : null}
			<p>
				{"Sidan som handling: "}
				<Link href={paths.boardPaper(period.id, "docx")}>Word</Link>
				{" · "}
				<Link href={paths.boardPaper(period.id, "pdf")}>PDF</Link>
			</p>
		</Layout>
	);
}

export function NoBoardPage({ shell }: { shell: Partial<LayoutProps> }) {
	return (
		<Layout {...shell} title="Nämndens sida">
			<EmptyState text="Det finns inget rapporttillfälle ännu." />
		</Layout>
	);
}

const requirementText = (key: Assessed) =>
	key === "total" ? ASSESSED.total : `${ASSESSED[key]}. ${REQUIREMENTS[key]}`;

const afterText = (n: number, verb: string) => (n === 0 ? "" : `${n} av dem ${verb} efter brytdatum. `);

function Judgement({ assessment, numbers, minutes, period }: Props) {
	const { runs, found, open, found_after } = numbers;
	return (
		<Section title="Är den interna kontrollen tillräcklig?">
			{assessment ? (
				<>
					<p>
						<strong>{standingOf(assessment)}</strong>
					</p>
					<p>
						<GradeBadge grade={assessment.total} />{" "}
						<Link href={paths.assessment(assessment.id)}>Se bedömningen och grunderna</Link>
					</p>
					<ul>
						{assessment.parts
							.filter((part) => part.requirement !== "total")
							.map((part) => (
								<li>
									{`${requirementText(part.requirement)}: `}
									<GradeBadge grade={part.grade} />
									{part.reasons === "" ? null : <span class="soft">{` ${part.reasons}`}</span>}
								</li>
							))}
					</ul>
					<EvidenceLinks label="Protokollsutdrag" evidence={minutes} />
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
					{found === 0
						? "Inga avvikelser hör till perioden"
						: `${found} ${found === 1 ? "avvikelse" : "avvikelser"} hör till perioden`}
				</Link>
				{found === 0 ? "." : `, varav ej avslutade ${open}.`}
				{` ${afterText(found_after, "hittades")}`}
			</p>
		</Section>
	);
}

function Decisions({ decisions, period }: Props) {
	return (
		<Section title="Beslut som behövs">
			{decisions.length === 0 ? (
				<p>{`Inget beslut om ${period.year} väntar.`}</p>
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

function WorstRisks({ plan, severe }: Props) {
	if (!plan) return <p>Det finns ingen internkontrollplan för året.</p>;
	return (
		<Section title="De tre största riskerna efter åtgärder">
			<DataTable
				caption="De tre största riskerna"
				hide_caption
				columns={[
					{ key: "title", label: "Risk", primary: true },
					{ key: "score", label: "Kvarstående risk", narrow: true },
				]}
				rows={plan.worst.map((risk) => ({
					href: paths.risk(risk.id),
					cells: {
						title: `R${risk.number} ${risk.title}`,
						score: (
							<>
								<RiskBadge score={risk.residual?.score ?? null} band={risk.residual?.band ?? null} />
								{risk.before === null ? null : <span class="soft">{` förut ${risk.before}`}</span>}
							</>
						),
					},
				}))}
			/>
			{severe.length > 0 ? (
				<>
					<h3>De allvarligaste avvikelserna som inte är avslutade</h3>
					<ul>
						{severe.map((one) => (
							<li>
								<Link href={one.item_id ? paths.item(one.item_id) : paths.deviation(one.id)}>
									{`${SEVERITIES[one.severity]} avvikelse ${one.number}: ${one.title}, ${one.unit}`}
								</Link>
							</li>
						))}
					</ul>
				</>
			) : null}
		</Section>
	);
}
