import type { Db } from "../../../../db/open.ts";
import { findMoneyPlanOn } from "../../../../db/queries/checks/own-forms/hired-staff.ts";
import { findSamplePlanOn, listChecklistQuestions } from "../../../../db/queries/checks/sample-plans.ts";
import { isMoneyKind } from "../../../../db/schema/vocabulary.ts";
import { type CountedFrame, DEFAULT_CONFIDENCE, type FrozenTerms } from "../../../ground/write/frozen-terms.ts";
import { periodPoints } from "../../own-forms/hired-staff/money-size.ts";
import { periodsOfControl } from "../../runs/due-runs.ts";
import { defaultRate } from "../../sample-plans/plan-sizes.ts";
import { sampleSizesFor } from "../../sample-plans/sample-sizes.ts";
import type { FrameTerms } from "./frame-terms.ts";

interface Freezing {
	terms: Pick<FrameTerms, "control" | "period">;
	/** Every unit's number of items in the frame. */
	strata: readonly { unit_id: string; unit: string; n: number }[];
	/** The sum of what can be drawn, in öre: credit notes are not. */
	positive_ore: number;
	public_source: FrozenTerms["public_source"];
	early_reason: string | null;
	/** What the file's costs were; left out where none were counted. */
	counted?: CountedFrame;
}

/** Everything that the draw and the evaluation of this frame will read, as it is decided now. */
export async function termsAtFreeze(db: Db, freezing: Freezing): Promise<FrozenTerms> {
	const { control, period } = freezing.terms;
	const questions = control.checklist_id ? await listChecklistQuestions(db, control.checklist_id) : [];
	const plan = await findSamplePlanOn(db, control.id, period.first_day);
	const money = isMoneyKind(control.population_kind) ? await moneyTerms(db, freezing) : null;
	return {
		confidence_permille: money?.confidence_permille ?? plan?.confidence_permille ?? DEFAULT_CONFIDENCE,
		level: money ? "control" : (plan?.level ?? "unit"),
		looks: plan?.two_stage === 1 ? 2 : 1,
		expected_deviations: plan?.expected_deviations ?? 0,
		questions: questions.map((question) => ({
			id: question.id,
			text: question.text,
			is_key: question.is_key === 1,
			tolerable_permille: plan?.rates.get(question.id) ?? defaultRate(question),
		})),
		sizes: money ? [] : await sizesOf(db, freezing),
		reserve_count: control.reserve_count,
		due: periodsOfControl(control).map((one) => one.key),
		public_source: freezing.public_source,
		early_reason: freezing.early_reason,
		money: money?.drawn ?? null,
		...(freezing.counted ? { counted: freezing.counted } : {}),
	};
}

async function sizesOf(db: Db, { terms: { control, period }, strata }: Freezing): Promise<FrozenTerms["sizes"]> {
	const counted = strata.map(({ unit_id, n: N }) => ({ unit_id, N }));
	const sizes = await sampleSizesFor(db, control, period.key, counted);
	return strata.map(({ unit_id, unit, n: N }) => ({ unit_id, unit, n: Math.min(N, sizes.get(unit_id)!) }));
}

async function moneyTerms(db: Db, { terms: { control, period }, positive_ore }: Freezing) {
	const plan = await findMoneyPlanOn(db, control.id, period.first_day);
	return {
		confidence_permille: plan?.confidence_permille,
		drawn: {
			method: plan?.method ?? ("interval" as const),
			points: periodPoints(plan, control.sample_size, positive_ore),
			tolerable_ore: plan?.tolerable_ore ?? null,
		},
	};
}
