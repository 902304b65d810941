import type { Plan } from "../../../db/queries/register/plans.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { CoverageCell } from "../../../src/report/coverage/coverage.ts";
import { placedColumns, type PlacedRisk } from "../../../src/report/coverage/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { countText } from "../../ui/format.ts";
import { ListTable } from "../../ui/list-table.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { areaHeading, CoverageBadge } from "./coverage-badge.tsx";

interface Around {
	shell: Partial<LayoutProps>;
	plan: Plan;
	filters: readonly ListFilter[];
	may_edit: boolean;
}

interface Props extends Around {
	/** The first of the plan's risks, and how many there are. */
	risks: { shown: readonly PlacedRisk[]; all: number };
	list: ListShown<CoverageCell>;
	/** The whole map, place by place. */
	map: readonly { place: CoverageCell["place"]; cells: readonly CoverageCell[] }[];
	/** Of the board as a whole: how many areas nobody has considered, of how many. */
	open: number;
	asked: number;
}

/** The standard areas over the board and its verksamheter: what covers each, and what nobody has considered. */
export function CoveragePage({ plan, risks, list, map, filters, ...props }: Props) {
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
			<Section
				title="Kartan"
				lead="Det som är skrivet för nämnden som helhet gäller i varje verksamhet, tills annat skrivs där."
			>
				<CoverageMap plan={plan} map={map} />
			</Section>
			<Section title="Riskområde för riskområde">
				<List
					list={list}
					filters={filters}
					noun="rader"
					caption="Täckningskarta"
					primary="area"
					href={({ area, place }) => paths.coverageCell(plan.id, area.key, place.id)}
				/>
			</Section>
			<Section title="Planens risker" lead={RISKS_LEAD}>
				<ListTable
					caption="Planens risker"
					columns={placedColumns}
					rows={risks.shown}
					primary="title"
					href={({ id }) => riskHref({ ...props, plan }, id)}
					empty="Planen har inga risker."
				/>
				{risks.all > risks.shown.length ? (
					<p>
						{`De ${risks.shown.length} första av ${countText(risks.all)} risker. `}
						<Link href={paths.mappedRisks(plan.id)}>Visa alla</Link>
					</p>
				) : null}
			</Section>
		</Layout>
	);
}

const RISKS_LEAD =
	"Täckt och accepterad följer av riskerna. Att föra en risk till ett riskområde ändrar inte vad nämnden har beslutat.";

function riskHref({ plan, may_edit }: Pick<Around, "plan" | "may_edit">, riskId: string): string {
	return may_edit && plan.status !== "closed" ? paths.riskAreaOf(riskId) : paths.risk(riskId);
}

/** All risks of a plan with the area each is about. */
export function PlacedRisksPage({ plan, list, filters, ...props }: Around & { list: ListShown<PlacedRisk> }) {
	return (
		<Layout
			{...props.shell}
			title="Planens risker och riskområden"
			crumbs={[
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
				{ href: paths.coverage(plan.id), label: "Täckningskarta" },
			]}
			lead={`${plan.board_name}. ${RISKS_LEAD}`}
		>
			<List
				list={list}
				filters={filters}
				noun="risker"
				caption="Planens risker och riskområden"
				primary="title"
				href={({ id }) => riskHref({ ...props, plan }, id)}
			/>
		</Layout>
	);
}

function CoverageMap({ plan, map }: Pick<Props, "plan" | "map">) {
	const areas = map[0]?.cells.map(({ area }) => area) ?? [];
	return (
		<DataTable
			wide
			caption="Täckning, plats för plats"
			hide_caption
			columns={[
				{ key: "place", label: "Nämnd eller verksamhet", primary: true },
				...areas.map(({ key, name }) => ({ key, label: areaHeading(name) })),
			]}
			rows={map.map(({ place, cells }) => ({
				href: paths.coverage(plan.id, place.id),
				cells: {
					place: place.name,
					...Object.fromEntries(cells.map(({ area, state }) => [area.key, <CoverageBadge state={state} />])),
				},
			}))}
			empty="Nämnden har inga riskområden."
		/>
	);
}

function openText({ open, asked }: Pick<Props, "open" | "asked">): string {
	if (open === 0) return "Alla riskområden är övervägda för nämnden som helhet.";
	return `${open} av ${asked} riskområden är inte övervägda för nämnden som helhet.`;
}
