import { COVERAGE_STATES, type CoverageState } from "../../../db/schema/report/words.ts";
import { StateBadge, type Tone } from "../../ui/badge.tsx";

const TONES: Record<CoverageState, Tone> = {
	covered: "ok",
	accepted: "warn",
	embedded: "info",
	not_taken: "neutral",
	open: "bad",
};

export function CoverageBadge({ state }: { state: CoverageState }) {
	return <StateBadge tone={TONES[state]} label={COVERAGE_STATES[state]} />;
}

/** An area's name as a heading: a long word may break where it is put together, since on a phone it stands beside its state. */
export const areaHeading = (name: string) => name.replace(/(?<=\p{L})säkerhet/u, "\u00adsäkerhet");
