import { z } from "zod";

/** How large a draw by amount is, and the year's tolerable amount (null until a plan was decided). */
const MoneyTerms = z.object({
	method: z.enum(["interval", "cell"]),
	points: z.number(),
	tolerable_ore: z.number().nullable(),
});

/** So many of something and their sum. */
const Sized = z.object({ name: z.string(), n: z.number(), sum_ore: z.number() });
const Counted = Sized.extend({ out_n: z.number(), out_ore: z.number() });

/** What the costs of a file were when its frame was frozen: within what the control takes, and outside it and why. */
const CountedFrame = z.object({
	outside: z.array(Sized),
	accounts: z.array(Counted),
	series: z.array(Counted),
	document_kinds: z.array(Counted),
	supplier_count: z.number(),
	without_supplier: z.object({ n: z.number(), sum_ore: z.number() }),
});
export type CountedFrame = z.output<typeof CountedFrame>;

/**
 * What was decided when a population was frozen. A draw and an evaluation read this and nothing else: what is decided afterwards of
 * the control, its checklist or its plan holds for the next frame. It is stored with the population and told in the trail.
 */
export const FrozenTerms = z.object({
	/** 950 = 95 %. */
	confidence_permille: z.number(),
	/** Of what the sample is to conclude: each unit by itself, or all together. */
	level: z.enum(["unit", "control"]),
	/** 2: a second look, once, is part of the plan, and each look has half the risk. */
	looks: z.union([z.literal(1), z.literal(2)]),
	expected_deviations: z.number(),
	/** The questions of the checklist at the freeze, with the largest share of deviations that is tolerable. */
	questions: z.array(
		z.object({ id: z.string(), text: z.string(), is_key: z.boolean(), tolerable_permille: z.number() }),
	),
	/** How many are drawn of each unit; empty for a draw by amount. */
	sizes: z.array(z.object({ unit_id: z.string(), unit: z.string(), n: z.number() })),
	reserve_count: z.number(),
	/** The control's periods of the year, as its plan had them at the freeze. */
	due: z.array(z.string()),
	/** Where a public value would be found, and on which day. Null: none is used. */
	public_source: z.object({ name: z.string(), day: z.string() }).nullable(),
	/** Why the frame was frozen before its cut-off day was past; null when it was not. */
	early_reason: z.string().nullable(),
	money: MoneyTerms.nullable(),
	/** Left out for a frame that no file was counted for. */
	counted: CountedFrame.optional(),
});
export type FrozenTerms = z.output<typeof FrozenTerms>;

/** The terms a population was frozen under. */
export function frozenTerms(population: { terms: string }): FrozenTerms {
	return FrozenTerms.parse(JSON.parse(population.terms));
}

/** What several frames together are judged by: the strictest of each, so that no later decision can soften an earlier one. */
export interface JoinedTerms {
	confidence_permille: number;
	level: FrozenTerms["level"];
	/** 2 as soon as one of them plans two looks: a look is then worth half the risk in all. */
	looks: 1 | 2;
	/** True when every frame has planned the second look. */
	may_look_again: boolean;
	/** Question id → tolerable share; a question in several editions has several ids. */
	tolerable: ReadonlyMap<string, number>;
	due: ReadonlySet<string>;
	/** The year's tolerable amount; null when no frame had one. */
	tolerable_ore: number | null;
	early: readonly string[];
}

/** The confidence that holds as long as nothing is frozen or decided. */
export const DEFAULT_CONFIDENCE = 950;

export function strictest(frames: readonly FrozenTerms[]): JoinedTerms {
	const tolerable = new Map<string, number>();
	for (const { id, tolerable_permille } of frames.flatMap((one) => one.questions))
		tolerable.set(id, Math.min(tolerable_permille, tolerable.get(id) ?? tolerable_permille));
	const amounts = frames.flatMap((one) => one.money?.tolerable_ore ?? []);
	return {
		confidence_permille:
			frames.length === 0 ? DEFAULT_CONFIDENCE : Math.max(...frames.map((one) => one.confidence_permille)),
		level: frames.some((one) => one.level === "unit") ? "unit" : "control",
		looks: frames.some((one) => one.looks === 2) ? 2 : 1,
		may_look_again: frames.length > 0 && frames.every((one) => one.looks === 2),
		tolerable,
		due: new Set(frames.flatMap((one) => one.due)),
		tolerable_ore: amounts.length === 0 ? null : Math.min(...amounts),
		early: frames.flatMap((one) => one.early_reason ?? []),
	};
}
