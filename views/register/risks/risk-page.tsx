import type { MeasureRow } from "../../../db/queries/register/measures.ts";
import type { RiskChain } from "../../../db/queries/register/risks-chain.ts";
import type { Disagreement } from "../../../db/queries/register/scoring.ts";
import type { ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import type { Risk } from "../../../db/queries/register/risks.ts";
import { RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import type { Thread } from "../../../src/ground/messages/thread.ts";
import { paths } from "../../../src/paths/paths.ts";
import { requirementTexts } from "../../../src/register/risks/columns.ts";
import { RISK_FIELDS } from "../../../src/register/risks/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { type LinkedRecommendation, RecommendationLinks } from "../../ui/recommendation-links.tsx";
import { ThreadSection } from "../../ui/thread-section.tsx";
import { PlanLock, PlanRowFlags } from "../plans/plan-status.tsx";
import { RiskChainView } from "./risk-chain.tsx";
import { Disagreements } from "../scoring/disagreements.tsx";
import { ScoreYears } from "./score-years.tsx";

export interface RiskPageProps {
	shell: Partial<LayoutProps>;
	risk: Risk;
	measures: MeasureRow[];
	chain: RiskChain;
	/** The risk in each plan up to this one. */
	years: readonly Risk[];
	/** What was proposed that it came of, or that was merged into it; without a name for whoever may not read the proposal. */
	proposals: readonly { id: string; number: number; title: string; unit: string; proposer: string | null }[];
	recommendations: readonly LinkedRecommendation[];
	thread: Thread;
	/** A refused question or answer. */
	form?: FormState | undefined;
	history: HistoryEvent[];
	may_edit: boolean;
	disagreements: readonly Disagreement[];
	/** What no decision of the board has taken in. */
	mark: string | null;
}

function Flags({ risk, mark }: RiskPageProps) {
	return (
		<>
			<PlanLock noun="Risken" status={risk.plan_status} year={risk.plan_year} />
			<PlanRowFlags noun="Risken" dropped_reason={risk.dropped_reason} mark={mark} plan_id={risk.plan_id} />
			{risk.is_residual_above ? (
				<Flash
					tone="warn"
					announce={false}
					text="Den kvarstående risken är bedömd högre än den inneboende. Kontrollera bedömningen."
				/>
			) : null}
		</>
	);
}

function Assessment({ risk, of }: { risk: Risk; of: ScoreKind }) {
	const value = risk[of];
	const steps = value
		? `Sannolikhet ${value.likelihood} (${risk.scale.likelihood[value.likelihood - 1]}) × konsekvens ${value.impact} (${risk.scale.impact[value.impact - 1]})`
		: null;
	return (
		<>
			<p>
				<RiskBadge score={value?.score ?? null} band={value?.band ?? null} />
			</p>
			{steps ? <p>{steps}</p> : null}
			{risk[`${of}_reason`] ? <p>{`Skäl: ${risk[`${of}_reason`]}`}</p> : null}
		</>
	);
}

/** The target, and how far there is to it. */
function Target({ risk }: { risk: Risk }) {
	const way = risk.is_above_target
		? "Den kvarstående risken ligger över målet."
		: "Den kvarstående risken har nått målet.";
	return (
		<>
			<Assessment risk={risk} of="target" />
			{risk.residual ? <p>{way}</p> : null}
		</>
	);
}

function Facts({ risk }: { risk: Risk }) {
	const treatment = risk.treatment ? TREATMENTS[risk.treatment] : "Inte beslutad";
	return (
		<DescriptionList
			items={[
				{ term: RISK_FIELDS.area_id.label, value: risk.area },
				{ term: RISK_FIELDS.scope.label, value: RISK_SCOPES[risk.scope] },
				{ term: RISK_FIELDS.owner_id.label, value: risk.owner_name },
				{ term: RISK_FIELDS.origin.label, value: risk.origin },
				{ term: "Inneboende risk", value: <Assessment risk={risk} of="inherent" /> },
				{ term: "Kvarstående risk", value: <Assessment risk={risk} of="residual" /> },
				...(risk.target ? [{ term: "Målet för risken", value: <Target risk={risk} /> }] : []),
				{ term: RISK_FIELDS.treatment.label, value: treatment },
				{ term: RISK_FIELDS.treatment_decider_id.label, value: risk.treatment_decider_name },
				{ term: RISK_FIELDS.treatment_review_on.label, value: dateText(risk.treatment_review_on) },
				{ term: RISK_FIELDS.treatment_reason.label, value: risk.treatment_reason, wide: true },
				{ term: RISK_FIELDS.requirements.label, value: requirementTexts(risk).join(". "), wide: true },
				{ term: RISK_FIELDS.description.label, value: risk.description, wide: true },
				{ term: RISK_FIELDS.cause.label, value: risk.cause, wide: true },
				{ term: RISK_FIELDS.effect.label, value: risk.effect, wide: true },
			]}
		/>
	);
}

/** A risk with its whole chain, and what has happened to it. */
export function RiskPage(props: RiskPageProps) {
	const { risk, may_edit } = props;
	return (
		<Layout
			{...props.shell}
			title={`R${risk.number} ${risk.title}`}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(risk.plan_id), label: `Internkontrollplan ${risk.plan_year}` },
			]}
			main_action={may_edit ? <ButtonLink href={paths.riskEdit(risk.id)}>Ändra risken</ButtonLink> : null}
		>
			<Flags {...props} />
			<Facts risk={risk} />
			<Section
				title="Från krav till underlag"
				lead="Vad risken hotar, vad som görs åt den och vad kontrollerna har visat."
			>
				<RiskChainView {...props} />
				{may_edit ? (
					<Actions>
						<Link href={paths.riskMeasures(risk.id)}>Lägg till åtgärd</Link>
						<Link href={paths.riskControls(risk.id)}>Lägg till kontrollmoment</Link>
					</Actions>
				) : null}
			</Section>
			<Disagreements
				all={props.disagreements}
				scale={risk.scale}
				plan_id={risk.plan_id}
				risk_id={risk.id}
				may_settle={may_edit}
			/>
			<ScoreYears years={props.years} />
			{props.proposals.length > 0 ? (
				<Section title="Förslagen bakom risken">
					<ul>
						{props.proposals.map(({ id, number, title, unit, proposer }) => (
							<li>
								{proposer === null ? (
									`Förslag ${number}. ${title} (${unit})`
								) : (
									<>
										<Link href={paths.riskProposal(id)}>{`Förslag ${number}. ${title}`}</Link>
										{` (${proposer}, ${unit})`}
									</>
								)}
							</li>
						))}
					</ul>
				</Section>
			) : null}
			<RecommendationLinks recommendations={props.recommendations} />
			<ThreadSection
				thread={props.thread}
				action={paths.riskThread(risk.id)}
				readers="Alla som ser risken läser det som skrivs."
				form={props.form}
			/>
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
