import { HIT_STATUSES, type HitStatus } from "../../../db/schema/checks/ledger.ts";
import { StateBadge, type Tone } from "../../ui/badge.tsx";

const TONES: Record<HitStatus, Tone> = { open: "none", explained: "ok", investigating: "info", deviation: "bad" };

export function HitStatusBadge({ status }: { status: HitStatus }) {
	return <StateBadge tone={TONES[status]} label={HIT_STATUSES[status]} />;
}
