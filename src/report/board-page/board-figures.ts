import type { Plan } from "../../../db/queries/register/plans.ts";
import type { RiskMove } from "../../../db/queries/register/risks-moves.ts";
import type { RiskPosition } from "../../../db/queries/register/risks.ts";
import { type Assessed, assessed } from "../../../db/schema/register/risks-scale.ts";
import { COUNTED_DEVIATIONS, OPEN_DEVIATIONS } from "../../../db/schema/vocabulary.ts";
import { type MatrixBox, riskMatrix } from "../../register/plans/risk-matrix.ts";
import type { ReportNumbers } from "../periods/report-numbers.ts";

const WORST = 3;

export interface WorstRisk {
	id: string;
	number: number;
	title: string;
	residual: Assessed | null;
	/** The value it had when the last report was cut off, where it is another today. */
	before: number | null;
}

/** What the nämnd reads of the plan: its map, and the risks that stand highest after what is done about them. */
export function planFigures(
	plan: Plan,
	positions: readonly RiskPosition[],
	moves: readonly RiskMove[],
): { worst: WorstRisk[]; cells: MatrixBox[] } {
	const { cells } = riskMatrix(plan, positions, "residual", { moves });
	const moved = cells.flatMap(({ score, risks }) =>
		risks.flatMap(({ short, was }) => (was && was.score !== score ? [[short, was.score] as const] : [])),
	);
	const before = new Map(moved);
	const worst = positions
		.map(({ id, number, title, residual_likelihood, residual_impact }) => ({
			id,
			number,
			title,
			residual: assessed(plan.scale, residual_likelihood, residual_impact),
			before: before.get(`R${number}`) ?? null,
		}))
		.sort((a, b) => (b.residual?.score ?? 0) - (a.residual?.score ?? 0) || a.number - b.number)
		.slice(0, WORST);
	return { worst, cells };
}

/** How many deviations belong to the period, and how many of them still wait for something. */
export function deviationFigures(deviations: ReportNumbers["deviations"]): { found: number; open: number } {
	const sum = (statuses: readonly string[]) =>
		Object.values(deviations)
			.flatMap((counts) => Object.entries(counts))
			.reduce((total, [status, n]) => total + (statuses.includes(status) ? n : 0), 0);
	return { found: sum(COUNTED_DEVIATIONS), open: sum(OPEN_DEVIATIONS) };
}
