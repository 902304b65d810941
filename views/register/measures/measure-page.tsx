import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { ToldNotice } from "../../../db/queries/office/notices.ts";
import type { MeasureRow } from "../../../db/queries/register/measures.ts";
import { EFFECT_TESTED, MEASURE_KINDS, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import { MEASURE_FIELDS as IS, REPORT_FIELDS as STANDS } from "../../../src/register/measures/fields.ts";
import type { Thread } from "../../../src/ground/messages/thread.ts";
import { paths } from "../../../src/paths/paths.ts";
import { EvidenceBlock } from "../../ui/evidence-block.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { type Description, DescriptionList } from "../../ui/description-list.tsx";
import { dateText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { type LinkedRecommendation, RecommendationLinks } from "../../ui/recommendation-links.tsx";
import { ThreadSection } from "../../ui/thread-section.tsx";
import { ToldSection } from "../../ui/told-list.tsx";
import { PlanLock, PlanRowFlags } from "../plans/plan-status.tsx";
import { MeasureBadge } from "../../ui/measure-badge.tsx";

export interface MeasurePageProps {
	shell: Partial<LayoutProps>;
	measure: MeasureRow;
	evidence: readonly Evidence[];
	recommendations: readonly LinkedRecommendation[];
	thread: Thread;
	/** A refused question or answer. */
	form?: FormState | undefined;
	/** Who has been reminded of it. */
	told: readonly ToldNotice[];
	history: HistoryEvent[];
	/** What no decision of the board has taken in. */
	mark: string | null;
	may_edit: boolean;
	may_report: boolean;
	add_evidence: boolean;
}

/** The heading says the title, and "Klart" the share and the steps. */
type SaidElsewhere = "title" | "percent" | "steps_done" | "steps_total";
type Said = Exclude<keyof typeof IS | keyof typeof STANDS, SaidElsewhere>;

function Facts({ measure }: { measure: MeasureRow }) {
	const facts: Record<Said | "progress" | "risk", Description> = {
		status: { term: STANDS.status.label, value: <MeasureBadge measure={measure} /> },
		progress: { term: "Klart", value: progressText(measure) },
		cost_ore: { term: "Kostnad hittills", value: measure.cost_ore === null ? null : kronorText(measure.cost_ore) },
		due_on: { term: IS.due_on.label, value: dateText(measure.due_on) },
		owner_id: { term: IS.owner_id.label, value: measure.owner_name },
		kind: { term: IS.kind.label, value: MEASURE_KINDS[measure.kind] },
		scope: { term: IS.scope.label, value: RISK_SCOPES[measure.scope ?? measure.risk_scope] },
		performer_text: { term: IS.performer_text.label, value: measure.performer_text },
		effect_tested: { term: STANDS.effect_tested.label, value: EFFECT_TESTED[measure.effect_tested] },
		status_reason: { term: STANDS.status_reason.label, value: measure.status_reason, wide: true },
		effect_note: { term: STANDS.effect_note.label, value: measure.effect_note, wide: true },
		support: { term: IS.support.label, value: measure.support, wide: true },
		risk: {
			term: "Risk",
			value: <Link href={paths.risk(measure.risk_id)}>{`R${measure.risk_number} ${measure.risk_title}`}</Link>,
			wide: true,
		},
	};
	return <DescriptionList items={Object.values(facts)} />;
}

/** "2 av 4 steg", "40 %". */
function progressText({ percent, steps_done, steps_total }: MeasureRow): string | null {
	if (steps_done !== null && steps_total !== null) return `${steps_done} av ${steps_total} steg`;
	return percent === null ? null : `${percent} %`;
}

export function MeasurePage(props: MeasurePageProps) {
	const { measure } = props;
	return (
		<Layout
			{...props.shell}
			title={measure.title}
			crumbs={[
				{ href: paths.plan(measure.plan_id), label: `Internkontrollplan ${measure.plan_year}` },
				{ href: paths.risk(measure.risk_id), label: `R${measure.risk_number}` },
			]}
			main_action={
				props.may_report ? <ButtonLink href={paths.measureReport(measure.id)}>Lämna lägesrapport</ButtonLink> : null
			}
		>
			<PlanLock noun="Åtgärden" status={measure.plan_status} year={measure.plan_year} />
			<PlanRowFlags
				noun="Åtgärden"
				dropped_reason={measure.dropped_reason}
				mark={props.mark}
				plan_id={measure.plan_id}
			/>
			<Facts measure={measure} />
			{props.may_edit ? (
				<Actions>
					<Link href={paths.measureEdit(measure.id)}>Ändra åtgärden</Link>
				</Actions>
			) : null}
			<EvidenceBlock kind="measure" parent_id={measure.id} evidence={props.evidence} may_add={props.add_evidence} />
			<RecommendationLinks recommendations={props.recommendations} />
			<ThreadSection
				thread={props.thread}
				action={paths.measureThread(measure.id)}
				readers="Alla som ser åtgärden läser det som skrivs."
				form={props.form}
			/>
			<ToldSection told={props.told} />
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
