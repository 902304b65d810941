import { SHORT_DEVIATION_STATUSES } from "../../db/schema/checks/deviations.ts";
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
	withdrawn: { tone: "none", pattern: "slash" },
};

export function SeverityBadge({ severity }: { severity: Severity }) {
	return <StateBadge {...SEVERITY_LOOK[severity]} label={SEVERITIES[severity]} />;
}

/** `short`: in a list, where the words after the comma would make the title narrow; they are still read aloud. */
export function DeviationStatusBadge({ status, short = false }: { status: DeviationStatus; short?: boolean }) {
	const whole = DEVIATION_STATUSES[status];
	const label = short ? SHORT_DEVIATION_STATUSES[status] : whole;
	return <StateBadge {...STATUS_LOOK[status]} label={label} spoken={whole.slice(label.length) || undefined} />;
}
