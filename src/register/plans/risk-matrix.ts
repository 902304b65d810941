import type { Plan } from "../../../db/queries/register/plans.ts";
import type { RiskPosition } from "../../../db/queries/register/risks.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import type { RiskMove } from "../../../db/queries/register/risks-moves.ts";
import {
	type Assessed,
	assessed,
	type Band,
	bandOf,
	riskValue,
	SCORE_KINDS,
	type ScoreKind,
} from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../paths/paths.ts";

/** A risk in its box; `was` where it stood before it was moved. */
export interface MatrixRisk {
	href: string;
	short: string;
	title: string;
	was: { likelihood: number; impact: number; score: number } | null;
	/** The one that the page is about. */
	current: boolean;
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

/** What a map is for, beside showing the risks. */
interface MatrixView {
	/** Where some stood earlier. */
	moves?: readonly RiskMove[];
	/** Where a risk in a box leads; its own page when left out. */
	href?: (risk: RiskPosition) => string;
	/** The id of the risk that the page is about. */
	current?: string;
}

/** Every box of a plan's scale, by one of the risks' assessments. */
export function riskMatrix(
	plan: Pick<Plan, "id" | "scale">,
	risks: readonly RiskPosition[],
	of: ScoreKind,
	{ moves = [], href = ({ id }) => paths.risk(id), current }: MatrixView = {},
): RiskMatrixBoxes {
	const moved = new Map(moves.map((move) => [move.id, move]));
	const placed = grouped(risks, (risk) => `${risk[`${of}_likelihood`]} ${risk[`${of}_impact`]}`);
	const cells = stepsOf(plan.scale.likelihood).flatMap((likelihood) =>
		stepsOf(plan.scale.impact).map((impact) => {
			const here = placed.get(`${likelihood} ${impact}`) ?? [];
			const score = riskValue(likelihood, impact);
			return {
				likelihood,
				impact,
				score,
				band: bandOf(plan.scale, score),
				risks: here.map((risk) => ({
					href: href(risk),
					short: `R${risk.number}`,
					title: risk.title,
					was: stoodAt(risk, moved.get(risk.id)),
					current: risk.id === current,
				})),
				href: `${paths.planTable(plan.id)}?karta=${of}-${likelihood}-${impact}`,
			};
		}),
	);
	const without = risks.filter((risk) => risk[`${of}_likelihood`] === null || risk[`${of}_impact`] === null).length;
	return { cells, placed: risks.length - without, without };
}

/** 1, 2, 3 … for the words of a scale. */
function stepsOf(words: readonly string[]): number[] {
	return words.map((_, index) => index + 1);
}

/** One way that risks are brought over the map; `aim` is one that they are to be brought yet. */
export interface RiskWay {
	from: { likelihood: number; impact: number };
	to: { likelihood: number; impact: number };
	aim: boolean;
}

/** From inherent to residual, and on to the target: each way once, however many risks are brought it. */
export function riskWays(risks: readonly RiskPosition[]): RiskWay[] {
	const ways = new Map<string, RiskWay>();
	for (const risk of risks) {
		const [before, now, then] = (["inherent", "residual", "target"] as const).map((kind) => placeOf(risk, kind));
		for (const [from, to, aim] of [
			[before, now, false],
			[now, then, true],
		] as const) {
			if (!from || !to || (from.likelihood === to.likelihood && from.impact === to.impact)) continue;
			ways.set(JSON.stringify([from, to, aim]), { from, to, aim });
		}
	}
	return [...ways.values()];
}

function placeOf(risk: RiskPosition, kind: ScoreKind): RiskWay["from"] | null {
	const [likelihood, impact] = [risk[`${kind}_likelihood`], risk[`${kind}_impact`]];
	return likelihood === null || impact === null ? null : { likelihood, impact };
}

/** The value of each assessment of each risk, as a table says what the arrows draw. */
export function riskWayRows(scale: Plan["scale"], risks: readonly RiskPosition[]) {
	return risks.map((risk) => ({
		href: paths.risk(risk.id),
		short: `R${risk.number}`,
		title: risk.title,
		...(Object.fromEntries(
			SCORE_KINDS.map((kind) => [kind, assessed(scale, risk[`${kind}_likelihood`], risk[`${kind}_impact`])]),
		) as Record<ScoreKind, Assessed | null>),
	}));
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
