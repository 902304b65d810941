import type { Plan } from "../../../db/queries/register/plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { RiskMatrixBoxes } from "../../../src/register/plans/risk-matrix.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { RiskMatrix } from "../../ui/drawings/heat-map.tsx";

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

/** Where the plan's risks stand on its own scale, before and after what is done about them. */
export function HeatMapPage(props: {
	shell: Partial<LayoutProps>;
	plan: Plan;
	residual: RiskMatrixBoxes;
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
		</Layout>
	);
}
