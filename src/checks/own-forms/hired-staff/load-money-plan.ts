import type { Db } from "../../../../db/open.ts";
import {
	listMoneyPlans,
	type MoneyControl,
	type MoneyPlan,
} from "../../../../db/queries/checks/own-forms/hired-staff.ts";
import { listFrozenKeys } from "../../../../db/queries/checks/sample-plans.ts";
import { startsOf } from "../../sample-plans/starts.ts";
import { cpUpper } from "../../../ground/sampling/bounds.ts";
import { intervalOre, type MoneyTerms, riskOf, yearPoints } from "./money-size.ts";

/** Everything about a control's plan in kronor except the calculation. `today` decides which decision holds now. */
export interface MoneyPlanData {
	control: MoneyControl;
	decided: MoneyPlan[];
	current: MoneyPlan | null;
	starts: { key: string; first_day: string }[];
}

export async function loadMoneyPlan(db: Db, control: MoneyControl, today: string): Promise<MoneyPlanData> {
	const decided = await listMoneyPlans(db, control.id);
	const day = today > `${control.year}-12-31` ? `${control.year}-12-31` : today;
	return {
		control,
		decided,
		current: decided.find((plan) => plan.valid_from <= day) ?? decided.at(-1) ?? null,
		starts: startsOf(control, await listFrozenKeys(db, control.id)),
	};
}

/** What terms give. */
export interface MoneyCalculation {
	points: number;
	interval_ore: number;
	/** For each number of wholly wrong invoices, the most that can be wrong in the year. */
	conclusions: { errors: number; upper_ore: number; supports: boolean }[];
}

export function calculateMoney(terms: MoneyTerms): MoneyCalculation {
	const points = yearPoints(terms);
	return {
		points,
		interval_ore: intervalOre(terms),
		conclusions: Array.from({ length: Math.min(points, terms.expected_errors + 3) + 1 }, (_, errors) => {
			const upper_ore = Math.ceil(terms.year_ore * cpUpper(errors, points, riskOf(terms)) - 1e-6);
			return { errors, upper_ore, supports: upper_ore < terms.tolerable_ore };
		}),
	};
}

const plain = (ore: number) => (ore % 100 === 0 ? String(ore / 100) : (ore / 100).toFixed(2).replace(".", ","));

/** The form's first values: the plan that holds now, or an example to change. */
export function moneyFormValues({ current, starts }: MoneyPlanData): Record<string, string> {
	return {
		sakerhet: String(current?.confidence_permille ?? 950),
		godtagbart: current ? plain(current.tolerable_ore) : "",
		arsbelopp: current ? plain(current.year_ore) : "",
		vantade: String(current?.expected_errors ?? 0),
		metod: current?.method ?? "interval",
		valid_from: starts[0]?.first_day ?? "",
		reason: "",
	};
}
