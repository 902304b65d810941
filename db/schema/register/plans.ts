import { LOCKED_PLANS, PLAN_STATUSES, type PlanStatus, UNDECIDED_PLANS } from "../vocabulary.ts";

export function isUndecided(status: PlanStatus): boolean {
	return UNDECIDED_PLANS.includes(status);
}

export function isLockedPlan(status: PlanStatus): boolean {
	return LOCKED_PLANS.includes(status);
}

export interface PlanTable {
	id: string;
	board_id: string;
	year: number;
	status: PlanStatus;
	/** JSON `Scale`, pinned to the plan year. */
	scale: string;
	decided_on: string | null;
	decision_paragraph: string | null;
	registry_no: string | null;
	carried_from: string | null;
	version: number;
}

export interface AreaTable {
	id: string;
	plan_id: string;
	name: string;
	position: number;
	/** Why it was taken out of the draft; null for what stands. Nothing is deleted. */
	dropped_reason: string | null;
}

/** What the board decided: 0 is the decision on the plan, 1 and on its ändringsbeslut. Only ever added to. */
export interface PlanDecisionTable {
	id: string;
	plan_id: string;
	number: number;
	decided_on: string;
	decision_paragraph: string;
	registry_no: string;
	/** 1 for a plan that was decided before it came into Tillräcklig, without what the gate asks for. */
	outside: 0 | 1;
	recorded_by: string;
	recorded_at: string;
}

/** The plan as the decision took it, as canonical JSON with its digest. */
export interface PlanVersionTable {
	id: string;
	decision_id: string;
	content: string;
	digest: string;
}

/** Where a plan is in its year. */
export interface PlanStage {
	key: PlanStatus | "decided" | "over";
	label: string;
}

/**
 * What a plan is on a day: utkast → beredning → beslutad → gällande (ändringsbeslut n) → avslutad. A plan that is decided before its
 * year is not yet in force, and one whose year is over is in force no longer although nobody has closed it.
 */
export function planStage(
	{ status, year, amendments }: { status: PlanStatus; year: number; amendments: number },
	today: string,
): PlanStage {
	if (status !== "in_force") return { key: status, label: PLAN_STATUSES[status] };
	const amended = amendments > 0 ? `, ändringsbeslut ${amendments}` : "";
	if (today < `${year}-01-01`) return { key: "decided", label: `Beslutad, gäller från 1 januari ${year}${amended}` };
	if (today > `${year}-12-31`)
		return { key: "over", label: `Gällde till 31 december ${year}${amended}, inte avslutad` };
	return { key: "in_force", label: `${PLAN_STATUSES.in_force}${amended}` };
}
