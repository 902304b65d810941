import type { Db } from "../../../db/open.ts";
import { type Item, listAnswersOfRun } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { isMoneyKind, type RunResult, type Severity } from "../../../db/schema/vocabulary.ts";
import { resultOf } from "../runs/run-state.ts";

/**
 * The result of a run with these drawn items: that of its worst deviation. Answers that all are Ej tillämpligt have judged nothing,
 * which is another thing than finding nothing. An invoice of hired staff is judged by its figures too.
 */
export async function runResult(
	db: Db,
	run: Run,
	drawn: readonly Pick<Item, "id">[],
	severities: readonly Severity[],
): Promise<RunResult> {
	if (isMoneyKind(run.population_kind)) return resultOf(severities);
	const items = new Set(drawn.map(({ id }) => id));
	const answers = (await listAnswersOfRun(db, run.id)).filter((one) => items.has(one.item_id));
	const judgesNothing = answers.length > 0 && answers.every((one) => one.answer === "not_applicable");
	return judgesNothing ? "nothing_to_judge" : resultOf(severities);
}
