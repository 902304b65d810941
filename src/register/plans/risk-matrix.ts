import type { Plan } from "../../../db/queries/register/plans.ts";
import type { RiskPosition } from "../../../db/queries/register/risks.ts";
import type { RiskMove } from "../../../db/queries/register/risks-moves.ts";
import { type Band, bandOf, riskValue } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../paths/paths.ts";

/** A risk in its box; `was` where it stood before it was moved. */
export interface MatrixRisk {
	href: string;
	short: string;
	title: string;
	was: { likelihood: number; impact: number; score: number } | null;
}

/** One box of the heat map, with the risks that stand in it. */
export interface MatrixBox {
	likelihood: number;
	impact: number;
	score: number;
	band: Band;
	risks: MatrixRisk[];
	/** The risk list with only these. */
	href: string;
}

export interface RiskMatrixBoxes {
	cells: MatrixBox[];
	/** How many risks the boxes hold. */
	placed: number;
	/** How many risks have no place on the map yet. */
	without: number;
}

const STEPS = [1, 2, 3, 4];

/** Every box of a plan's scale: before what is done about the risks, or after. `moves` tell where some stood earlier. */
export function riskMatrix(
	plan: Pick<Plan, "id" | "scale">,
	risks: readonly RiskPosition[],
	of: "inherent" | "residual",
	moves: readonly RiskMove[] = [],
): RiskMatrixBoxes {
	const moved = new Map(moves.map((move) => [move.id, move]));
	const cells = STEPS.flatMap((likelihood) =>
		STEPS.map((impact) => {
			const here = risks.filter((risk) => risk[`${of}_likelihood`] === likelihood && risk[`${of}_impact`] === impact);
			const score = riskValue(likelihood, impact);
			return {
				likelihood,
				impact,
				score,
				band: bandOf(plan.scale, score),
				risks: here.map((risk) => ({
					href: paths.risk(risk.id),
					short: `R${risk.number}`,
					title: risk.title,
					was: stoodAt(risk, moved.get(risk.id)),
				})),
				href: `${paths.planTable(plan.id)}?karta=${of}-${likelihood}-${impact}`,
			};
		}),
	);
	const without = risks.filter((risk) => risk[`${of}_likelihood`] === null || risk[`${of}_impact`] === null).length;
	return { cells, placed: risks.length - without, without };
}

/** Where a risk stood before its moves; null when it stood where it stands, or nowhere. */
export function stoodAt(
	now: Pick<RiskPosition, "residual_likelihood" | "residual_impact">,
	move: RiskMove | undefined,
): MatrixRisk["was"] {
	const { residual_likelihood: likelihood, residual_impact: impact } = { ...now, ...move };
	if (likelihood === null || impact === null) return null;
	if (likelihood === now.residual_likelihood && impact === now.residual_impact) return null;
	return { likelihood, impact, score: riskValue(likelihood, impact) };
}
