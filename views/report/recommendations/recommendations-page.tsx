import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import { RECOMMENDATION_SOURCES, RECOMMENDATION_STATUSES } from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { List } from "../../ui/list.tsx";
import { RecommendationBadge } from "./recommendation-badge.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	list: ListShown<Recommendation>;
	chosen: {
		kalla: string | undefined;
		status: string | undefined;
		krav: string | undefined;
		mine: boolean;
	};
	may_add: boolean;
}

/** Every recommendation from revision and tillsyn, over the years, the newest first. */
export function RecommendationsPage(props: Props) {
	return (
		<Layout
			{...props.shell}
			title="Rekommendationer"
			lead="Rekommendationer från revision, tillsyn och intern granskning. De är synliga år efter år tills inget behov kvarstår."
			main_action={
				props.may_add ? (
					<ButtonLink href={paths.recommendationNew()} variant="secondary">
						Registrera rekommendation
					</ButtonLink>
				) : null
			}
		>
			<List
				list={props.list}
				noun="rekommendationer"
				filters={filtersOf(props)}
				caption="Rekommendationer"
				primary="title"
				href={(row) => paths.recommendation(row.id)}
				cells={{ status: (row) => <RecommendationBadge status={row.status} /> }}
				empty="Inga rekommendationer passar urvalet."
			/>
		</Layout>
	);
}

const words = (all: Record<string, string>) => Object.entries(all).map(([value, label]) => ({ value, label }));

function filtersOf({ chosen }: Props): ListFilter[] {
	const requirements = Object.keys(REQUIREMENTS).map((value) => ({ value, label: `Krav ${value}` }));
	return [
		{ name: "kalla", label: "Källa", value: chosen.kalla, options: words(RECOMMENDATION_SOURCES) },
		{ name: "status", label: "Status", value: chosen.status, options: words(RECOMMENDATION_STATUSES) },
		{ name: "krav", label: "Krav", value: chosen.krav, options: requirements },
		{
			name: "ansvarig",
			label: "Ansvarig",
			value: chosen.mine ? "jag" : undefined,
			options: [{ value: "jag", label: "Bara mina" }],
		},
	];
}
