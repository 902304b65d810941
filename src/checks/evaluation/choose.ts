import { type EvaluatedControl, listEvaluatedControls } from "../../../db/queries/checks/evaluation.ts";
import { isMoneyKind } from "../../../db/schema/vocabulary.ts";
import { unitTree } from "../../ground/remembered/units.ts";
import { type Reach, reachOf } from "../../ground/access/actor.ts";
import { mayAt, requireMay } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { formatOccurrence, isTertialKey, isYearKey, occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import type { Evaluated } from "./columns.ts";
import { EVALUATION_LEVELS, type EvaluationLevel } from "./levels.ts";
import { type Evaluation, type EvaluationInput, readEvaluation } from "./evaluate-control.ts";
import { evaluateMoney } from "./evaluate-money.ts";

/** What the address asks for, as typed. */
export interface Asked {
	control?: string | undefined;
	period?: string | undefined;
	level?: string | undefined;
	unit?: string | undefined;
}

export interface Choice {
	controls: { id: string; label: string }[];
	periods: { key: string; label: string }[];
	levels: EvaluationLevel[];
	units: { id: string; name: string }[];
	input: EvaluationInput;
}

/** `units`: the same by unit, beside the whole, while they are few enough to look at. */
export type ChosenEvaluation = Evaluated & { choice: Choice; units: Evaluation | null };

const MOST_BESIDE = 40;

/**
 * The evaluation asked for, or the nearest there is: the newest control whose year has begun, and its whole year. Whoever sees only some of the units
 * gets them one by one, never as if they were the whole. Null when there is no control to evaluate.
 */
export async function chooseEvaluation(ctx: Context, asked: Asked): Promise<ChosenEvaluation | null> {
	const { db, actor } = ctx;
	const reach: Reach = reachOf(actor, "run.view");
	const controls = await visible(ctx, await listEvaluatedControls(db, reach));
	const year_now = Number(stockholmDate(nowOf(ctx)).slice(0, 4));
	const begun = controls.find((one) => one.year <= year_now);
	const control = controls.find((one) => one.id === asked.control) ?? begun ?? controls[0];
	if (!control) return null;
	if (asked.unit) await requireMay(db, actor, "run.view", asked.unit);
	const seesAll = asked.unit ? true : await mayAt(db, actor, "run.view", control.unit_id);
	const isMoney = isMoneyKind(control.population_kind);
	const levels = levelsFor(isMoney, seesAll);
	const level = levels.find((one) => one === asked.level) ?? levels[0]!;
	const year = String(control.year);
	const keys = [year, ...occurrencesOf("tertial", control.year).map((one) => one.key)];
	const wanted = asked.period ?? year;
	// A month is not turned into a year in silence: the evaluation itself refuses it with a sentence.
	const isOther = isYearKey(wanted) || isTertialKey(wanted);
	const period_key = keys.includes(wanted) || !isOther ? wanted : year;
	const unit_id = isMoney ? undefined : asked.unit || undefined;
	const input = { control_id: control.id, period_key, level, unit_id, reach, today: stockholmDate(nowOf(ctx)) };
	const tree = isMoney ? [] : await unitTree(db, control.unit_id);
	const evaluated: Evaluated = isMoney
		? { evaluation: null, money: await evaluateMoney(db, input) }
		: { evaluation: await readEvaluation(db, input), money: null };
	const { evaluation } = evaluated;
	const count = new Set(evaluation?.groups.flatMap(({ runs }) => runs.map((run) => run.unit_id))).size;
	const beside = level === "whole" && count > 1 && count <= MOST_BESIDE;
	return {
		...evaluated,
		units: beside ? await readEvaluation(db, { ...input, level: "unit" }) : null,
		choice: {
			controls: controls.map((one) => ({ id: one.id, label: `${one.title} ${one.year}` })),
			periods: keys.map((key) => ({ key, label: formatOccurrence(key) })),
			levels: [...levels],
			units: seesAll && !asked.unit ? tree : tree.filter((unit) => unit.id === asked.unit),
			input,
		},
	};
}

/**
 * Returns the controls that this reader may see evaluated. A control in kronor is evaluated for its whole frame, so it is
 * hidden from a reader who sees only some of the units.
 */
async function visible({ db, actor }: Context, controls: readonly EvaluatedControl[]): Promise<EvaluatedControl[]> {
	const seen: EvaluatedControl[] = [];
	for (const control of controls) {
		if (!isMoneyKind(control.population_kind) || (await mayAt(db, actor, "run.view", control.unit_id)))
			seen.push(control);
	}
	return seen;
}

/** A draw by amount is concluded on as a whole; who sees one unit only is told of that unit. */
function levelsFor(isMoney: boolean, seesAll: boolean): readonly EvaluationLevel[] {
	if (isMoney) return ["whole"];
	return seesAll ? (Object.keys(EVALUATION_LEVELS) as EvaluationLevel[]) : ["unit"];
}
