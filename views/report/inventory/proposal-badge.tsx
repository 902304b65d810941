import { PROPOSAL_STATES, type ProposalState } from "../../../db/schema/report/inventory.ts";
import { StateBadge } from "../../ui/badge.tsx";

const TONES = { open: "warn", taken: "ok", merged: "info", declined: "none" } as const;

export function ProposalBadge({ state }: { state: ProposalState }) {
	return <StateBadge tone={TONES[state]} label={PROPOSAL_STATES[state]} />;
}
