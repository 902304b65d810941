import type { Db } from "../../../db/open.ts";
import { type GroundControl, listGroundControls } from "../../../db/queries/report/assessments-grounds.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { isDrawnKind, isMoneyKind } from "../../../db/schema/vocabulary.ts";
import { occurrencesOf } from "../../ground/calendar/occurrence.ts";
import type { Evaluated } from "../../checks/evaluation/columns.ts";
import type { EvaluationLevel } from "../../checks/evaluation/levels.ts";
import { readEvaluation } from "../../checks/evaluation/evaluate-control.ts";
import { evaluateMoney } from "../../checks/evaluation/evaluate-money.ts";
import { scopeOf } from "../periods/scope.ts";

/** What the samples of one control show for one tertial or year. */
export type Conclusion = Evaluated & { control: GroundControl };

type Asked = { level: EvaluationLevel; unit_id?: string | undefined; today: string };

/**
 * What the period's samples show, per control and question: population, examined, deviating, and the highest share with its
 * confidence. Concluded for the whole year when the report covers it, otherwise for the tertials that lie wholly inside it.
 */
export async function readConclusions(db: Db, period: Period, of: Asked): Promise<Conclusion[]> {
	const drawing = (await listGroundControls(db, scopeOf(period))).filter(
		// A control in kronor is evaluated for its whole frame only.
		(control) => isDrawnKind(control.population_kind) && !(of.unit_id && isMoneyKind(control.population_kind)),
	);
	const conclusions: Conclusion[] = [];
	for (const control of drawing) {
		for (const period_key of concludedKeys(period)) {
			if (isMoneyKind(control.population_kind)) {
				const money = await evaluateMoney(db, { control_id: control.id, period_key, today: of.today });
				conclusions.push({ control, evaluation: null, money });
				continue;
			}
			const asked = { control_id: control.id, period_key, reach: "all" as const, ...of };
			conclusions.push({ control, evaluation: await readEvaluation(db, asked), money: null });
		}
	}
	return conclusions;
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
