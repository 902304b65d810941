import { ASSESSMENT_STATES, type AssessmentState, GRADES, type Grade } from "../../db/schema/report/words.ts";
import { StateBadge } from "./badge.tsx";

const TONES = { sufficient: "ok", needs_improvement: "warn", insufficient: "bad" } as const;

/** A word of the scale; no word yet is said too. */
export function GradeBadge({ grade, none = "Inte bedömd" }: { grade: Grade | null; none?: string }) {
	return grade ? <StateBadge tone={TONES[grade]} label={GRADES[grade]} /> : <StateBadge tone="none" label={none} />;
}

const STATE_TONES = { draft: "none", submitted: "info", approved: "ok", decided: "ok" } as const;

export function AssessmentStateBadge({ state }: { state: AssessmentState }) {
	return (
		<StateBadge
			tone={STATE_TONES[state]}
			label={ASSESSMENT_STATES[state]}
			pattern={state === "decided" ? "lock" : undefined}
		/>
	);
}
