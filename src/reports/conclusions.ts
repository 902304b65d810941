import type { Db } from "../../db/open.ts";
import { listGroundControls } from "../../db/queries/assessment-grounds.ts";
import type { Period } from "../../db/queries/periods.ts";
import { occurrencesOf } from "../calendar/occurrence.ts";
import { type EvaluationRow, evaluationRows } from "../evaluation/columns.ts";
import { evaluateControl } from "../evaluation/evaluate-control.ts";
import { scopeOf } from "./scope.ts";

/**
 * What the period's samples show, per control, område and question: population, examined, deviating, and the highest share with
 * its confidence. Concluded for the whole year when the report covers it, otherwise for the tertials that lie wholly inside it.
 */
export async function readConclusions(db: Db, period: Period): Promise<EvaluationRow[]> {
	const scope = scopeOf(period);
	const drawing = (await listGroundControls(db, { ...scope, below: null })).filter(
		(control) => control.population_kind !== "none",
	);
	const rows: EvaluationRow[] = [];
	for (const { id } of drawing) {
		for (const period_key of concludedKeys(period)) {
			const evaluation = await evaluateControl(db, { control_id: id, period_key, level: "division", reach: "all" });
			rows.push(...evaluationRows(evaluation).filter((row) => row.question.N > 0));
		}
	}
	return rows;
}

function concludedKeys({ year, first_day, cut_off }: Period): string[] {
	const inside = (one: { first_day: string; last_day: string }) =>
		one.first_day >= first_day && one.last_day <= cut_off;
	const [whole] = occurrencesOf("yearly", year).filter(inside);
	return whole
		? [whole.key]
		: occurrencesOf("tertial", year)
				.filter(inside)
				.map((one) => one.key);
}
