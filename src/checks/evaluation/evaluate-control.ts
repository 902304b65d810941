import type { Db } from "../../../db/open.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import {
	type EvaluationQuestion,
	type EvaluationRun,
	listEvaluationRuns,
	listFindings,
	listQuestionsOf,
	listTree,
	type TreeUnit,
} from "../../../db/queries/checks/evaluation.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { type HoldingFrame, listHoldingFrames } from "../../../db/queries/checks/populations-terms.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import { isTertialKey, isYearKey, type Occurrence, occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { frozenTerms, strictest } from "../../ground/sampling/frozen-terms.ts";
import { compareUnits, type UnitComparison } from "../../ground/sampling/unit-comparison.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import type { EvaluationLevel } from "./levels.ts";
import { dueOf, expectedKeys } from "./expected-keys.ts";
import { type Group, type GroupEvaluation, groupEvaluation, type RatedQuestion } from "./group-evaluation.ts";
import { type FoundStratum, strataOf } from "./strata.ts";

export interface EvaluationInput {
	control_id: string;
	/** A tertial (2026-T1) or a year (2026): nothing shorter is ever concluded from. */
	period_key: string;
	level: EvaluationLevel;
	/** Only this unit and below; the board's förvaltning when left out. */
	unit_id?: string | undefined;
	reach: UnitReach;
	/** Decides which periods have fallen due. */
	today: string;
}

export interface Evaluation {
	control: { id: string; title: string; unit_id: string };
	period: Occurrence;
	level: EvaluationLevel;
	confidence_permille: number;
	/** 2: each look is made at half the risk. */
	looks: 1 | 2;
	/** Why frames were frozen before their cut-off day was past. */
	early: readonly string[];
	root: TreeUnit;
	groups: GroupEvaluation[];
	/** Groups whose share of purchases with any deviation is larger than chance explains. Pages never sort by it. */
	comparison: (UnitComparison & { name: string })[];
}

/**
 * Evaluates the pooled months of a tertial or a year, per group and question. It only reads, and it checks no rights: the
 * caller passes the reach.
 */
export async function evaluateControl(db: Db, input: EvaluationInput): Promise<Evaluation> {
	if (!isTertialKey(input.period_key) && !isYearKey(input.period_key)) {
		throw new Invalid({ period: "Slutsatser dras för ett tertial eller ett år, aldrig för en månad." });
	}
	const control = await findControl(db, input.control_id);
	if (!control) throw new NotFound(`control ${input.control_id}`);
	const period = occurrenceOf(input.period_key);
	const tree = await listTree(db, input.unit_id ?? control.unit_id);
	const root = tree.find((unit) => unit.id === (input.unit_id ?? control.unit_id));
	if (!root) throw new NotFound(`unit ${input.unit_id}`);
	const scope = {
		control_id: control.id,
		from: period.first_day,
		to: period.last_day,
		root_id: root.id,
		reach: input.reach,
	};
	const runs = await listEvaluationRuns(db, scope);
	const strata = strataOf(runs, await listFindings(db, scope), period.last_day);
	const frames = await listHoldingFrames(db, scope);
	const joined = strictest(frames.map(frozenTerms));
	const lists = new Set(frames.flatMap((frame) => frame.checklist_id ?? []));
	const { confidence_permille, looks, early } = joined;
	const expected = expectedKeys({ ...control, year: control.plan_year }, joined.due, period);
	const asked = {
		questions: ratedQuestions(await listQuestionsOf(db, [...lists]), joined.tolerable),
		checklistOf: checklistsOf(runs, frames),
		risk: (1000 - confidence_permille) / 1000 / looks,
		expected,
		due: dueOf(expected, input.today),
	};
	const groups = groupsOf(input.level, root, tree, runs, strata).map((group) => groupEvaluation(group, asked));
	return {
		control: { id: control.id, title: control.title, unit_id: control.unit_id },
		period,
		level: input.level,
		confidence_permille,
		looks,
		early,
		root,
		groups,
		comparison: compared(groups),
	};
}

/** The edition that each run's population was frozen with. */
function checklistsOf(runs: readonly EvaluationRun[], frames: readonly HoldingFrame[]): Map<string, string> {
	const listOf = new Map(frames.map((frame) => [frame.id, frame.checklist_id]));
	return new Map(
		runs.flatMap((run) => {
			const list = listOf.get(run.population_id ?? "");
			return list ? [[run.run_id, list] as const] : [];
		}),
	);
}

/**
 * Joins questions that have the same words in several editions of the checklist. Where their tolerable rates differ, the
 * stricter one is used.
 */
function ratedQuestions(all: readonly EvaluationQuestion[], rates: ReadonlyMap<string, number>): RatedQuestion[] {
	return [...grouped(all, (question) => question.text).values()].map((same) => ({
		text: same[0]!.text,
		is_key: same.some((one) => one.is_key === 1),
		tolerable_permille: Math.min(...same.map((one) => rates.get(one.id)!)),
		ids: new Map(same.map((one) => [one.checklist_id, one.id])),
	}));
}

/** Groups the runs by the unit of the chosen level above them. A unit without such a unit above it forms its own group. */
function groupsOf(
	level: EvaluationLevel,
	root: TreeUnit,
	tree: readonly TreeUnit[],
	runs: readonly EvaluationRun[],
	strata: readonly FoundStratum[],
): Group[] {
	const byId = new Map(tree.map((unit) => [unit.id, unit]));
	const groupOf = (unitId: string): string => {
		if (level === "whole") return root.id;
		if (level === "unit") return unitId;
		let unit = byId.get(unitId);
		for (let steps = 0; unit && unit.kind !== level && steps < tree.length; steps++)
			unit = byId.get(unit.parent_id ?? "");
		return unit?.id ?? unitId;
	};
	const runsOf = grouped(runs, (run) => groupOf(run.unit_id));
	const strataOfGroup = grouped(strata, (stratum) => groupOf(stratum.run.unit_id));
	return tree
		.filter((unit) => runsOf.has(unit.id))
		.map((unit) => ({ unit, runs: runsOf.get(unit.id)!, strata: strataOfGroup.get(unit.id) ?? [] }));
}

function compared(groups: readonly GroupEvaluation[]): Evaluation["comparison"] {
	const examined = groups.filter((group) => group.n > 0);
	if (examined.length < 2) return [];
	const nameOf = new Map(examined.map((group) => [group.unit_id, group.unit_name]));
	return compareUnits(examined.map((group) => ({ id: group.unit_id, n: group.n, k: group.any.k })))
		.filter((one) => one.standsOut)
		.map((one) => ({ ...one, name: nameOf.get(one.id)! }));
}
