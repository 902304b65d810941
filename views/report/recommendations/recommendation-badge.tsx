import {
	RECOMMENDATION_STATUSES,
	RECOMMENDATION_TONES,
	type RecommendationStatus,
} from "../../../db/schema/report/recommendations.ts";
import { StateBadge } from "../../ui/badge.tsx";

export function RecommendationBadge({ status }: { status: RecommendationStatus }) {
	return <StateBadge tone={RECOMMENDATION_TONES[status]} label={RECOMMENDATION_STATUSES[status]} />;
}
