import { RUN_STATES, type RunState } from "../../db/schema/checks/runs-state.ts";
import { StateBadge } from "./badge.tsx";

/** The state of a kontrolltillfälle by word, shape and colour. */
export function RunStateBadge({ state }: { state: RunState }) {
	const { label, tone, pattern } = RUN_STATES[state];
	return <StateBadge tone={tone} label={label} pattern={pattern} />;
}
