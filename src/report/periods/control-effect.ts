import type { Grade } from "../../../db/schema/report/words.ts";

/** Less than this share performed of what was asked for: the control as a whole cannot be stood behind. */
const HALF = 0.5;
const MOST = 0.9;

/**
 * The best word that a control allows. `asked`: runs that had fallen due, or were registered as not done; `done`: those of them
 * that were performed; `severe`: with större or väsentlig avvikelse. Where nothing was asked for nothing is shown, neither way.
 */
export function controlEffect({ asked, done, severe }: { asked: number; done: number; severe: number }): Grade | null {
	const share = asked === 0 ? null : done / asked;
	if (share !== null && share < HALF) return "insufficient";
	if (severe > 0 || (share !== null && share < MOST)) return "needs_improvement";
	return share === null ? null : "sufficient";
}
