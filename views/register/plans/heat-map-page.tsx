import type { Plan } from "../../../db/queries/register/plans.ts";
import type { RiskPosition } from "../../../db/queries/register/risks.ts";
import { bandOf } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { type MatrixCell, RiskMatrix } from "../../ui/matrix.tsx";

type Of = "inherent" | "residual";
const STEPS = [1, 2, 3, 4];

function cellsOf(plan: Plan, risks: readonly RiskPosition[], of: Of): MatrixCell[] {
	return STEPS.flatMap((likelihood) =>
		STEPS.map((impact) => {
			const here = risks.filter((risk) => risk[`${of}_likelihood`] === likelihood && risk[`${of}_impact`] === impact);
			return {
				likelihood,
				impact,
				score: likelihood * impact,
				band: bandOf(plan.scale, likelihood * impact),
				risks: here.map((risk) => ({ href: paths.risk(risk.id), short: `R${risk.number}`, title: risk.title })),
				href: `${paths.planTable(plan.id)}?karta=${of}-${likelihood}-${impact}`,
			};
		}),
	);
}

function PositionMap({
	plan,
	risks,
	of,
	title,
}: {
	plan: Plan;
	risks: readonly RiskPosition[];
	of: Of;
	title: string;
}) {
	const without = risks.filter((risk) => risk[`${of}_likelihood`] === null || risk[`${of}_impact`] === null).length;
	return (
		<div class="section">
			<RiskMatrix
				caption={`${title}, ${plan.year}`}
				likelihood={plan.scale.likelihood}
				impact={plan.scale.impact}
				cells={cellsOf(plan, risks, of)}
			/>
			{without > 0 ? (
				<p class="soft">{without === 1 ? "1 risk är inte bedömd." : `${without} risker är inte bedömda.`}</p>
			) : null}
		</div>
	);
}

/** Where the plan's risks stand on its own scale, before and after what is done about them. */
export function HeatMapPage(props: { frame: Partial<LayoutProps>; plan: Plan; risks: RiskPosition[] }) {
	const { plan, risks } = props;
	return (
		<Layout
			{...props.frame}
			title={`Riskkarta ${plan.year}`}
			lead={`${plan.board_name}. Skalan är planens egen: riskvärde = sannolikhet × konsekvens.`}
			crumbs={[
				{ href: paths.plans(), label: "Internkontrollplaner" },
				{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
			]}
		>
			<PositionMap plan={plan} risks={risks} of="residual" title="Kvarstående risk" />
			<PositionMap plan={plan} risks={risks} of="inherent" title="Inneboende risk" />
		</Layout>
	);
}
