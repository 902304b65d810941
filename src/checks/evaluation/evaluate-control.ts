import type { Db } from "../../../db/open.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import type { TreeUnit } from "../../../db/queries/checks/evaluation.ts";
import type { EndedUnit } from "../../../db/queries/checks/controls-ended-units.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import { isTertialKey, isYearKey, type Occurrence, occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { compareUnits, type UnitComparison } from "../../ground/sampling/unit-comparison.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { type Parts, READ, REMEMBERED } from "./evaluation-ground.ts";
import { besideIn, conclusions, factsOf, type MoreNotApplicable, moreNotApplicable } from "./facts.ts";
import { type Asked, type Group, type GroupEvaluation, groupEvaluation } from "./group-evaluation.ts";
import { groupsOf } from "./groups.ts";
import { keptOf, shapeOf } from "./kept-conclusions.ts";
import type { EvaluationLevel } from "./levels.ts";
import { BESIDE_RUNS } from "../runs/run-readings.ts";
import { secondLooks } from "./second-looks.ts";

/** So many groups take a few milliseconds. */
const LOT = 20;

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
export async function evaluateControl(db: Db, input: EvaluationInput, parts = READ): Promise<Evaluation> {
	if (!isTertialKey(input.period_key) && !isYearKey(input.period_key)) {
		throw new Invalid({ period: "Slutsatser dras för ett tertial eller ett år, aldrig för en månad." });
	}
	const control = await findControl(db, input.control_id);
	if (!control) throw new NotFound(`control ${input.control_id}`);
	const period = occurrenceOf(input.period_key);
	const place = { control, period, root_id: input.unit_id ?? control.unit_id };
	const { tree, top_tree, root, ended } = await parts.place(db, place);
	const judged = await parts.judged(db, place, input.today);
	const days = { from: period.first_day, to: period.last_day };
	const scope = { control_id: control.id, ...days, root_id: root.id, reach: input.reach };
	const counted = await parts.counted(db, scope);
	const facts = factsOf(counted, period.last_day);
	const found = groupsOf(input.level, root, tree, facts.runs, facts.strata);
	const where = { root, top_id: control.unit_id, top_tree, until: period.last_day };
	let everything = counted;
	const beside = await besideIn(input.level, where, found, async () => {
		everything = await parts.counted(db, { ...scope, root_id: control.unit_id, reach: "all" });
		return everything;
	});
	const { questions, strataOf, risk } = judged;
	const names = new Map([...top_tree, ...tree].map((unit) => [unit.id, unit.name]));
	const nameOf = (unitId: string) => names.get(unitId) ?? "";
	const shape = shapeOf(input.level, { root, top_id: control.unit_id, trees: [top_tree, tree] });
	const kept = keptOf({ counted, everything, judged, shape });
	const conclusionOf = kept("conclusions", () => conclusions([...found, ...beside], strataOf, risk));
	const asked = { ...judged, nameOf, kept, conclusionOf };
	for (const question of questions) {
		if (found[0]) conclusionOf(question, found[0].unit.id);
		await parts.pause();
	}
	const [groups, others] = [await evaluated(found, asked, parts), await evaluated(beside, asked, parts)];
	return {
		control: { id: control.id, title: control.title, unit_id: control.unit_id },
		period,
		level: input.level,
		confidence_permille: judged.confidence_permille,
		looks: judged.looks,
		early: judged.early,
		ended,
		second_looks: secondLooks({ ...judged, input, period, root_id: root.id, top_id: control.unit_id }, groups),
		root,
		groups,
		comparison: compared(groups, others),
		not_applicable: moreNotApplicable(found, beside, questions, strataOf),
	};
}

async function evaluated(of: readonly Group[], asked: Asked, { pause }: Parts): Promise<GroupEvaluation[]> {
	const groups: GroupEvaluation[] = [];
	for (const group of of) {
		if (groups.push(groupEvaluation(group, asked)) % LOT === 0) await pause();
	}
	return groups;
}

/** Works out every question of every group, which a file shows and a page does not, with a pause for whoever waits. */
export async function workOutQuestions({ groups }: Evaluation): Promise<void> {
	for (const [at, { questions }] of groups.entries())
		if (questions.length > 0 && at % LOT === 0) await REMEMBERED.pause();
}

const EVALUATION: Reading<Evaluation> = { beside: BESIDE_RUNS };

/** The same, remembered: whoever asks for it again before anything has happened that it reads gets it at once. */
export function readEvaluation(db: Db, input: EvaluationInput): Promise<Evaluation> {
	return untilChanged(db, EVALUATION, JSON.stringify(input), () => evaluateControl(db, input, REMEMBERED));
}

function compared(groups: readonly GroupEvaluation[], others: readonly GroupEvaluation[]): Evaluation["comparison"] {
	const examined = [...groups, ...others].filter((group) => group.n > 0);
	if (examined.length < 2) return [];
	const nameOf = new Map(groups.map((group) => [group.unit_id, group.unit_name]));
	return compareUnits(examined.map((group) => ({ id: group.unit_id, n: group.n, k: group.any.k })))
		.filter((one) => one.standsOut && nameOf.has(one.id))
		.map((one) => ({ ...one, name: nameOf.get(one.id)! }));
}
