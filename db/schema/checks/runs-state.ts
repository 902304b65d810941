import { OPEN_RUNS, type RunStatus, RUN_RESULTS, type RunResult, TOLD_RUNS } from "../vocabulary.ts";

/**
 * What a person sees of a kontrolltillfälle: one word, its tone and its shape, everywhere the same; `full` explains
 * the word.
 */
export const RUN_STATES = {
	planned: {
		label: "Planerad",
		full: "Planerad, inte draget eller påbörjat",
		tone: "none",
		pattern: "ring",
	},
	to_check: { label: "Att utföra", full: "Att utföra", tone: "info", pattern: "half" },
	late: { label: "Sen", full: "Sen: förfallodagen har passerat", tone: "bad", pattern: "clock" },
	signed: {
		label: "Signerad",
		full: "Signerad, väntar på granskarens godkännande",
		tone: "info",
		pattern: "pen",
	},
	signed_late: {
		label: "Signerad (sen)",
		full: "Signerad efter förfallodagen, väntar på godkännande",
		tone: "warn",
		pattern: "clock",
	},
	approved: { label: "Godkänd", full: "Godkänd", tone: "ok", pattern: "check" },
	approved_late: {
		label: "Godkänd (sen)",
		full: "Godkänd, signerad efter förfallodagen",
		tone: "ok",
		pattern: "diamond",
	},
	returned: { label: "Återsänd", full: "Återsänd till utföraren", tone: "warn", pattern: "return" },
	not_done: { label: "Ej genomförd", full: "Ej genomförd, med skäl", tone: "bad", pattern: "slash" },
} as const;
export type RunState = keyof typeof RUN_STATES;

export interface RunStanding {
	status: RunStatus;
	due_on: string;
	is_late: number;
}

/** True when the due date has passed and the performer has not signed. */
export function isRunOverdue(run: Pick<RunStanding, "status" | "due_on">, day: string): boolean {
	return run.due_on < day && OPEN_RUNS.includes(run.status);
}

/** The state of a run on a day. A run that waits past its due date is late; one that was signed late stays stamped so. */
export function runState(run: RunStanding, today: string): RunState {
	switch (run.status) {
		case "planned":
			return isRunOverdue(run, today) ? "late" : "planned";
		case "drawn":
			return isRunOverdue(run, today) ? "late" : "to_check";
		case "signed":
			return run.is_late === 1 ? "signed_late" : "signed";
		case "approved":
			return run.is_late === 1 ? "approved_late" : "approved";
		default:
			return run.status;
	}
}

/** What a kontrolltillfälle found: its word in a narrow cell, the whole word, its tone and its shape. Green is for no deviation alone. */
export const RUN_OUTCOMES = {
	no_deviation: { short: "Utan", label: RUN_RESULTS.no_deviation, tone: "ok", pattern: "check" },
	nothing_to_judge: { short: "Inget", label: RUN_RESULTS.nothing_to_judge, tone: "neutral", pattern: "info" },
	minor: { short: "Mindre", label: RUN_RESULTS.minor, tone: "info", pattern: "dot" },
	major: { short: "Större", label: RUN_RESULTS.major, tone: "warn", pattern: "triangle" },
	critical: { short: "Väsentlig", label: RUN_RESULTS.critical, tone: "bad", pattern: "cross" },
	not_done: { short: RUN_RESULTS.not_done, label: RUN_RESULTS.not_done, tone: "neutral", pattern: "slash" },
} as const satisfies Record<RunResult, object>;

/** What has been found once it is signed for: a run that was sent back, or waits, has found nothing yet. */
export function outcomeOf(run: { status: RunStatus; result: RunResult | null }): RunResult | null {
	return TOLD_RUNS.includes(run.status) ? run.result : null;
}

/** Where each kontrolltillfälle stands on a day: five parts that together are all of them. */
export const RUN_STANDINGS = {
	without: "Utan avvikelse",
	deviating: "Med avvikelse",
	not_done: "Ej genomförda",
	late: "Sena",
	waiting: "Dagen är inte inne",
} as const;
export type RunPart = keyof typeof RUN_STANDINGS;
