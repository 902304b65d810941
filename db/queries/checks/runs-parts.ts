import { expressionBuilder } from "kysely";
import type { RunPart } from "../../schema/checks/runs-state.ts";
import type { Schema } from "../../schema/index.ts";
import { OPEN_RUNS, PERFORMED_RUNS, SEVERITY_LADDER } from "../../schema/vocabulary.ts";

/** True of the runs of a part on a day, in a query that has `control_runs as run`: lists and drawings ask the same. */
export function isOfPart(part: RunPart, day: string) {
	const eb = expressionBuilder<{ run: Schema["control_runs"] }, "run">();
	const performed = eb("run.status", "in", PERFORMED_RUNS);
	const worse = eb(eb.fn.coalesce("run.result", eb.val("")), "in", [...SEVERITY_LADDER]);
	const waits = eb("run.status", "in", OPEN_RUNS);
	const conditions: Record<RunPart, ReturnType<typeof eb.and>> = {
		without: eb.and([performed, eb.not(worse)]),
		deviating: eb.and([performed, worse]),
		not_done: eb.and([eb("run.status", "=", "not_done")]),
		late: eb.and([waits, eb("run.due_on", "<", day)]),
		waiting: eb.and([waits, eb("run.due_on", ">=", day)]),
	};
	return conditions[part];
}
