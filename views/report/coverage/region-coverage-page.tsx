import { STANDARD_AREAS } from "../../../db/schema/report/words.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { BoardCell, BoardCoverage } from "../../../src/report/coverage/read-region-coverage.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { NumberField } from "../../ui/field.tsx";
import { FilterBar } from "../../ui/filter-bar.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { areaHeading, CoverageBadge } from "./coverage-badge.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	year: number;
	boards: readonly BoardCoverage[];
	filters: readonly ListFilter[];
	list: ListShown<BoardCell>;
	open: number;
	asked: number;
}

/** All boards over the standard areas, and every area of every board with what covers it. */
export function RegionCoveragePage({ year, boards, filters, list, ...props }: Props) {
	return (
		<Layout
			{...props.shell}
			title={`Täckningskarta ${year}, alla nämnder`}
			crumbs={[{ href: paths.consolidated(), label: "Samlad bedömning" }]}
			lead={
				props.open === 0
					? "Alla nämnder har övervägt alla riskområden."
					: `${props.open} av ${props.asked} riskområden hos nämnderna är inte övervägda.`
			}
		>
			<FilterBar action={paths.coverageOfAll()} clear_href={paths.coverageOfAll()}>
				<NumberField name="ar" label="År" value={String(year)} optional="silent" />
			</FilterBar>
			<Section title="Nämnd för nämnd" lead="Var nämnd som helhet. En nämnd utan plan för året har inget som täcker.">
				<BoardTable boards={boards} />
			</Section>
			<Section title="Riskområde för riskområde">
				<List
					list={list}
					filters={filters}
					noun="rader"
					caption="Täckningskarta för alla nämnder"
					primary="area"
					href={({ plan_id, area }) => (plan_id === null ? null : paths.coverageCell(plan_id, area.key, ""))}
				/>
			</Section>
		</Layout>
	);
}

function BoardTable({ boards }: Pick<Props, "boards">) {
	const standard = Object.entries(STANDARD_AREAS).map(([key, label]) => ({ key, label: areaHeading(label) }));
	return (
		<DataTable
			wide
			caption="Täckning per nämnd"
			hide_caption
			columns={[
				{ key: "board", label: "Nämnd", primary: true },
				...standard,
				{ key: "own", label: "Egna riskområden" },
			]}
			rows={boards.map(({ board, plan_id, cells }) => ({
				href: plan_id === null ? null : paths.coverage(plan_id),
				cells: {
					board: plan_id === null ? `${board} (ingen plan)` : board,
					...Object.fromEntries(cells.map(({ area, state }) => [area.key, <CoverageBadge state={state} />])),
					own: ownText(cells),
				},
			}))}
			empty="Regionen har inga nämnder."
		/>
	);
}

/** A board's areas beside the standard ones, of which only the number fits here. */
function ownText(cells: BoardCoverage["cells"]): string {
	const own = cells.filter(({ area }) => !Object.hasOwn(STANDARD_AREAS, area.key));
	if (own.length === 0) return "Inga";
	const open = own.filter(({ state }) => state === "open").length;
	if (open === 0) return `${own.length}, alla övervägda`;
	return `${own.length}, varav ${open} ${open === 1 ? "inte övervägt" : "inte övervägda"}`;
}
