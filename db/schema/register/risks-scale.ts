import type { Scale } from "../vocabulary.ts";

/** A band on the plan year's own scale: `level` (1 is lowest) picks pattern and colour, `name` is the plan's word. */
export interface Band {
	level: 1 | 2 | 3 | 4;
	name: string;
}

/** A likelihood and impact with what the plan's scale makes of them. */
export interface Assessed {
	likelihood: number;
	impact: number;
	score: number;
	band: Band;
}

/** So many steps a plan year's scale may have. */
export const LONGEST_SCALE = 5;

/** The assessments that a risk has, each a likelihood and an impact with its reason, in the order that they are made. */
export const SCORES = { inherent: "Inneboende", residual: "Kvarstående", target: "Mål" } as const;
export type ScoreKind = keyof typeof SCORES;
export const SCORE_KINDS = Object.keys(SCORES) as ScoreKind[];

/** The scale stored with a plan. */
export function scaleOf(json: string): Scale {
	return JSON.parse(json) as Scale;
}

export function bandOf(scale: Scale, score: number): Band {
	const index = scale.bands.findIndex((band) => score <= band.to);
	const at = index < 0 ? scale.bands.length - 1 : index;
	return { level: (at + 1) as Band["level"], name: scale.bands[at]!.label };
}

/** The risk value. */
export function riskValue(likelihood: number, impact: number): number {
	return likelihood * impact;
}

/** True for a value in the worst band of the scale. */
export function isInWorstBand(scale: Scale, score: number): boolean {
	return bandOf(scale, score).level === scale.bands.length;
}

/** Null until both likelihood and impact are set. */
export function assessed(scale: Scale, likelihood: number | null, impact: number | null): Assessed | null {
	if (likelihood === null || impact === null) return null;
	const score = riskValue(likelihood, impact);
	return { likelihood, impact, score, band: bandOf(scale, score) };
}

/** What a plan starts with when there is no earlier year to carry on from. */
export const STANDARD_SCALE: Scale = {
	likelihood: ["Osannolik", "Mindre sannolik", "Möjlig", "Sannolik"],
	impact: ["Försumbar", "Lindrig", "Kännbar", "Allvarlig"],
	bands: [
		{ key: "low", label: "Låg", to: 3 },
		{ key: "medium", label: "Medel", to: 8 },
		{ key: "high", label: "Hög", to: 16 },
	],
};
