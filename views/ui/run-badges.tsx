import { RUN_RESULTS, RUN_STATUSES, type RunResult, type RunStatus } from "../../db/schema/vocabulary.ts";
import { StateBadge, type Tone } from "./badge.tsx";
import type { GlyphName } from "./glyph.tsx";

const RESULT_LOOK: Record<RunResult, { tone: Tone; pattern: GlyphName }> = {
	no_deviation: { tone: "ok", pattern: "check" },
	minor: { tone: "info", pattern: "dot" },
	major: { tone: "warn", pattern: "triangle" },
	critical: { tone: "bad", pattern: "cross" },
	not_done: { tone: "neutral", pattern: "dash" },
};

const STATUS_LOOK: Record<RunStatus, { tone: Tone; pattern: GlyphName }> = {
	planned: { tone: "none", pattern: "ring" },
	drawn: { tone: "info", pattern: "half" },
	signed: { tone: "info", pattern: "dot" },
	approved: { tone: "ok", pattern: "check" },
	returned: { tone: "warn", pattern: "return" },
	not_done: { tone: "bad", pattern: "cross" },
};

/** The status as it is kept; where the day is known, `RunStateBadge` also says what is late. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
	return <StateBadge {...STATUS_LOOK[status]} label={RUN_STATUSES[status]} />;
}

export function RunResultBadge({ result }: { result: RunResult }) {
	return <StateBadge {...RESULT_LOOK[result]} label={RUN_RESULTS[result]} />;
}

/** Stamped when the signature came after the due date. */
export function LateBadge() {
	return <StateBadge tone="warn" pattern="clock" label="Sen" />;
}
