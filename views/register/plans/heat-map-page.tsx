import type { Plan } from "../../../db/queries/register/plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import { type Assessed, SCORE_KINDS, SCORES, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import type { RiskMatrixBoxes, RiskWay } from "../../../src/register/plans/risk-matrix.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { RiskMatrix } from "../../ui/drawings/heat-map.tsx";
import { Pager } from "../../ui/pager.tsx";
import { RiskBadge } from "../../ui/risk-badge.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

type WayRow = { href: string; short: string; title: string } & Record<ScoreKind, Assessed | null>;

function PositionMap({ plan, map, title }: { plan: Plan; map: RiskMatrixBoxes; title: string }) {
	const { cells, placed, without } = map;
	const unplaced = without === 1 ? "1 risk är inte bedömd." : `${without} risker är inte bedömda.`;
	return (
		<div class="section">
			<RiskMatrix
				caption={`${title}, ${plan.year}`}
				likelihood={plan.scale.likelihood}
				impact={plan.scale.impact}
				cells={cells}
			/>
			<p class="soft">{`Kartan visar ${placed === 1 ? "1 risk" : `${placed} risker`}.${without > 0 ? ` ${unplaced}` : ""}`}</p>
		</div>
	);
}

/** The map with an arrow for each way, and a table of the same. */
function Ways({ plan, residual, ways, rows, pager }: Parameters<typeof HeatMapPage>[0]) {
	return (
		<Section
			title="Från inneboende till mål"
			lead="Tabellen under kartan visar vägen för varje risk. På en bred skärm går hel pil från den inneboende risken till den kvarstående, streckad pil vidare till målet."
		>
			<RiskMatrix
				caption={`Från inneboende till mål, ${plan.year}`}
				hide_caption
				likelihood={plan.scale.likelihood}
				impact={plan.scale.impact}
				cells={residual.cells}
				ways={ways}
			/>
			<DataTable
				caption="Riskerna från inneboende till mål"
				hide_caption
				columns={[
					{ key: "risk", label: "Risk", primary: true },
					...SCORE_KINDS.map((key) => ({ key, label: SCORES[key], narrow: true })),
				]}
				rows={rows.map((row) => ({
					href: row.href,
					cells: {
						risk: `${row.short} ${row.title}`,
						...Object.fromEntries(SCORE_KINDS.map((kind) => [kind, <Score kind={kind} row={row} />])),
					},
				}))}
			/>
			<Pager {...pager} noun="risker" />
		</Section>
	);
}

function Score({ kind, row }: { kind: ScoreKind; row: WayRow }) {
	const value = row[kind];
	if (kind === "target" && value === null) return <span class="soft">Inget mål</span>;
	return <RiskBadge score={value?.score ?? null} band={value?.band ?? null} />;
}

/** Where the plan's risks stand on its own scale, before and after what is done about them. */
export function HeatMapPage(props: {
	shell: Partial<LayoutProps>;
	plan: Plan;
	residual: RiskMatrixBoxes;
	/** From inherent to residual and on to the target, each once. */
	ways: readonly RiskWay[];
	/** One page of the risks, as the table says what the arrows draw. */
	rows: readonly WayRow[];
	pager: Parameters<typeof Pager>[0];
	inherent: RiskMatrixBoxes;
}) {
	const { plan, residual, inherent } = props;
	return (
		<Layout
			{...props.shell}
			title={`Riskkarta ${plan.year}`}
			lead={`${plan.board_name}. Skalan är planens egen: riskvärde = sannolikhet × konsekvens.`}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
			]}
		>
			<PositionMap plan={plan} map={residual} title="Kvarstående risk" />
			<PositionMap plan={plan} map={inherent} title="Inneboende risk" />
			<Ways {...props} />
		</Layout>
	);
}
