import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import { RECOMMENDATION_SOURCES, RECOMMENDATION_STATUSES } from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { recommendationColumns } from "../../../src/report/recommendations/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Checkbox, SelectField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";
import { RecommendationBadge } from "./recommendation-badge.tsx";

const ON_SCREEN = new Set(["number", "title", "source", "received_on", "owner", "due_on", "status"]);

interface Props {
	shell: Partial<LayoutProps>;
	rows: readonly Recommendation[];
	pager: Parameters<typeof Pager>[0];
	chosen: {
		kalla: string | undefined;
		status: string | undefined;
		krav: string | undefined;
		mine: boolean;
	};
	href: string;
	may_add: boolean;
}

/** Every recommendation from revision and tillsyn, over the years, the newest first. */
export function RecommendationsPage(props: Props) {
	return (
		<Layout
			{...props.shell}
			title="Rekommendationer"
			lead="Rekommendationer från revision och tillsyn. De är synliga år efter år tills inget behov kvarstår."
			main_action={
				props.may_add ? (
					<ButtonLink href={paths.recommendationNew()} variant="secondary">
						Registrera rekommendation
					</ButtonLink>
				) : null
			}
		>
			<Filters {...props} />
			<ListTable
				caption="Rekommendationer"
				columns={recommendationColumns.filter((column) => ON_SCREEN.has(column.key))}
				rows={props.rows}
				primary="title"
				href={(row) => paths.recommendation(row.id)}
				cells={{ status: (row) => <RecommendationBadge status={row.status} /> }}
				empty="Inga rekommendationer passar urvalet."
			/>
			{props.pager.total > 0 ? <Pager {...props.pager} noun="rekommendationer" /> : null}
			<ListExports base_href={props.href} />
		</Layout>
	);
}

function Filters({ chosen }: Props) {
	const select = (name: "kalla" | "status" | "krav", label: string, options: { value: string; label: string }[]) => (
		<SelectField
			name={name}
			label={label}
			optional="silent"
			placeholder="Alla"
			width="medium"
			value={chosen[name]}
			options={options}
		/>
	);
	const words = (all: Record<string, string>) => Object.entries(all).map(([value, label]) => ({ value, label }));
	return (
		<FilterBar action={paths.recommendations()} clear_href={paths.recommendations()}>
			{select("kalla", "Källa", words(RECOMMENDATION_SOURCES))}
			{select("status", "Status", words(RECOMMENDATION_STATUSES))}
			{select(
				"krav",
				"Krav",
				Object.keys(REQUIREMENTS).map((value) => ({ value, label: `Krav ${value}` })),
			)}
			<Checkbox name="ansvarig" value="jag" label="Bara mina" optional="silent" checked={chosen.mine} />
		</FilterBar>
	);
}
