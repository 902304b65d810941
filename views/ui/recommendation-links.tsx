import { paths } from "../../src/paths/paths.ts";
import { Link } from "./link.tsx";
import { Section } from "./section.tsx";

export interface LinkedRecommendation {
	id: string;
	number: number;
	title: string;
}

/** On the page of a risk or measure: the recommendations that it is linked to. */
export function RecommendationLinks({ recommendations }: { recommendations: readonly LinkedRecommendation[] }) {
	if (recommendations.length === 0) return null;
	return (
		<Section title="Rekommendationer">
			<ul>
				{recommendations.map(({ id, number, title }) => (
					<li>
						<Link href={paths.recommendation(id)}>{`Rekommendation ${number}: ${title}`}</Link>
					</li>
				))}
			</ul>
		</Section>
	);
}
