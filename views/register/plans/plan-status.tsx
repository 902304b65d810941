import { PLAN_STATUSES, type PlanStatus } from "../../../db/schema/vocabulary.ts";
import type { PlanNotice } from "../../../src/register/plans/notices.ts";
import { StateBadge, type Tone } from "../../ui/badge.tsx";
import { Flash } from "../../ui/flash.tsx";

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
