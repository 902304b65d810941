import type { Period } from "../../db/queries/report/periods.ts";
import governance from "../../db/seeds/styrning-2024.json" with { type: "json" };
import { addGovernanceItem } from "../report/governance/add-governance-item.ts";
import { reportGovernance } from "../report/governance/report-governance.ts";
import type { Context } from "../ground/write/context.ts";

const ORE_PER_MNKR = 100_000_000;

/** The published goals, assignments and budget as the year's governance. Returns the ids by kind, in order. */
export async function addDemoGovernance(controller: Context, period: Period, ownerId: string): Promise<string[]> {
	const ids: string[] = [];
	const add = async (
		kind: "goal" | "assignment" | "economy",
		number: string,
		title: string,
		details: string,
		budget?: number,
	) => {
		const budget_ore = budget === undefined ? null : Math.round(budget * ORE_PER_MNKR);
		ids.push(
			await addGovernanceItem(controller, period.id, { kind, number, title, details, owner_id: ownerId, budget_ore }),
		);
	};
	for (const goal of governance.goals) await add("goal", String(goal.no), goal.title, goal.indicators.join("\n"));
	for (const one of governance.assignments) await add("assignment", String(one.no), one.title, "");
	const { income, costs, net } = governance.budget_mnkr;
	for (const [title, [budget]] of Object.entries({ ...income, ...costs, ...net }))
		await add("economy", "", title, "", budget);
	return ids;
}

const COMMENTS = {
	fulfilled: "Uppfyllt enligt indikatorerna vid brytdatum.",
	on_the_way: "Arbetet följer planen och fortsätter under hösten.",
	not_fulfilled: "Målet nås inte under året. Orsaken är bemanningen.",
};

/** Most is on its way, and one in nine is not reached. */
function statusOf(n: number): keyof typeof COMMENTS {
	if (n % 9 === 4) return "not_fulfilled";
	return n % 3 === 0 ? "fulfilled" : "on_the_way";
}

/** What the report says about each. */
export async function reportDemoGovernance(controller: Context, period: Period, ids: readonly string[]): Promise<void> {
	for (const [n, id] of ids.entries()) {
		const status = statusOf(n);
		await reportGovernance(controller, period.id, id, { status, comment: COMMENTS[status], outcome: null, version: 0 });
	}
}
