import type { Db } from "../../../db/open.ts";
import type { Control } from "../../../db/queries/checks/controls.ts";
import { isMoneyKind } from "../../../db/schema/vocabulary.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { evaluateMoney } from "../evaluation/evaluate-money.ts";

/**
 * Returns what the plan year shows of a control in kronor, for a reader who sees all its units; null for other controls and
 * readers.
 */
export async function moneyShown(db: Db, actor: Actor, control: Control, today: string) {
	if (!isMoneyKind(control.population_kind) || !(await mayAt(db, actor, "run.view", control.unit_id))) return null;
	const period_key = String(control.plan_year);
	const { over, verdict } = await evaluateMoney(db, { control_id: control.id, period_key, today });
	return { period_key, sentence: over.sentence, verdict };
}
