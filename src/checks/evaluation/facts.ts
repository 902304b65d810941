import type { Db } from "../../../db/open.ts";
import type { EvaluationRun, EvaluationScope, TreeUnit } from "../../../db/queries/checks/evaluation.ts";
import { listFileFindings } from "../../../db/queries/checks/evaluation-file-answers.ts";
import type { FileAnswer } from "../../../db/schema/vocabulary.ts";
import type { AnsweredStratum } from "../../ground/sampling/applicable.ts";
import { type Conclusion, concludeUnits } from "../../ground/sampling/conclusion.ts";
import { compareNotApplicable, type UnitComparison } from "../../ground/sampling/unit-comparison.ts";
import { byThinness } from "../../ground/sampling/stratified.ts";
import type { Counted } from "../runs/counted-runs.ts";
import type { Group } from "./group-evaluation.ts";
import { othersOf } from "./groups.ts";
import type { EvaluationLevel } from "./levels.ts";
import { type RatedQuestion, termsOf } from "./question-evaluation.ts";
import { type FoundStratum, strataOf } from "./strata.ts";

/** The runs of a scope and what was answered in them, as strata. */
export function factsOf(counted: Counted, until: string): Facts {
	const known = facts.get(counted);
	if (known?.until === until) return known;
	const made = { until, runs: counted.runs, strata: strataOf(counted.runs, counted, until) };
	facts.set(counted, made);
	return made;
}

interface Facts {
	until: string;
	runs: readonly EvaluationRun[];
	strata: readonly FoundStratum[];
}

/** The same answers make the same strata, thousands of them. */
const facts = new WeakMap<Counted, Facts>();

/** What the file answers, for the questions that it answers. */
export async function fileFindings(db: Db, scope: EvaluationScope, questions: readonly RatedQuestion[]) {
	const found = new Map<FileAnswer, Map<string, number>>();
	for (const { answered_by } of questions) {
		if (answered_by && !found.has(answered_by)) found.set(answered_by, await listFileFindings(db, scope, answered_by));
	}
	return ({ answered_by }: RatedQuestion, runId: string) =>
		answered_by ? found.get(answered_by)?.get(runId) : undefined;
}

/** The conclusion about a question in each of several units, worked out for all of them when the first is asked for. */
export function conclusions(
	units: readonly Group[],
	of: (found: readonly FoundStratum[], question: RatedQuestion) => AnsweredStratum[],
	risk: number,
): (question: RatedQuestion, unitId: string) => Conclusion {
	const known = new Map<RatedQuestion, Map<string, Conclusion>>();
	// the bounds ask for this order a hundred times; sums of whole numbers do not depend on it
	const sorted = units.map(({ unit, strata }) => ({ unit, strata: strata.toSorted(byThinness) }));
	return (question, unitId) => {
		let concluded = known.get(question);
		if (!concluded) {
			const asked = sorted.map(({ unit, strata }) => ({ id: unit.id, strata: of(strata, question) }));
			concluded = new Map(concludeUnits(asked, termsOf(question, risk)).map((one) => [one.id, one]));
			known.set(question, concluded);
		}
		return concluded.get(unitId)!;
	};
}

export type MoreNotApplicable = UnitComparison & { name: string; question: string };

/** Units that chose Ej tillämpligt more often than chance explains, by question. */
export function moreNotApplicable(
	found: readonly Group[],
	others: readonly Group[],
	questions: readonly RatedQuestion[],
	of: (found: readonly FoundStratum[], question: RatedQuestion) => AnsweredStratum[],
): MoreNotApplicable[] {
	if (found.length + others.length < 2) return [];
	const nameOf = new Map(found.map(({ unit }) => [unit.id, unit.name]));
	const chosen = questions.filter((one) => one.may_choose_not_applicable);
	return chosen.flatMap((question) =>
		compareNotApplicable(
			[...found, ...others].map(({ unit, strata }) => ({ id: unit.id, strata: of(strata, question) })),
		)
			.filter((one) => one.standsOut && nameOf.has(one.id))
			.map((one) => ({ ...one, name: nameOf.get(one.id)!, question: question.text })),
	);
}

/** The units that are concluded on beside the shown ones, whoever reads; none beside the whole. `everything` is counted in the top. */
export async function besideIn(
	level: EvaluationLevel,
	where: { root: TreeUnit; top_id: string; top_tree: readonly TreeUnit[]; until: string },
	found: readonly Group[],
	everything: () => Promise<Counted>,
): Promise<Group[]> {
	const { root, top_id, top_tree: tree, until } = where;
	if (level === "whole" && root.id === top_id) return [];
	const top = tree.find((one) => one.id === top_id)!;
	return othersOf(level, { root, top, tree }, found, factsOf(await everything(), until));
}
