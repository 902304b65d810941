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
}
