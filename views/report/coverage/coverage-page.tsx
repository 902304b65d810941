import type { Plan } from "../../../db/queries/register/plans.ts";
import type { MappedRisk } from "../../../db/queries/report/coverage.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { CoverageCell, RiskArea } from "../../../src/report/coverage/coverage.ts";
import { mappedColumns } from "../../../src/report/coverage/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Actions, Section } from "../../ui/section.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	plan: Plan;
	areas: readonly RiskArea[];
	risks: readonly MappedRisk[];
	filters: readonly ListFilter[];
	list: ListShown<CoverageCell>;
	/** Of the board as a whole: how many areas nobody has considered, of how many. */
	open: number;
	asked: number;
	may_edit: boolean;
}

/** The standard areas over the board and its verksamheter: what covers each, and what nobody has considered. */
export function CoveragePage({ plan, areas, risks, list, filters, ...props }: Props) {
	return (
		<Layout
			{...props.shell}
			title={`Täckningskarta ${plan.year}`}
			crumbs={[{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` }]}
			lead={`${plan.board_name}. ${openText(props)}`}
		>
			<Actions>
				<Link href={paths.riskAreas(plan.id)}>Riskområden</Link>
			</Actions>
			<List
				list={list}
				filters={filters}
				noun="rader"
				caption="Täckningskarta"
				primary="area"
				href={({ area, place }) => paths.coverageCell(plan.id, area.key, place.id)}
			/>
			<Section
				title="Planens risker"
				lead="Täckt och accepterad följer av riskerna. Att föra en risk till ett riskområde ändrar inte vad nämnden har beslutat."
			>
				<ListTable
					caption="Planens risker"
					columns={mappedColumns(areas)}
					rows={risks}
					primary="title"
					href={({ id }) => (props.may_edit && plan.status !== "closed" ? paths.riskAreaOf(id) : paths.risk(id))}
					empty="Planen har inga risker."
				/>
			</Section>
		</Layout>
	);
}

function openText({ open, asked }: Pick<Props, "open" | "asked">): string {
	if (open === 0) return "Alla riskområden är övervägda för nämnden som helhet.";
	return `${open} av ${asked} riskområden är inte övervägda för nämnden som helhet.`;
}
