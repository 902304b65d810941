import { QUESTION_ANSWERS } from "../../../db/schema/report/recommendations.ts";
import { FOLLOW_UP_STATUSES, GOVERNANCE_STATUSES, GRADES } from "../../../db/schema/report/words.ts";
import {
	DEVIATION_STATUSES,
	EFFECT_TESTED,
	MEASURE_STATUSES,
	RUN_RESULTS,
	SEVERITIES,
} from "../../../db/schema/vocabulary.ts";
import type { Tone } from "../../ground/tables/look.ts";

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
export const SEVERITY_TONES: Tones = {
	[SEVERITIES.minor]: "warn",
	[SEVERITIES.major]: "bad",
	[SEVERITIES.critical]: "bad",
};
export const DEVIATION_TONES: Tones = {
	[DEVIATION_STATUSES.open]: "warn",
	[DEVIATION_STATUSES.handled]: "info",
	[DEVIATION_STATUSES.closed]: "good",
};
export const MEASURE_TONES: Tones = {
	[MEASURE_STATUSES.done]: "good",
	[MEASURE_STATUSES.ongoing]: "info",
	[MEASURE_STATUSES.late]: "bad",
	[MEASURE_STATUSES.not_started]: "none",
};
export const GOVERNANCE_TONES: Tones = {
	[GOVERNANCE_STATUSES.fulfilled]: "good",
	[GOVERNANCE_STATUSES.on_the_way]: "warn",
	[GOVERNANCE_STATUSES.not_fulfilled]: "bad",
};
/** Of the first three questions about a recommendation: what remains is no better for a yes. */
export const QUESTION_TONES: Tones = {
	[QUESTION_ANSWERS.yes]: "good",
	[QUESTION_ANSWERS.no]: "bad",
	[QUESTION_ANSWERS.not_yet]: "none",
};
export const RESULT_TONES: Tones = { [RUN_RESULTS.major]: "warn", [RUN_RESULTS.critical]: "bad" };
export const EFFECT_TONES: Tones = { [EFFECT_TESTED.yes]: "good", [EFFECT_TESTED.no]: "bad" };
