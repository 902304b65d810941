import { DEVIATION_STATUSES, type DeviationStatus, SEVERITIES, type Severity } from "../../db/schema/vocabulary.ts";
import { StateBadge, type Tone } from "./badge.tsx";
import type { GlyphName } from "./glyph.tsx";

const SEVERITY_LOOK: Record<Severity, { tone: Tone; pattern: GlyphName }> = {
	minor: { tone: "info", pattern: "dot" },
	major: { tone: "warn", pattern: "triangle" },
	critical: { tone: "bad", pattern: "cross" },
};

const STATUS_LOOK: Record<DeviationStatus, { tone: Tone; pattern: GlyphName }> = {
	open: { tone: "warn", pattern: "ring" },
	handled: { tone: "info", pattern: "half" },
	closed: { tone: "ok", pattern: "check" },
	withdrawn: { tone: "none", pattern: "dash" },
};

export function SeverityBadge({ severity }: { severity: Severity }) {
	return <StateBadge {...SEVERITY_LOOK[severity]} label={SEVERITIES[severity]} />;
}

export function DeviationStatusBadge({ status }: { status: DeviationStatus }) {
	return <StateBadge {...STATUS_LOOK[status]} label={DEVIATION_STATUSES[status]} />;
}
