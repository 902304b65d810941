import type { PlanStatus } from "../vocabulary.ts";

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
