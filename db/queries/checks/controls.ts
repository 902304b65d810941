import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { ControlTable } from "../../schema/checks/controls.ts";
import { OPEN_RUNS, type PlanStatus } from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A control with its risk, plan and people; `unit_id` is the förvaltning whose plan it belongs to. */
export interface Control extends Selectable<ControlTable> {
	risk_number: number;
	risk_title: string;
	measure_title: string | null;
	plan_year: number;
	plan_status: PlanStatus;
	unit_id: string;
	checklist_title: string | null;
	checklist_edition: number | null;
	owner_name: string | null;
}

function controls(db: Db) {
	return db
		.selectFrom("controls as control")
		.innerJoin("risks as risk", "risk.id", "control.risk_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.leftJoin("measures as measure", "measure.id", "control.measure_id")
		.leftJoin("checklists as checklist", "checklist.id", "control.checklist_id")
		.leftJoin("people as owner", "owner.id", "control.owner_id")
		.selectAll("control")
		.select(["risk.number as risk_number", "risk.title as risk_title", "measure.title as measure_title"])
		.select(["plan.year as plan_year", "plan.status as plan_status", "board.unit_id"])
		.select(["checklist.title as checklist_title", "checklist.edition as checklist_edition"])
		.select("owner.name as owner_name");
}

export function findControl(db: Db, id: string): Promise<Control | undefined> {
	return controls(db).where("control.id", "=", id).executeTakeFirst();
}

/** Controls that would follow a new edition of a checklist: those of plans that are not closed. */
export function listControlsUsing(db: Db, checklistId: string): Promise<Control[]> {
	return controls(db)
		.where("control.checklist_id", "=", checklistId)
		.where("plan.status", "!=", "closed")
		.where("control.dropped_reason", "is", null)
		.orderBy("plan.year")
		.orderBy("control.title")
		.execute();
}

/** The controls of the plans in force, with how many units and what waits there, as far as the reader's units go. */
export interface ControlRow extends Control {
	units: number;
	/** Runs that wait for their performer and are past their due date. */
	late: number;
}

export interface ControlFilter {
	reach: UnitReach;
	/** Today in Stockholm: what is late and which units take part. */
	today: string;
	page?: Page | undefined;
}

export async function listControls(db: Db, filter: ControlFilter): Promise<ControlRow[]> {
	const within = unitsWithin(filter.reach);
	const rows = await controls(db)
		.select((eb) => [
			eb
				.selectFrom("control_units as taking")
				.select((e) => e.fn.countAll<number>().as("n"))
				.whereRef("taking.control_id", "=", "control.id")
				.where((e) => e.or([e("taking.valid_to", "is", null), e("taking.valid_to", ">=", filter.today)]))
				.$if(within !== undefined, (q) => q.where("taking.unit_id", "in", within!))
				.as("units"),
			eb
				.selectFrom("control_runs as run")
				.select((e) => e.fn.countAll<number>().as("n"))
				.whereRef("run.control_id", "=", "control.id")
				.where("run.status", "in", OPEN_RUNS)
				.where("run.due_on", "<", filter.today)
				.$if(within !== undefined, (q) => q.where("run.unit_id", "in", within!))
				.as("late"),
		])
		.where("plan.status", "=", "in_force")
		.where("control.dropped_reason", "is", null)
		.orderBy("risk.number")
		.orderBy("control.title")
		.orderBy("control.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
	return rows.map((row) => ({ ...row, units: row.units ?? 0, late: row.late ?? 0 }));
}

export async function countControls(db: Db): Promise<number> {
	const row = await db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("plans.status", "=", "in_force")
		.where("controls.dropped_reason", "is", null)
		.executeTakeFirstOrThrow();
	return row.n;
}

/** True when any plan has a control of this key: the key is part of the draws' names. */
export async function isKeyTaken(db: Db, key: string): Promise<boolean> {
	return (
		(await db.selectFrom("controls").select("id").where("key", "=", key).limit(1).executeTakeFirst()) !== undefined
	);
}
