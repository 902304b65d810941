import type { Db } from "../../../db/open.ts";
import { findControl } from "../../../db/queries/checks/controls.ts";
import {
	listMoneyFrames,
	listMoneyItems,
	listMoneyRuns,
	type MoneyFrame,
	type MoneyItem,
} from "../../../db/queries/checks/own-forms/hired-staff.ts";
import { listHoldingFrames } from "../../../db/queries/checks/populations-terms.ts";
import { type EndedUnit, listEndedUnits } from "../../../db/queries/checks/controls-ended-units.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import type { RunStatus } from "../../../db/schema/vocabulary.ts";
import { isTertialKey, isYearKey, type Occurrence, occurrenceOf } from "../../ground/calendar/occurrence.ts";
import { riskOf, tolerableOf } from "../own-forms/hired-staff/money-size.ts";
import { frozenTerms, strictest } from "../../ground/write/frozen-terms.ts";
import { type MoneyBounds, type MoneyStratum, moneyBounds } from "../../ground/sampling/money-bounds.ts";
import { projectedMoney } from "../../ground/sampling/projection.ts";
import { binomialSize } from "../../ground/sampling/sizes.ts";
import {
	type MoneyFinding,
	overstatementSentence,
	understatementSentence,
} from "../../ground/sampling/money-wording.ts";
import type { Verdict } from "../../ground/sampling/verdict.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { BESIDE_RUNS } from "../runs/run-readings.ts";
import { dueOf, expectedKeys } from "./expected-keys.ts";
import { withoutMissing } from "./group-evaluation.ts";
import { isExamined } from "./strata.ts";

/** One direction of error: what was found, and what it can be at most. */
export interface MoneySide extends MoneyFinding {
	sentence: string;
}

export interface MoneyEvaluation {
	control: { id: string; title: string; unit_id: string; unit_name: string };
	period: Occurrence;
	confidence_permille: number;
	over: MoneySide;
	/** Amounts that were too low. They are shown by themselves and never netted against amounts that were too high. */
	under: MoneySide;
	/** The period's tolerable amount; null until a plan is decided. */
	tolerable_ore: number | null;
	verdict: Verdict | null;
	/** How many a tertial would need for a verdict when its plan draws fewer; null when it draws enough, and for a year. */
	needed: number | null;
	credits: { n: number; ore: number };
	/** Drawn invoices that are not examined yet. The upper limit counts them as wholly wrong. */
	waiting: { n: number; ore: number };
	/** Frozen amounts of which no invoice has been examined. */
	unknown_ore: number;
	/** Periods without a frozen population: the conclusion does not reach their invoices. */
	unfrozen: string[];
	/** Those of them that have ended: one is enough for no support. */
	missing: string[];
	/** Why frames were frozen before their cut-off day was past. */
	early: readonly string[];
	/** Units that took part before: what is bought there later is in no frame. */
	ended: readonly EndedUnit[];
	runs: MoneyRun[];
}

export interface MoneyRun {
	run_id: string;
	unit_name: string;
	period_key: string;
	status: RunStatus;
	N: number | null;
	n: number;
	examined: boolean;
}

/** What the pooled periods of a tertial or a year show in kronor, for the frame as a whole. Reads only; asks nobody's rights. */
export async function evaluateMoney(
	db: Db,
	input: { control_id: string; period_key: string; today: string },
): Promise<MoneyEvaluation> {
	if (!isTertialKey(input.period_key) && !isYearKey(input.period_key)) {
		throw new Invalid({ period: "Slutsatser dras för ett tertial eller ett år, aldrig för en månad." });
	}
	const control = await findControl(db, input.control_id);
	if (!control) throw new NotFound(`control ${input.control_id}`);
	const period = occurrenceOf(input.period_key);
	const scope = { control_id: control.id, from: period.first_day, to: period.last_day };
	const unit = await findUnit(db, control.unit_id);
	const { frames, items } = await readMoney(db, scope);
	const joined = strictest((await listHoldingFrames(db, scope)).map(frozenTerms));
	const { confidence_permille, early } = joined;
	const expected = expectedKeys({ ...control, year: control.plan_year }, joined.due, period);
	const unfrozen = expected.filter((key) => !frames.some((frame) => frame.period_key === key));
	const missing = dueOf(unfrozen, input.today);
	const found = sidesOf(frames, items, confidence_permille);
	const tolerable_ore = tolerableOf(joined, isYearKey(period.key));
	const { lowerOre, upperOre, population } = found.over;
	return {
		control: { id: control.id, title: control.title, unit_id: control.unit_id, unit_name: unit?.name ?? "" },
		period,
		confidence_permille,
		...found,
		tolerable_ore,
		verdict:
			tolerable_ore === null || population === 0
				? null
				: withoutMissing(
						verdictOf({ lowerOre, upperOre: upperOre ?? Number.POSITIVE_INFINITY }, tolerable_ore),
						missing,
					),
		needed: isTertialKey(period.key) && tolerable_ore !== null ? neededOf(found.over, items, tolerable_ore) : null,
		credits: { n: sum(frames, (one) => one.credit_n), ore: sum(frames, (one) => one.credit_ore) },
		unfrozen,
		missing,
		early,
		ended: await listEndedUnits(db, { control_id: control.id, root_id: control.unit_id, to: period.last_day }),
		runs: (await listMoneyRuns(db, scope))
			.filter((run) => run.N !== null)
			.map((run) => ({ ...run, examined: isExamined(run) })),
	};
}

interface Money {
	frames: MoneyFrame[];
	items: MoneyItem[];
}

