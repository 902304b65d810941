import { RUN_OUTCOMES } from "../../db/schema/checks/runs-state.ts";
import { RUN_STATUSES, type RunResult, type RunStatus } from "../../db/schema/vocabulary.ts";
import { StateBadge, type Tone } from "./badge.tsx";
import type { GlyphName } from "./glyph.tsx";

const STATUS_LOOK: Record<RunStatus, { tone: Tone; pattern: GlyphName }> = {
	planned: { tone: "none", pattern: "ring" },
	drawn: { tone: "info", pattern: "half" },
	signed: { tone: "info", pattern: "pen" },
	approved: { tone: "ok", pattern: "check" },
	returned: { tone: "warn", pattern: "return" },
	not_done: { tone: "bad", pattern: "slash" },
};

/** The status as it is kept; where the day is known, `RunStateBadge` also says what is late. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
	return <StateBadge {...STATUS_LOOK[status]} label={RUN_STATUSES[status]} />;
}

export function RunResultBadge({ result }: { result: RunResult }) {
	const { label, tone, pattern } = RUN_OUTCOMES[result];
	return <StateBadge tone={tone} label={label} pattern={pattern} />;
}

/** Stamped when the signature came after the due date. */
export function LateBadge() {
	return <StateBadge tone="warn" pattern="clock" label="Sen" />;
}
