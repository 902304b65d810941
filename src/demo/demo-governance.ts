import { type GovernanceRow, listGovernance } from "../../db/queries/report/governance.ts";
import { listUnits } from "../../db/queries/people/units.ts";
import { MONEY } from "../../db/schema/report/governance-numbers.ts";
import type { Period } from "../../db/queries/report/periods.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { addGovernanceItem } from "../report/governance/add-governance-item.ts";
import type { NumbersOf } from "../report/governance/check-numbers.ts";
import { reportGovernance } from "../report/governance/report-governance.ts";
import { writeNumbers } from "../report/governance/write-numbers.ts";
import {
	exampleAims,
	exampleEconomy,
	PUBLISHED_YEAR,
	type PlanRow,
	publishedAims,
	publishedEconomy,
} from "./published-governance.ts";

/** The year's plan: the published one in its year, and in the years after it the same aims with an invented economy. */
export async function addDemoGovernance(controller: Context, period: Period, ownerId: string): Promise<void> {
	const published = period.year === PUBLISHED_YEAR;
	const rows = published
		? [...publishedAims(), ...publishedEconomy()]
		: [...exampleAims(), ...exampleEconomy(period.year)];
	await addPlan(controller, period, { rows, owner_id: ownerId });
}

/** The kostnadsreducering that fullmäktige asks of the nämnd. */
const REDUCTION = "named:reduction_2024";

/** Writes a plan's rows, each after what it belongs to and what it is the same as, and then all its numbers at once. Returns the ids by key. */
export async function addPlan(
	controller: Context,
	period: Period,
	{ rows, owner_id }: { rows: readonly PlanRow[]; owner_id: string | null },
): Promise<Map<string, string>> {
	const reach = { own: [], branch: [period.unit_id] };
	const units = await listUnits(controller.db, { reach, on: stockholmDate(nowOf(controller)) });
	const divisions = new Map(units.map(({ id, name }) => [name, id]));
	const sums = new Set(rows.map(({ parent }) => parent));
	const ids = new Map<string, string>();
	const add = async (one: PlanRow) => {
		const parent_id = one.parent === null ? null : ids.get(one.parent)!;
		const org_unit_id = (one.division !== null && divisions.get(one.division)) || null;
		const whole = one.item.kind === "economy" && one.parent === null && sums.has(one.key);
		const answers = ["goal", "assignment"].includes(one.item.kind) || whole || one.key === REDUCTION;
		const same_as_id = one.same_as === null ? null : ids.get(one.same_as)!;
		const item = { ...one.item, parent_id, same_as_id, org_unit_id, owner_id: answers ? owner_id : null };
		ids.set(one.key, await addGovernanceItem(controller, period.id, item));
	};
	// a row is written once what it belongs to has an id; rows of one generation keep the plan's order
	for (let left = rows; left.length > 0; left = left.filter(({ key }) => !ids.has(key)))
		for (const one of left.filter(({ parent, same_as }) =>
			[parent, same_as].every((key) => key === null || ids.has(key)),
		))
			await add(one);
	const numbers = rows.map(({ key, budget, figures }): NumbersOf => {
		const values: NumbersOf["values"] = budget === null ? {} : { budget_ore: budget };
		return { item_id: ids.get(key)!, values, figures };
	});
	await writeNumbers(controller, period.id, numbers);
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

/** What the report says: the numbers of every row that has any, and the status of what answers for a row. */
export async function reportDemoGovernance(controller: Context, period: Period): Promise<void> {
	const rows = await listGovernance(controller.db, period);
	await writeNumbers(controller, period.id, outcomesOf(rows, period));
	const answered = (await listGovernance(controller.db, period)).filter(({ owner_id }) => owner_id !== null);
	for (const [n, row] of answered.entries()) {
		const status = statusOf(n);
		const reported_back_on = row.report_back_to !== "" && status === "fulfilled" ? period.cut_off : null;
		const said = { status, comment: COMMENTS[status], outcome_ore: null, reported_back_on };
		await reportGovernance(controller, period.id, row.id, { ...said, version: row.reported?.version ?? 0 });
	}
}

/** A tenth of a million, so that what is shown with one decimal adds up as it is shown. */
const TENTH = 10_000_000;
/** The tables that have an outcome; what the plan only names has none, but for the reduction that somebody answers for. */
const FOLLOWED = ["Intäkter", "Kostnader", "Resultat", "Nämnd och områden", "Investeringar", "Fastighetsinvesteringar"];
/** Percent of the year's amount that has been used at the cut-off, and of what is expected of the whole. */
const USED = { interim: 59, whole: 101 };

function outcomesOf(rows: readonly GovernanceRow[], period: Period): NumbersOf[] {
	const whole = period.cut_off >= `${period.year}-12-31`;
	const share = (row: GovernanceRow, percent: number): number | null => {
		const parts = rows.filter((part) => part.parent_id === row.id);
		if (parts.length > 0) return parts.reduce((sum, part) => sum + (share(part, percent) ?? 0), 0);
		return row.budget_ore === null ? null : Math.round((row.budget_ore * percent) / 100 / TENTH) * TENTH;
	};
	return rows.flatMap((row, n): NumbersOf[] => {
		const item_id = row.id;
		if (row.kind === "indicator" && row.target !== null)
			return [{ item_id, values: { outcome_ore: reachedBy(row, { n, whole }) } }];
		const followed = FOLLOWED.includes(row.chapter) || (row.owner_id !== null && row.parent_id === null);
		if (row.kind !== "economy" || row.unit !== MONEY || row.budget_ore === null || !followed) return [];
		const outcome_ore = share(row, whole ? USED.whole : USED.interim);
		return [{ item_id, values: whole ? { outcome_ore } : { outcome_ore, forecast_ore: share(row, USED.whole + 1) } }];
	});
}

/** Somewhat below the target at the cut-off of the summer, mostly above it at the end of the year. */
function reachedBy({ target, unit }: GovernanceRow, { n, whole }: { n: number; whole: boolean }): number {
	const step = unit === "delar" || unit === "uppföljningar" ? 100 : 150;
	if (!whole) return Math.max(0, target! - step);
	return n % 4 === 3 && step === 150 ? target! - 50 : target! + (step === 150 ? 100 : 0);
}
