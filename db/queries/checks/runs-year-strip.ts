import type { Db } from "../../open.ts";
import type { Frequency, PlanStatus, RunResult, RunStatus } from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsBelow, unitsWithin } from "../people/units.ts";

/** One row of the year strip: a control at a unit. */
export interface StripUnit {
	control_id: string;
	control_title: string;
	frequency: Frequency;
	year: number;
	/** Of the plan: no runs are made before the nämnd has decided it. */
	plan_status: PlanStatus;
	starts_on: string;
	ended_on: string | null;
	unit_id: string;
	unit_name: string;
	valid_from: string;
	valid_to: string | null;
	unit_from: string;
	unit_to: string | null;
}

export interface StripFilter {
	reach: UnitReach;
	year: number;
	control_id?: string | undefined;
	/** Only this unit and what is below it. */
	unit_id?: string | undefined;
	page?: Page | undefined;
}

function stripUnits(db: Db, filter: StripFilter) {
	const within = unitsWithin(filter.reach);
	const below = unitsBelow(filter.reach, filter.unit_id);
	return db
		.selectFrom("control_units as taking")
		.innerJoin("controls as control", "control.id", "taking.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("org_units as unit", "unit.id", "taking.unit_id")
		.where("plan.year", "=", filter.year)
		.where("control.dropped_reason", "is", null)
		.$if(within !== undefined, (q) => q.where("taking.unit_id", "in", within!))
		.$if(below !== undefined, (q) => q.where("taking.unit_id", "in", below!))
		.$if(filter.control_id !== undefined, (q) => q.where("taking.control_id", "=", filter.control_id!));
}

export function listStripUnits(db: Db, filter: StripFilter): Promise<StripUnit[]> {
	return (
		stripUnits(db, filter)
			.select(["control.id as control_id", "control.title as control_title", "control.frequency", "plan.year"])
			.select("plan.status as plan_status")
			.select(["control.starts_on", "control.ended_on", "unit.id as unit_id", "unit.name as unit_name"])
			.select(["taking.valid_from", "taking.valid_to", "unit.valid_from as unit_from", "unit.valid_to as unit_to"])
			// the purchases first: the core of the plan's controls
			.orderBy("control.population_kind", "desc")
			.orderBy("control.title")
			.orderBy("control.id")
			.orderBy("unit.sort_name")
			.orderBy("unit.id")
			.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
			.execute()
	);
}

export async function countStripUnits(db: Db, filter: StripFilter): Promise<number> {
	const row = await stripUnits(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export interface StripRun {
	id: string;
	control_id: string;
	unit_id: string;
	period_key: string;
	last_day: string;
	due_on: string;
	status: RunStatus;
	result: RunResult | null;
	is_late: number;
}

/** The runs of the rows on one page, in time order. */
export function listStripRuns(db: Db, rows: readonly StripUnit[]): Promise<StripRun[]> {
	if (rows.length === 0) return Promise.resolve([]);
	return db
		.selectFrom("control_runs")
		.select(["id", "control_id", "unit_id", "period_key", "last_day", "due_on", "status", "result", "is_late"])
		.where("control_id", "in", [...new Set(rows.map((row) => row.control_id))])
		.where("unit_id", "in", [...new Set(rows.map((row) => row.unit_id))])
		.orderBy("last_day")
		.execute();
}

/** The years that have a plan, newest first. */
export async function listStripYears(db: Db): Promise<number[]> {
	const rows = await db.selectFrom("plans").select("year").distinct().orderBy("year", "desc").execute();
	return rows.map((row) => row.year);
}

export function listControlsOfYear(db: Db, year: number): Promise<{ id: string; title: string }[]> {
	return db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.select(["controls.id", "controls.title"])
		.where("plans.year", "=", year)
		.where("controls.dropped_reason", "is", null)
		.orderBy("controls.title")
		.execute();
}
