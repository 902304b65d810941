import type { Db } from "../../../db/open.ts";
import { type Control, findControl } from "../../../db/queries/checks/controls.ts";
import {
	type EvaluationQuestion,
	type EvaluationScope,
	listQuestionsOf,
	listTree,
	type TreeUnit,
} from "../../../db/queries/checks/evaluation.ts";
import { type EndedUnit, listEndedUnits } from "../../../db/queries/checks/controls-ended-units.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { allowsNotApplicable, questionTerms } from "../../../db/schema/checks/controls-question-terms.ts";
import { listSecondLooks } from "../../../db/queries/checks/evaluation-second-looks.ts";
import { listHoldingFrames } from "../../../db/queries/checks/populations-terms.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import { isTertialKey, isYearKey, type Occurrence, occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { riskPerLook } from "../../ground/sampling/conclusion.ts";
import { secondLooks } from "./second-looks.ts";
import { frozenTerms, strictest } from "../../ground/write/frozen-terms.ts";
import { compareUnits, type UnitComparison } from "../../ground/sampling/unit-comparison.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import type { EvaluationLevel } from "./levels.ts";
import { dueOf, expectedKeys } from "./expected-keys.ts";
import { type GroupEvaluation, groupEvaluation } from "./group-evaluation.ts";
import { besideIn, conclusions, factsIn, fileFindings, type MoreNotApplicable, moreNotApplicable } from "./facts.ts";
import { groupsOf } from "./groups.ts";
import { questionStrata, type RatedQuestion } from "./question-evaluation.ts";
import type { FoundStratum } from "./strata.ts";

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
	/** Groups whose planned second look is due, or made, by unit. */
	second_looks: ReadonlyMap<string, "due" | "made">;
	/** Why frames were frozen before their cut-off day was past. */
	early: readonly string[];
	/** Units that took part before: what is bought there later is in no frame. */
	ended: readonly EndedUnit[];
	root: TreeUnit;
	groups: GroupEvaluation[];
	/** Groups whose share of purchases with any deviation is larger than chance explains. Pages never sort by it. */
	comparison: (UnitComparison & { name: string })[];
	/** Groups whose share of Ej tillämpligt on a question is larger than chance explains. */
	not_applicable: MoreNotApplicable[];
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
	const facts = await factsIn(db, scope, period.last_day);
	const judged = await judgedBy(db, control, period, { ...scope, root_id: control.unit_id, reach: "all" }, input.today);
	const found = groupsOf(input.level, root, tree, facts.runs, facts.strata);
	const beside = await besideIn(
		db,
		input.level,
		{ root, top_id: control.unit_id, scope, until: period.last_day },
		found,
	);
	const { questions, strataOf, risk } = judged;
	const asked = { ...judged, conclusionOf: conclusions([...found, ...beside], strataOf, risk) };
	const groups = found.map((group) => groupEvaluation(group, asked));
	const others = beside.map((group) => groupEvaluation(group, asked));
	return {
		control: { id: control.id, title: control.title, unit_id: control.unit_id },
		period,
		level: input.level,
		confidence_permille: judged.confidence_permille,
		looks: judged.looks,
		early: judged.early,
		ended: await listEndedUnits(db, { control_id: control.id, root_id: root.id, to: period.last_day }),
		second_looks: secondLooks({ ...judged, input, period, root_id: root.id, top_id: control.unit_id }, groups),
		root,
		groups,
		comparison: compared(groups, others),
		not_applicable: moreNotApplicable(found, beside, questions, strataOf),
	};
}

/**
 * What the answers are judged by: what was decided when each frame was frozen, the strictest where frames differ. A plan or a checklist
 * decided later is read nowhere here.
 */
async function judgedBy(db: Db, control: Control, period: Occurrence, scope: EvaluationScope, today: string) {
	const frames = await listHoldingFrames(db, scope);
	const joined = strictest(frames.map(frozenTerms));
	const { confidence_permille, looks, early, due, tolerable, may_look_again, level } = joined;
	const lists = new Set(frames.flatMap((frame) => frame.checklist_id ?? []));
	const questions = ratedQuestions(await listQuestionsOf(db, [...lists]), tolerable);
	const listOf = new Map(frames.map((frame) => [frame.id, frame.checklist_id ?? ""]));
	const known = {
		checklistOf: (stratum: FoundStratum) => listOf.get(stratum.run.population_id ?? "") ?? "",
		fileFound: await fileFindings(db, scope, questions),
	};
	const expected = expectedKeys({ ...control, year: control.plan_year }, due, period);
	return {
		questions,
		strataOf: (found: readonly FoundStratum[], question: RatedQuestion | null) =>
			questionStrata(found, question, known),
		risk: riskPerLook((1000 - confidence_permille) / 1000, looks),
		confidence_permille,
		is_tertial: isTertialKey(period.key),
		looks,
		planned: { looks_again: may_look_again, level },
		made: await listSecondLooks(db, control.id),
		early,
		expected,
		due: dueOf(expected, today),
	};
}

/**
 * Joins questions that have the same words in several editions of the checklist. Where their tolerable rates differ, the
 * stricter one is used.
 */
function ratedQuestions(all: readonly EvaluationQuestion[], rates: ReadonlyMap<string, number>): RatedQuestion[] {
	return [...grouped(all, (question) => `${question.answered_by} ${question.text}`).values()].map((same) => ({
		text: same[0]!.text,
		is_key: same.some((one) => one.is_key === 1),
		tolerable_permille: Math.min(...same.map((one) => rates.get(one.id)!)),
		ids: new Map(same.map((one) => [one.checklist_id, one.id])),
		allows_not_applicable: same.some(allowsNotApplicable),
		may_choose_not_applicable: same.some((one) => one.may_be_not_applicable === 1),
		answered_by: same[0]!.answered_by,
		terms: [...new Set(same.map(questionTerms))].filter((one) => one !== "").join(". "),
	}));
}

function compared(groups: readonly GroupEvaluation[], others: readonly GroupEvaluation[]): Evaluation["comparison"] {
	const examined = [...groups, ...others].filter((group) => group.n > 0);
	if (examined.length < 2) return [];
	const nameOf = new Map(groups.map((group) => [group.unit_id, group.unit_name]));
	return compareUnits(examined.map((group) => ({ id: group.unit_id, n: group.n, k: group.any.k })))
		.filter((one) => one.standsOut && nameOf.has(one.id))
		.map((one) => ({ ...one, name: nameOf.get(one.id)! }));
}
