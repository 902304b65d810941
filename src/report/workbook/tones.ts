import { FOLLOW_UP_STATUSES, GRADES } from "../../../db/schema/report/words.ts";
import { EFFECT_TESTED, RUN_RESULTS, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { Tone } from "../../ground/tables/sheet-rules.ts";

/** Words that stand out in the workbook. The colour follows the word and never says more than it. */
type Tones = Record<string, Tone>;

export const GRADE_TONES: Tones = {
	[GRADES.sufficient]: "good",
	[GRADES.needs_improvement]: "warn",
	[GRADES.insufficient]: "bad",
};
export const STATUS_TONES: Tones = {
	[FOLLOW_UP_STATUSES.as_planned]: "good",
	[FOLLOW_UP_STATUSES.partly]: "warn",
	[FOLLOW_UP_STATUSES.not_as_planned]: "bad",
};
export const SEVERITY_TONES: Tones = { [SEVERITIES.major]: "warn", [SEVERITIES.critical]: "bad" };
export const RESULT_TONES: Tones = { [RUN_RESULTS.major]: "warn", [RUN_RESULTS.critical]: "bad" };
export const EFFECT_TONES: Tones = { [EFFECT_TESTED.yes]: "good", [EFFECT_TESTED.no]: "bad" };
