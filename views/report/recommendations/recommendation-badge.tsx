import { RECOMMENDATION_STATUSES, type RecommendationStatus } from "../../../db/schema/report/recommendations.ts";
import { StateBadge } from "../../ui/badge.tsx";

const TONES = { open: "warn", ongoing: "info", closed: "ok" } as const;

export function RecommendationBadge({ status }: { status: RecommendationStatus }) {
	return <StateBadge tone={TONES[status]} label={RECOMMENDATION_STATUSES[status]} />;
}
