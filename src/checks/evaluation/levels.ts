/** One row per unit, per område, per förvaltning; or everything below the chosen unit together. */
export const EVALUATION_LEVELS = {
	whole: "Allt tillsammans",
	administration: "Per förvaltning",
	division: "Per område",
	unit: "Per enhet",
} as const;
export type EvaluationLevel = keyof typeof EVALUATION_LEVELS;
