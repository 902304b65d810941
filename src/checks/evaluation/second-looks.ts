import { isYearKey, type Occurrence } from "../../ground/calendar/occurrence.ts";
import type { FrozenTerms } from "../../ground/write/frozen-terms.ts";
import type { GroupEvaluation } from "./group-evaluation.ts";
import type { EvaluationLevel } from "./levels.ts";

interface Looking {
	planned: { looks_again: boolean; level: FrozenTerms["level"] };
	made: ReadonlySet<string>;
	input: { level: EvaluationLevel };
	period: Occurrence;
	root_id: string;
	/** The control's förvaltning. */
	top_id: string;
}

/**
 * The groups whose planned second look is due: every frame planned it, the whole year is frozen and examined, and the first look found
 * something without a conclusion. It is made for the level that was frozen, never for a part of it.
 */
export function secondLooks(
	{ planned, made, input, period, root_id, top_id }: Looking,
	groups: readonly GroupEvaluation[],
): Map<string, "due" | "made"> {
	const level = planned.level === "unit" ? "unit" : "whole";
	const looks = new Map<string, "due" | "made">();
	if (!isYearKey(period.key) || (level === "whole" && root_id !== top_id)) return looks;
	for (const group of groups) {
		const alone = groups.length === 1 && group.runs.every((run) => run.unit_id === group.unit_id);
		if (made.has(group.unit_id)) looks.set(group.unit_id, "made");
		else if (planned.looks_again && (input.level === level || alone) && isDue(group)) looks.set(group.unit_id, "due");
	}
	return looks;
}

function isDue({ unfrozen, unknown, questions }: GroupEvaluation): boolean {
	if (unfrozen.length > 0 || unknown > 0) return false;
	return questions.some((one) => one.verdict === "insufficient" && one.k > 0);
}