/** Of every purchase of the frames, and of no unit by name. */
const MONEY: Reading<Money> = { beside: [...BESIDE_RUNS, "unit"] };

function readMoney(db: Db, scope: { control_id: string; from: string; to: string }): Promise<Money> {
	return untilChanged(db, MONEY, JSON.stringify(scope), async () => ({
		frames: await listMoneyFrames(db, scope),
		items: await listMoneyItems(db, scope),
	}));
}

/** How many drawn kronor could give support if nothing were wrong; null when as many are drawn. */
function neededOf(
	{ populationOre, confidence_permille }: MoneyFinding,
	items: readonly MoneyItem[],
	tolerableOre: number,
): number | null {
	if (populationOre <= tolerableOre) return null;
	const millionths = Math.max(1, Math.floor((tolerableOre / populationOre) * 1_000_000));
	const needed = binomialSize(0, (millionths / 1_000_000).toFixed(6), riskOf({ confidence_permille }));
	return sum(items, (item) => item.points + item.in_top) < needed ? needed : null;
}

function verdictOf({ lowerOre, upperOre }: MoneyBounds, tolerable: number): Verdict {
	if (upperOre < tolerable) return "support";
	return lowerOre > tolerable ? "shown_deficiency" : "insufficient";
}

/** An examined invoice is one whose run is signed: until then what is filled in may still change. */
function auditedOf(item: MoneyItem): number | null {
	return isExamined(item) ? item.audited_ore : null;
}

function sidesOf(frames: readonly MoneyFrame[], items: readonly MoneyItem[], confidence_permille: number) {
	const examined = items.filter((item) => auditedOf(item) !== null);
	const waiting = items.filter((item) => auditedOf(item) === null);
	const about = {
		population: sum(frames, (frame) => frame.N),
		populationOre: sum(frames, (frame) => frame.total_ore),
		examined: examined.length,
		examinedOre: sum(examined, (item) => item.amount_ore),
		confidence_permille,
	};
	const over = sideOf(frames, items, 1, about);
	const under = sideOf(frames, items, -1, about);
	const begun = new Set(examined.map((item) => item.population_id));
	return {
		over: { ...over, sentence: overstatementSentence(over) },
		under: { ...under, sentence: understatementSentence(under) },
		waiting: { n: waiting.length, ore: sum(waiting, (item) => item.amount_ore) },
		unknown_ore: sum(frames, (frame) => (begun.has(frame.population_id) ? 0 : frame.total_ore)),
	};
}

type About = Pick<MoneyFinding, "population" | "populationOre" | "examined" | "examinedOre" | "confidence_permille">;

/** One direction: `sign` 1 counts what was too high, −1 what was too low. The other direction counts as right. */
function sideOf(frames: readonly MoneyFrame[], items: readonly MoneyItem[], sign: 1 | -1, about: About): MoneyFinding {
	const errorOf = (item: MoneyItem) => {
		const audited = auditedOf(item);
		return audited === null ? null : Math.max(0, sign * (item.amount_ore - audited));
	};
	const wrong = items.filter((item) => (errorOf(item) ?? 0) > 0);
	const wrongOre = sum(wrong, (item) => errorOf(item)!);
	const finding = { ...about, wrong: wrong.length, wrongOre };
	// an error larger than its invoice has no taint: nothing is carried over from it
	if (wrong.some((item) => errorOf(item)! > item.amount_ore))
		return { ...finding, lowerOre: wrongOre, upperOre: null, projectedOre: null, unexaminedOre: 0 };
	const top = items.filter((item) => item.in_top === 1);
	const errorOre = sum(top, (item) => errorOf(item) ?? 0);
	const topOre = {
		ore: sum(top, (item) => item.amount_ore),
		examinedOre: sum(top, (item) => (errorOf(item) === null ? 0 : item.amount_ore)),
		errorOre,
	};
	const strata = frames.map((frame) => stratumOf(frame, items, errorOf));
	const { projectedOre, upperOre, unexaminedOre } = projectedMoney(topOre, strata, riskOf(about));
	const unknownOre = sum(strata, (one) => (one.taints.length + one.unexamined === 0 ? one.ore : 0));
	return {
		...finding,
		projectedOre,
		lowerOre: Math.max(wrongOre, errorOre + moneyBounds(strata, riskOf(about)).lowerOre),
		upperOre: Math.min(about.populationOre, upperOre),
		unexaminedOre: Math.min(about.populationOre, unexaminedOre + unknownOre),
	};
}

/**
 * Returns the part of the frame below the top stratum with what was drawn from it. A frame that is not drawn yet is one stratum
 * about which nothing is known.
 */
function stratumOf(
	frame: MoneyFrame,
	items: readonly MoneyItem[],
	errorOf: (item: MoneyItem) => number | null,
): MoneyStratum {
	if (frame.rest_ore === null) return { ore: frame.total_ore, taints: [], unexamined: 0 };
	const hit = items.filter((item) => item.population_id === frame.population_id && item.points > 0);
	if (hit.every((item) => errorOf(item) === null)) return { ore: frame.rest_ore, taints: [], unexamined: 0 };
	const known = hit.filter((item) => errorOf(item) !== null);
	return {
		ore: frame.rest_ore,
		taints: known.flatMap((item) => Array<number>(item.points).fill(errorOf(item)! / item.amount_ore)),
		unexamined: sum(hit, (item) => (errorOf(item) === null ? item.points : 0)),
	};
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
	return list.reduce((all, one) => all + of(one), 0);
}
