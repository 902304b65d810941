import type { Run } from "../../../db/queries/checks/runs.ts";
import {
	ANSWERABLE_RUNS,
	isDrawnKind,
	itemNoun,
	OPEN_RUNS,
	type RunResult,
	type Severity,
	SEVERITY_LADDER,
} from "../../../db/schema/vocabulary.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";

/** True while answers may be given: after the draw and until the signature, and again when the reviewer has sent the run back. */
export function isOpen(run: Pick<Run, "status">): boolean {
	return ANSWERABLE_RUNS.includes(run.status);
}

/** True for a control whose runs are answered per drawn purchase; the others are signed with a written result. */
export function isDrawn(run: Pick<Run, "population_kind">): boolean {
	return isDrawnKind(run.population_kind);
}

/** True for a run that has nothing to draw from: no purchases this month, or a control without a population. */
export function isEmptyMonth(run: Pick<Run, "population_kind" | "population_n" | "status">): boolean {
	return isDrawn(run) && run.population_n === 0 && OPEN_RUNS.includes(run.status);
}

/** True for a control whose run is a written result instead of drawn items, while it can be signed. */
export function isPlain(run: Pick<Run, "population_kind" | "status">): boolean {
	return !isDrawn(run) && OPEN_RUNS.includes(run.status);
}

export function requireOpen(run: Run): void {
	if (isOpen(run)) return;
	if (run.status === "planned")
		throw new Invalid({
			"": `${itemNoun(run.population_kind).title_the_many} är inte dragna än. Du kan svara när dragningen är gjord.`,
		});
	if (run.status === "not_done") throw new Invalid({ "": "Kontrollen är registrerad som ej genomförd." });
	throw new Invalid({ "": "Kontrollen är signerad. Svaren är låsta tills granskaren återsänder den." });
}

/** The result a run's deviations give: the worst of them. */
export function resultOf(severities: readonly Severity[]): RunResult {
	return SEVERITY_LADDER.findLast((severity) => severities.includes(severity)) ?? "no_deviation";
}

/**
 * Returns 1 when the signature comes after the due date, by the Swedish calendar. A run that is signed anew keeps its first
 * value.
 */
export function lateStamp(run: Pick<Run, "signed_at" | "is_late" | "due_on">, now: string): number {
	if (run.signed_at !== null) return run.is_late;
	return stockholmDate(now) > run.due_on ? 1 : 0;
}
