import { sql } from "kysely";
import type { Db } from "../../open.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export type FirstFact = "units" | "people" | "plan" | "decided" | "control" | "file" | "draw" | "report";

/** Whether one of the first things is there, at a unit within reach: it is asked for one row. */
export async function isThere(db: Db, reach: UnitReach, fact: FirstFact): Promise<boolean> {
	const within = unitsWithin(reach) ?? sql`(select id from org_units)`;
	const boards = db.selectFrom("boards").select("boards.id").where("boards.unit_id", "in", within);
	const plans = db.selectFrom("plans").where("plans.board_id", "in", boards);
	const controls = db
		.selectFrom("controls")
		.select("controls.id")
		.where("controls.plan_id", "in", plans.select("plans.id"));
	const populations = db.selectFrom("populations").where("populations.control_id", "in", controls);
	const asked: Record<FirstFact, { executeTakeFirst(): Promise<unknown> }> = {
		units: db
			.selectFrom("org_units")
			.select("id")
			.where("id", "in", within)
			.where("parent_id", "is not", null)
			.limit(1),
		people: db.selectFrom("roles").select("id").where("role", "=", "manager").where("unit_id", "in", within).limit(1),
		plan: plans.select("plans.id").limit(1),
		decided: plans.select("plans.id").where("plans.decided_on", "is not", null).limit(1),
		control: db.selectFrom("control_units").select("id").where("control_id", "in", controls).limit(1),
		file: populations.select("populations.id").limit(1),
		draw: db
			.selectFrom("control_runs")
			.select("id")
			.where("control_id", "in", controls)
			.where("status", "!=", "planned")
			.limit(1),
		report: db.selectFrom("reporting_periods").select("id").where("board_id", "in", boards).limit(1),
	};
	return (await asked[fact].executeTakeFirst()) !== undefined;
}
