import type { PlanStatus } from "../../../db/schema/vocabulary.ts";
import { isLockedPlan, type PlanStage } from "../../../db/schema/register/plans.ts";
import type { PlanNotice } from "../../../src/register/plans/notices.ts";
import { StateBadge, type Tone } from "../../ui/badge.tsx";
import { paths } from "../../../src/paths/paths.ts";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";

const TONES: Record<PlanStage["key"], Tone> = {
	draft: "warn",
	preparation: "warn",
	decided: "info",
	in_force: "ok",
	over: "warn",
	closed: "neutral",
};

export function PlanStatusBadge({ stage }: { stage: PlanStage }) {
	return <StateBadge tone={TONES[stage.key]} label={stage.label} />;
}

/** What a reader must know before trusting the plan. */
export function PlanNotices({ notices }: { notices: readonly PlanNotice[] }) {
	return (
		<>
			{notices.map((notice) => (
				<Flash tone={notice.tone} text={notice.text} announce={false} />
			))}
		</>
	);
}

/** On the page of a risk or measure: why nothing in its plan can be changed. */
export function PlanLock({ noun, status, year }: { noun: string; status: PlanStatus; year: number }) {
	if (!isLockedPlan(status)) return null;
	const because = status === "closed" ? "är avslutad" : "är i beredning";
	return <Flash tone="info" announce={false} text={`Planen för ${year} ${because}. ${noun} kan inte ändras.`} />;
}

/** On the page of a risk or measure: that it has been dropped from the draft, or differs from what the board decided. */
export function PlanRowFlags(props: {
	noun: string;
	dropped_reason: string | null;
	mark: string | null;
	plan_id: string;
}) {
	const { noun, dropped_reason, mark } = props;
	return (
		<>
			{dropped_reason === null ? null : (
				<Flash tone="warn" announce={false} text={`${noun} är struken ur utkastet. Skäl: ${dropped_reason}`} />
			)}
			{mark === null ? null : (
				<Flash tone="warn" announce={false} text={`${noun} är ${mark}.`}>
					<p>
						<Link href={paths.planChanges(props.plan_id)}>Se vad som är ändrat</Link>
					</p>
				</Flash>
			)}
		</>
	);
}
