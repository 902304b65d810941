import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "../../../db/open.ts";
import type { Control } from "../../../db/queries/checks/controls.ts";
import { type EndedUnit, listEndedUnits } from "../../../db/queries/checks/controls-ended-units.ts";
import {
	type EvaluationQuestion,
	type EvaluationScope,
	listQuestionsOf,
	type TreeUnit,
} from "../../../db/queries/checks/evaluation.ts";
import { listSecondLooks } from "../../../db/queries/checks/evaluation-second-looks.ts";
import { listHoldingFrames } from "../../../db/queries/checks/populations-terms.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { allowsNotApplicable, questionTerms } from "../../../db/schema/checks/controls-question-terms.ts";
import { unitTree } from "../../ground/remembered/units.ts";
import { isTertialKey, type Occurrence } from "../../ground/calendar/occurrence.ts";
import { NotFound } from "../../ground/errors.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { riskPerLook } from "../../ground/sampling/conclusion.ts";
import { frozenTerms, strictest } from "../../ground/write/frozen-terms.ts";
import { dueOf, expectedKeys } from "./expected-keys.ts";
import { fileFindings } from "./facts.ts";
import { type Counted, countedIn, readCounted } from "../runs/counted-runs.ts";
import { BESIDE_RUNS, OF_ONE_RUN } from "../runs/run-readings.ts";
import { questionStrata, type RatedQuestion } from "./question-evaluation.ts";
import type { FoundStratum } from "./strata.ts";

export interface EvaluatedPlace {
	control: Control;
	period: Occurrence;
	root_id: string;
}

interface Place {
	/** The evaluated unit and what is below it. */
	root: TreeUnit;
	tree: TreeUnit[];
	/** The same of the control's förvaltning. */
	top_tree: TreeUnit[];
	ended: EndedUnit[];
}

const PLACE: Reading<Place> = { beside: BESIDE_RUNS, beside_types: OF_ONE_RUN };
type Judged = Awaited<ReturnType<typeof judgedBy>>;
const JUDGED: Reading<Judged> = { beside: [...BESIDE_RUNS, "unit"], beside_types: OF_ONE_RUN };

/** Where the parts of an evaluation come from. */
export interface Parts {
	/** The units that are evaluated, whatever is answered in them. */
	place(db: Db, place: EvaluatedPlace): Promise<Place>;
	/** What the answers are judged by, whatever they are. */
	judged(db: Db, place: EvaluatedPlace, today: string): Promise<Judged>;
	counted(db: Db, scope: EvaluationScope): Promise<Counted>;
	/** Between two parts of the conclusions, when everything has been read: whoever waits for a page is answered. */
	pause(): Promise<void>;
}

/** Read as they stand, in a transaction too: nobody waits for longer than the conclusions take. */
export const READ: Parts = { place: placeOf, judged: judgedBy, counted: countedIn, pause: async () => {} };

/** The same, each remembered until something happens that it is read of. */
export const REMEMBERED: Parts = {
	place: (db, place) =>
		untilChanged(db, PLACE, `${place.control.id} ${place.period.key} ${place.root_id}`, () => placeOf(db, place)),
	judged: async (db, place, today) => {
		const { id, unit_id } = place.control;
		const key = `${id} ${place.period.key} ${today} ${await branchesKey(db, [unit_id])}`;
		return untilChanged(db, JUDGED, key, () => judgedBy(db, place, today));
	},
	counted: readCounted,
	pause: () => turn(),
};

async function placeOf(db: Db, { control, period, root_id }: EvaluatedPlace): Promise<Place> {
	const top_tree = await unitTree(db, control.unit_id);
	const tree = root_id === control.unit_id ? top_tree : await unitTree(db, root_id);
	const root = tree.find((unit) => unit.id === root_id);
	if (!root) throw new NotFound(`unit ${root_id}`);
	const ended = await listEndedUnits(db, { control_id: control.id, root_id, to: period.last_day });
	return { root, tree, top_tree, ended };
}

/**
 * What the answers are judged by: what was decided when each frame was frozen, the strictest where frames differ. A plan or a checklist
 * decided later is read nowhere here.
 */
async function judgedBy(db: Db, { control, period }: EvaluatedPlace, today: string) {
	const days = { from: period.first_day, to: period.last_day };
	const scope = { control_id: control.id, ...days, root_id: control.unit_id, reach: "all" as const };
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
