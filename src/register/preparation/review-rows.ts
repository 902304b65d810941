import type { Db } from "../../../db/open.ts";
import { type CarriedRow, listCarriedRows } from "../../../db/queries/register/preparation.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { isUnreviewed } from "../../../db/schema/register/preparation.ts";
import { paths } from "../../paths/paths.ts";
import type { Outcome } from "../comparison/columns.ts";
import { readComparison } from "../comparison/read-comparison.ts";
import type { ReviewRow, ReviewState } from "./columns.ts";

/**
 * The rows of a draft that came from the year before, each with what somebody has said of it and what it is beside that year. A
 * draft that was carried from no plan has none.
 */
export async function listReviewRows(db: Db, plan: Plan): Promise<ReviewRow[]> {
	const carried = await listCarriedRows(db, plan.id);
	if (carried.length === 0) return [];
	const { rows } = await readComparison(db, plan, {});
	const outcomes = new Map<string, Outcome>(rows.map(({ id, what }) => [id, what]));
	return carried.map((row) => {
		const outcome = row.dropped_reason === null ? (outcomes.get(row.id) ?? "added") : "dropped";
		return { ...row, outcome, state: stateOf(row, outcome), href: hrefOf(row) };
	});
}

/** What stops the plan from being handed over. */
export function isWaiting({ state }: Pick<ReviewRow, "state">): boolean {
	return state !== "decided";
}

function stateOf(row: CarriedRow, outcome: Outcome): ReviewState {
	if (isUnreviewed(row)) return "undecided";
	return row.choice === "change" && outcome === "kept" ? "unchanged" : "decided";
}

function hrefOf({ kind, id }: CarriedRow): string {
	return { risk: paths.risk(id), measure: paths.measure(id), control: paths.control(id) }[kind];
}
