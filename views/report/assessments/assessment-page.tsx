import type { ToldNotice } from "../../../db/queries/office/notices.ts";
import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { AssessmentPart } from "../../../db/queries/report/assessments.ts";
import { ASSESSMENT_LEVELS, DECIDING_LEVELS, SETTLED_ASSESSMENTS } from "../../../db/schema/report/words.ts";
import { assessedName } from "../../../src/report/assessments/columns.ts";
import type { Suggestion } from "../../../src/report/assessments/suggest.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { ToldSection } from "../../ui/told-list.tsx";
import { EvidenceBlock } from "../../ui/evidence-block.tsx";
import { Section } from "../../ui/section.tsx";
import { AssessmentSteps, type AssessmentStepsProps } from "./assessment-steps.tsx";
import { AssessmentStateBadge, GradeBadge } from "../../ui/grade-badge.tsx";
import { PartSection } from "./part-section.tsx";

export interface AssessmentPageProps extends AssessmentStepsProps {
	shell: Partial<LayoutProps>;
	parts: readonly AssessmentPart[];
	suggestions: readonly Suggestion[];
	history: readonly HistoryEvent[];
	told: readonly ToldNotice[];
	/** The protokollsutdrag of the decision. */
	minutes: readonly Evidence[];
	add_minutes: boolean;
}

/** There is something to decide, or it has been decided: the protokollsutdrag belongs here. */
const isDecision = ({ level, state }: AssessmentPageProps["assessment"]) =>
	DECIDING_LEVELS.includes(level) && SETTLED_ASSESSMENTS.includes(state);

/** One ISK-bedömning: the whole first, then each krav with its grounds. */
export function AssessmentPage(props: AssessmentPageProps) {
	const { assessment, parts, refused } = props;
	return (
		<Layout
			{...props.shell}
			title={`ISK-bedömning: ${assessedName(assessment)}`}
			crumbs={[{ href: paths.assessments(), label: "ISK-bedömningar" }]}
			lead="Tillräcklig bedömer processen: lämpligt utformad, utförd och uppföljd. Det betyder inte att avvikelser saknas."
		>
			{assessment.period_id ? (
				<PeriodNav period_id={assessment.period_id} current="ISK-bedömning" shell={props.shell} />
			) : null}
			{assessment.period_id ? <SealedNote sealed={props.sealed} period_id={assessment.period_id} /> : null}
			<Facts assessment={assessment} parts={parts} />
			<AssessmentSteps {...props} />
			{isDecision(assessment) ? (
				<EvidenceBlock
					kind="assessment"
					parent_id={assessment.id}
					evidence={props.minutes}
					may_add={props.add_minutes}
				/>
			) : null}
			{props.suggestions.map((suggestion) => (
				<PartSection
					assessment_id={assessment.id}
					suggestion={suggestion}
					part={parts.find((part) => part.requirement === suggestion.requirement) ?? null}
					may_write={props.may_prepare}
					form={refused?.form === suggestion.requirement ? refused.state : null}
				/>
			))}
			<ToldSection told={props.told} />
			<Section title="Vad som har hänt">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Facts({ assessment, parts }: Pick<AssessmentPageProps, "assessment" | "parts">) {
	const total = parts.find((part) => part.requirement === "total");
	const signed = (name: string | null, at: string | null) => (name && at ? `${name}, ${dateTimeText(at)}` : null);
	const decided = assessment.decided_on
		? `${dateText(assessment.decided_on)}, § ${assessment.decision_paragraph}, ${assessment.registry_no}`
		: null;
	return (
		<>
			{assessment.return_reason ? (
				<Flash tone="warn" heading="Återlämnad" text={assessment.return_reason} announce={false} />
			) : null}
			<DescriptionList
				items={[
					{ term: "Totalt", value: <GradeBadge grade={total?.grade ?? null} /> },
					{ term: "Status", value: <AssessmentStateBadge state={assessment.state} /> },
					{ term: "Nivå", value: ASSESSMENT_LEVELS[assessment.level] },
					{ term: "Rapport", value: assessment.period ?? String(assessment.year) },
					{ term: "Beredd av", value: signed(assessment.preparer, assessment.prepared_at) },
					{ term: "Godkänd av", value: signed(assessment.approver, assessment.approved_at) },
					...(assessment.early_reason
						? [{ term: "Skäl för att göra det före brytdatum", value: assessment.early_reason, wide: true }]
						: []),
					...(DECIDING_LEVELS.includes(assessment.level) ? [{ term: "Beslut", value: decided }] : []),
				]}
			/>
		</>
	);
}
