import type { Db } from "../../../db/open.ts";
import {
	type EvaluationRun,
	type EvaluationScope,
	type Finding,
	listEvaluationRuns,
	listFindings,
} from "../../../db/queries/checks/evaluation.ts";
import { listNotApplicable, listUnknownItems } from "../../../db/queries/checks/evaluation-answers.ts";
import { findRunsOfFacts } from "../../../db/queries/checks/runs-touched.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { BESIDE_RUNS, OF_ONE_RUN } from "./run-readings.ts";

/** Answers by run, question and kind of item. `unknown`: drawn items that nothing is known of, in any question. */
export interface Answers {
	no: readonly Finding[];
	not_applicable: readonly Finding[];
	unknown: readonly Omit<Finding, "question_id">[];
}

/** Runs and what is counted of their items, as read. */
export interface Counted extends Answers {
	scope: EvaluationScope;
	runs: EvaluationRun[];
}

const COUNTED: Reading<Counted> = {
	beside: [...BESIDE_RUNS, "unit"],
	mends: {
		types: OF_ONE_RUN,
		mend: async (db, counted, facts) => {
			const touched = await findRunsOfFacts(db, facts);
			return touched && countedAgain(db, counted, touched);
		},
	},
};

/** Remembered while the same units lie in its branches; a run that something has happened in is counted anew, by itself. */
export async function readCounted(db: Db, scope: EvaluationScope): Promise<Counted> {
	const branches = await branchesKey(db, [scope.root_id], scope.reach);
	return untilChanged(db, COUNTED, `${JSON.stringify(scope)} ${branches}`, () => countedIn(db, scope));
}

export async function countedIn(db: Db, scope: EvaluationScope): Promise<Counted> {
	return {
		scope,
		runs: await listEvaluationRuns(db, scope),
		no: await listFindings(db, scope),
		not_applicable: await listNotApplicable(db, scope),
		unknown: await listUnknownItems(db, scope),
	};
}

/** The same with some runs counted anew. None comes and none goes by what happens in a run. */
async function countedAgain(db: Db, before: Counted, runs: readonly string[]): Promise<Counted> {
	const { scope } = before;
	const now = await countedIn(db, { ...scope, runs });
	const own = new Map(now.runs.map((run) => [run.run_id, run]));
	const instead = <Row extends { run_id: string }>(all: readonly Row[], anew: readonly Row[]) => [
		...all.filter(({ run_id }) => !own.has(run_id)),
		...anew,
	];
	return {
		scope,
		runs: before.runs.map((run) => own.get(run.run_id) ?? run),
		no: instead(before.no, now.no),
		not_applicable: instead(before.not_applicable, now.not_applicable),
		unknown: instead(before.unknown, now.unknown),
	};
}
