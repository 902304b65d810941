import type { Db } from "../../open.ts";
import { type ReportScope, runsOf } from "./periods-membership.ts";

export interface NotDone {
	control: string;
	period_key: string;
	unit: string;
	reason: string;
}

/** The runs of the period that were not performed, with their reasons, in the order of the plan. */
export function listRunsNotDone(db: Db, scope: ReportScope): Promise<NotDone[]> {
	return runsOf(db, scope)
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.where("control_runs.status", "=", "not_done")
		.select(["controls.title as control", "control_runs.period_key", "org_units.name as unit"])
		.select("control_runs.result_reason as reason")
		.orderBy("controls.key")
		.orderBy("control_runs.first_day")
		.orderBy("org_units.sort_name")
		.orderBy("control_runs.id")
		.execute();
}
