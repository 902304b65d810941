import type { Plan } from "../../../db/queries/register/plans.ts";
import type { RiskPosition } from "../../../db/queries/register/risks.ts";
import { SCORE_KINDS, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../paths/paths.ts";
import { type RiskMatrixBoxes, riskMatrix } from "../plans/risk-matrix.ts";

/** Where a meeting is in a plan: which risk is tried, in which of its assessments, and the way on. */
export interface MeetingPlace {
	kind: ScoreKind;
	index: number;
	count: number;
	scored: number;
	map: RiskMatrixBoxes;
	previous: string | null;
	next: string | null;
	/** The same risk in each of its assessments. */
	kinds: { kind: ScoreKind; href: string }[];
}

export function meetingPlace(
	plan: Plan,
	risks: readonly RiskPosition[],
	current: RiskPosition,
	kind: ScoreKind,
): MeetingPlace {
	const index = risks.indexOf(current);
	const hrefOf = (risk: RiskPosition | undefined) =>
		risk === undefined ? null : paths.planScoring(plan.id, { risk: risk.id, av: kind });
	const kinds = SCORE_KINDS.map((one) => ({
		kind: one,
		href: paths.planScoring(plan.id, { risk: current.id, av: one }),
	}));
	const map = riskMatrix(plan, risks, kind, { href: (risk) => hrefOf(risk)!, current: current.id });
	return {
		...{ kind, index, count: risks.length, scored: map.placed, map, kinds },
		...{ previous: hrefOf(risks[index - 1]), next: hrefOf(risks[index + 1]) },
	};
}

/** The risk that is asked for, else the first that waits for this assessment, else the first of all. */
export function riskInMeeting(
	risks: readonly RiskPosition[],
	kind: ScoreKind,
	asked: string | undefined,
): RiskPosition | undefined {
	return risks.find(({ id }) => id === asked) ?? risks.find((risk) => !isPlaced(risk, kind)) ?? risks[0];
}

/** Where a meeting goes when a risk is done: on to the next that waits, round the end, or stays when none does. */
export function nextInMeeting(risks: readonly RiskPosition[], kind: ScoreKind, done: string): RiskPosition | undefined {
	const at = risks.findIndex(({ id }) => id === done);
	return [...risks.slice(at + 1), ...risks.slice(0, at + 1)].find((risk) => !isPlaced(risk, kind));
}

function isPlaced(risk: RiskPosition, kind: ScoreKind): boolean {
	return risk[`${kind}_likelihood`] !== null && risk[`${kind}_impact`] !== null;
}
