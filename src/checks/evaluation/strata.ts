import type { EvaluationRun, Finding } from "../../../db/queries/checks/evaluation.ts";
import { FROZEN_FRAME_ITEMS, type ItemKind, PERFORMED_RUNS } from "../../../db/schema/vocabulary.ts";
import { hyperLower, hyperUpper } from "../../ground/sampling/bounds.ts";
import { type Stratum, stratifiedUpper } from "../../ground/sampling/stratified.ts";

/** A run counts as examined when its answers have been signed; until then its purchases are wholly unknown. */
export function isExamined(run: Pick<EvaluationRun, "status">): boolean {
	return PERFORMED_RUNS.includes(run.status);
}

/** A stratum with what was found in it by question id (null: any question). */
export interface FoundStratum {
	run: EvaluationRun;
	late: boolean;
	N: number;
	n: number;
	k(questionId: string | null): number;
}

/** Items that take part in n and k: the random ones. Late lines are a stratum of their own; targeted items are in none. */
const KINDS: Record<"ordinary" | "late", readonly ItemKind[]> = { ordinary: FROZEN_FRAME_ITEMS, late: ["late"] };

/**
 * The strata of runs. `until`: late lines whose later frame lies inside the evaluated time are in that frame's stratum already and
 * make none of their own.
 */
export function strataOf(runs: readonly EvaluationRun[], findings: readonly Finding[], until: string): FoundStratum[] {
	const found = new Map<string, number>();
	for (const { run_id, question_id, kind, k } of findings) {
		const part = (["late", "ordinary"] as const).find((one) => KINDS[one].includes(kind));
		if (part === undefined) continue;
		const key = `${run_id} ${part} ${question_id}`;
		found.set(key, (found.get(key) ?? 0) + k);
	}
	const stratum = (run: EvaluationRun, part: keyof typeof KINDS, N: number, n: number): FoundStratum => ({
		run,
		late: part === "late",
		N,
		n: isExamined(run) ? Math.min(n, N) : 0,
		k: (questionId) => (isExamined(run) ? (found.get(`${run.run_id} ${part} ${questionId}`) ?? 0) : 0),
	});
	return runs.flatMap((run) => {
		const strata = run.N === null || run.N === 0 ? [] : [stratum(run, "ordinary", run.N, run.n)];
		if (run.late_N !== null && run.late_N > 0 && run.late_framed_from! > until)
			strata.push(stratum(run, "late", run.late_N, run.late_n));
		return strata;
	});
}

/** Counts between which the number of deviating purchases lies, each one-sided at `risk`. */
export interface CountBounds {
	lower: number;
	upper: number;
}

/**
 * Pooled strata get the stratified bound, never the hypergeometric; one closed draw alone gets the exact hypergeometric. The
 * lower bound is the same bound on those without deviation, seen from the other side.
 */
export function countBounds(strata: readonly Stratum[], risk: number): CountBounds {
	const [only, ...others] = strata;
	if (only === undefined) return { lower: 0, upper: 0 };
	if (others.length === 0) {
		const { k, N, n } = only;
		return { lower: hyperLower(k, N, n, risk), upper: hyperUpper(k, N, n, risk) };
	}
	const { N, upperCount } = stratifiedUpper(strata, risk);
	const sound = stratifiedUpper(
		strata.map((one) => ({ N: one.N, n: one.n, k: one.n - one.k })),
		risk,
	);
	return { lower: Math.max(0, N - sound.upperCount), upper: upperCount };
}
