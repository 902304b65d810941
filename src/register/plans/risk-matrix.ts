import type { Plan } from "../../../db/queries/register/plans.ts";
import type { RiskPosition } from "../../../db/queries/register/risks.ts";
import { type Band, bandOf, riskValue } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../paths/paths.ts";

/** One box of the heat map, with the risks that stand in it. */
export interface MatrixBox {
	likelihood: number;
	impact: number;
	score: number;
	band: Band;
	risks: { href: string; short: string; title: string }[];
	/** The risk list with only these. */
	href: string;
}

export interface RiskMatrixBoxes {
	cells: MatrixBox[];
	/** How many risks have no place on the map yet. */
	without: number;
}

const STEPS = [1, 2, 3, 4];

/** Every box of a plan's scale: before what is done about the risks, or after. */
export function riskMatrix(
	plan: Pick<Plan, "id" | "scale">,
	risks: readonly RiskPosition[],
	of: "inherent" | "residual",
): RiskMatrixBoxes {
	const cells = STEPS.flatMap((likelihood) =>
		STEPS.map((impact) => {
			const here = risks.filter((risk) => risk[`${of}_likelihood`] === likelihood && risk[`${of}_impact`] === impact);
			const score = riskValue(likelihood, impact);
			return {
				likelihood,
				impact,
				score,
				band: bandOf(plan.scale, score),
				risks: here.map((risk) => ({ href: paths.risk(risk.id), short: `R${risk.number}`, title: risk.title })),
				href: `${paths.planTable(plan.id)}?karta=${of}-${likelihood}-${impact}`,
			};
		}),
	);
	const without = risks.filter((risk) => risk[`${of}_likelihood`] === null || risk[`${of}_impact`] === null).length;
	return { cells, without };
}
