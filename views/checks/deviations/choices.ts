import { CAUSE_CODES, SEVERITIES, SEVERITY_HELP, type Severity } from "../../../db/schema/vocabulary.ts";

/** The ladder as choices, each with what it means beside it. */
export const SEVERITY_OPTIONS = (Object.keys(SEVERITIES) as Severity[]).map((value) => ({
	value,
	label: SEVERITIES[value],
	help: SEVERITY_HELP[value],
}));

export const CAUSE_OPTIONS = Object.entries(CAUSE_CODES).map(([value, label]) => ({ value, label }));
