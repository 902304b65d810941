import { sql } from "kysely";
import type { Db } from "../../open.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

const FACTS = ["units", "people", "plan", "decided", "control", "file", "draw", "report"] as const;
export type FirstFact = (typeof FACTS)[number];

/** Which of the first things are there, at units within reach: each is asked for one row. */
export async function readFirstFacts(db: Db, reach: UnitReach): Promise<Record<FirstFact, boolean>> {
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
	const found = await Promise.all(FACTS.map(async (fact) => [fact, !!(await asked[fact].executeTakeFirst())] as const));
	return Object.fromEntries(found) as Record<FirstFact, boolean>;
}
