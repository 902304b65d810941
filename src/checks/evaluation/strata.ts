import type { EvaluationRun, Finding } from "../../../db/queries/checks/evaluation.ts";
import { FROZEN_FRAME_ITEMS, type ItemKind, PERFORMED_RUNS } from "../../../db/schema/vocabulary.ts";
import type { AnsweredStratum } from "../../ground/sampling/applicable.ts";
import type { Answers } from "../runs/counted-runs.ts";

/** A run counts as examined when its answers have been signed; until then its purchases are wholly unknown. */
export function isExamined(run: Pick<EvaluationRun, "status">): boolean {
	return PERFORMED_RUNS.includes(run.status);
}

/** A run's part in an evaluation: its frozen stratum, or its late lines. */
export interface FoundStratum {
	run: EvaluationRun;
	late: boolean;
	N: number;
	n: number;
	/** What was answered, by question id; null: a Nej on any question. */
	answers(questionId: string | null): AnsweredStratum;
}

/** Items that take part in n and k: the random ones. Late lines are a stratum of their own; targeted items are in none. */
const KINDS: Record<"ordinary" | "late", readonly ItemKind[]> = { ordinary: FROZEN_FRAME_ITEMS, late: ["late"] };

/**
 * The strata of runs. `until`: late lines whose later frame lies inside the evaluated time are in that frame's stratum already and
 * make none of their own.
 */
export function strataOf(runs: readonly EvaluationRun[], answers: Answers, until: string): FoundStratum[] {
	const no = counted(answers.no);
	const notApplicable = counted(answers.not_applicable);
	const unknown = counted(answers.unknown.map((one) => ({ ...one, question_id: null })));
	const stratum = (run: EvaluationRun, part: keyof typeof KINDS, N: number, drawn: number): FoundStratum => {
		const n = isExamined(run) ? Math.min(drawn, N) : 0;
		const key = `${run.run_id} ${part}`;
		const own = { no: no.get(key), notApplicable: notApplicable.get(key), unknown: unknown.get(key) };
		const of = (counts: Counts | undefined, questionId: string | null) =>
			n === 0 ? 0 : (counts?.get(questionId) ?? 0);
		return {
			run,
			late: part === "late",
			N,
			n,
			answers: (questionId) => {
				const no = of(own.no, questionId);
				const notApplicable = of(own.notApplicable, questionId);
				return { N, n, no, notApplicable, unknown: Math.min(of(own.unknown, null), n - no - notApplicable) };
			},
		};
	};
	return runs.flatMap((run) => {
		const strata = run.N === null || run.N === 0 ? [] : [stratum(run, "ordinary", run.N, run.n)];
		if (run.late_N !== null && run.late_N > 0 && run.late_framed_from! > until)
			strata.push(stratum(run, "late", run.late_N, run.late_n));
		return strata;
	});
}

/** How many, by question id. */
type Counts = ReadonlyMap<string | null, number>;

/** By run and part: a control of a region asks of some ten thousand strata, each about every question. */
function counted(findings: readonly Finding[]): ReadonlyMap<string, Counts> {
	const strata = new Map<string, Map<string | null, number>>();
	for (const { run_id, question_id, kind, k } of findings) {
		const part = (["late", "ordinary"] as const).find((one) => KINDS[one].includes(kind));
		if (part === undefined) continue;
		const key = `${run_id} ${part}`;
		const counts = strata.get(key) ?? new Map<string | null, number>();
		strata.set(key, counts.set(question_id, (counts.get(question_id) ?? 0) + k));
	}
	return strata;
}
