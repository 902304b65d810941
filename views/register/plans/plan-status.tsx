import { PLAN_STATUSES, type PlanStatus } from "../../../db/schema/vocabulary.ts";
import type { PlanNotice } from "../../../src/register/plans/notices.ts";
import { StateBadge, type Tone } from "../../ui/badge.tsx";
import { paths } from "../../../src/paths/paths.ts";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";

const TONES: Record<PlanStatus, Tone> = { draft: "warn", in_force: "ok", closed: "neutral" };

export function PlanStatusBadge({ status }: { status: PlanStatus }) {
	return <StateBadge tone={TONES[status]} label={PLAN_STATUSES[status]} />;
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
