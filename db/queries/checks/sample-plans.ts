import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { SamplePlanTable } from "../../schema/checks/sample-plans.ts";
import { DRAWN_KINDS, type Frequency, FROZEN_FRAME_ITEMS, type PopulationKind } from "../../schema/vocabulary.ts";
import type { CheckQuestion } from "./controls-checklists.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A decided sample plan, with its tolerable rates by question id. */
export interface SamplePlan extends Selectable<SamplePlanTable> {
	decided_by_name: string;
	rates: Map<string, number>;
}

function plans(db: Db, controlId: string) {
	return db
		.selectFrom("sample_plans as plan")
		.innerJoin("people as person", "person.id", "plan.decided_by")
		.selectAll("plan")
		.select("person.name as decided_by_name")
		.where("plan.control_id", "=", controlId)
		.orderBy("plan.valid_from", "desc")
		.orderBy("plan.edition", "desc");
}

/** The plan that holds on a day, or undefined: then the control's own number per draw holds. */
export async function findSamplePlanOn(db: Db, controlId: string, day: string): Promise<SamplePlan | undefined> {
	const plan = await plans(db, controlId).where("plan.valid_from", "<=", day).limit(1).executeTakeFirst();
	return plan && { ...plan, rates: await ratesOf(db, plan.id) };
}

async function ratesOf(db: Db, planId: string): Promise<Map<string, number>> {
	const rows = await db.selectFrom("sample_plan_rates").selectAll().where("plan_id", "=", planId).execute();
	return new Map(rows.map((row) => [row.question_id, row.tolerable_permille]));
}

/** Every decision, newest first. */
export function listSamplePlans(
	db: Db,
	controlId: string,
): Promise<(Selectable<SamplePlanTable> & { decided_by_name: string })[]> {
	return plans(db, controlId).execute();
}

export async function nextEdition(db: Db, controlId: string, validFrom: string): Promise<number> {
	const row = await db
		.selectFrom("sample_plans")
		.select((eb) => eb.fn.max<number | null>("edition").as("last"))
		.where("control_id", "=", controlId)
		.where("valid_from", "=", validFrom)
		.executeTakeFirstOrThrow();
	return (row.last ?? 0) + 1;
}

/** The periods that are frozen for a control: no plan may come to hold for them afterwards. */
export async function listFrozenKeys(db: Db, controlId: string): Promise<string[]> {
	const rows = await db
		.selectFrom("populations")
		.select("period_key")
		.distinct()
		.where("control_id", "=", controlId)
		.execute();
	return rows.map((row) => row.period_key);
}

export interface StratumSize {
	unit_id: string;
	period_key: string;
	N: number;
	/** Randomly drawn and not replaced. */
	n: number;
}

/** N of every frozen stratum of a control, and how many were drawn from it. */
export async function listStratumSizes(
	db: Db,
	controlId: string,
	between: { from: string; to: string },
): Promise<StratumSize[]> {
	return db
		.selectFrom("control_runs as run")
		.leftJoin("sample_items as item", (join) =>
			join
				.onRef("item.run_id", "=", "run.id")
				.on("item.kind", "in", FROZEN_FRAME_ITEMS)
				.on("item.status", "=", "drawn"),
		)
		.select(["run.unit_id", "run.period_key"])
		.select((eb) => [eb.fn.max<number>("run.population_n").as("N"), eb.fn.count<number>("item.id").as("n")])
		.where("run.control_id", "=", controlId)
		.where("run.population_n", "is not", null)
		.where("run.first_day", ">=", between.from)
		.where("run.last_day", "<=", between.to)
		.groupBy(["run.id", "run.unit_id", "run.period_key"])
		.execute();
}

/** The same control in the plan of the year before. */
export function findControlOfYear(
	db: Db,
	key: string,
	boardUnitId: string,
	year: number,
): Promise<{ id: string; checklist_id: string | null } | undefined> {
	return db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.select(["controls.id", "controls.checklist_id"])
		.where("controls.key", "=", key)
		.where("boards.unit_id", "=", boardUnitId)
		.where("plans.year", "=", year)
		.executeTakeFirst();
}

export interface PlannedControl {
	id: string;
	key: string;
	title: string;
	frequency: Frequency;
	sample_size: number;
	checklist_id: string | null;
	starts_on: string;
	ended_on: string | null;
	year: number;
	unit_id: string;
	board_name: string;
	population_kind: PopulationKind;
}

function plannedControls(db: Db) {
	return db
		.selectFrom("controls as control")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.select(["control.id", "control.key", "control.title", "control.frequency", "control.sample_size"])
		.select(["control.checklist_id", "control.starts_on", "control.ended_on", "plan.year", "board.unit_id"])
		.select("board.name as board_name")
		.select("control.population_kind")
		.where("control.population_kind", "in", DRAWN_KINDS);
}

/** A control whose sizes are shares of deviations; one in kronor has a plan of its own. */
export function findPlannedControl(db: Db, id: string): Promise<PlannedControl | undefined> {
	return plannedControls(db)
		.where("control.population_kind", "=", "purchases_below_limit")
		.where("control.id", "=", id)
		.executeTakeFirst();
}

export interface PlannedControlRow extends PlannedControl {
	valid_from: string | null;
	confidence_permille: number | null;
	decided_at: string | null;
	decided_by_name: string | null;
}

/** Controls that draw samples, newest year first, with the latest decision about their sizes. */
export function listPlannedControls(db: Db, reach: UnitReach, page?: Page): Promise<PlannedControlRow[]> {
	const within = unitsWithin(reach);
	return plannedControls(db)
		.leftJoin("sample_plans as latest", (join) =>
			join.on((eb) =>
				eb(
					"latest.id",
					"=",
					eb
						.selectFrom("sample_plans as one")
						.select("one.id")
						.whereRef("one.control_id", "=", "control.id")
						.orderBy("one.valid_from", "desc")
						.orderBy("one.edition", "desc")
						.limit(1),
				),
			),
		)
		.leftJoin("money_plans as money", (join) =>
			join.on((eb) =>
				eb(
					"money.id",
					"=",
					eb
						.selectFrom("money_plans as other")
						.select("other.id")
						.whereRef("other.control_id", "=", "control.id")
						.orderBy("other.valid_from", "desc")
						.orderBy("other.edition", "desc")
						.limit(1),
				),
			),
		)
		.leftJoin("people as person", (join) =>
			join.on((eb) => eb("person.id", "=", eb.fn.coalesce("latest.decided_by", "money.decided_by"))),
		)
		.select((eb) => [
			eb.fn.coalesce("latest.valid_from", "money.valid_from").as("valid_from"),
			eb.fn.coalesce("latest.confidence_permille", "money.confidence_permille").as("confidence_permille"),
			eb.fn.coalesce("latest.decided_at", "money.decided_at").as("decided_at"),
			"person.name as decided_by_name",
		])
		.$if(within !== undefined, (q) => q.where("board.unit_id", "in", within!))
		.orderBy("plan.year", "desc")
		.orderBy("control.title")
		.orderBy("control.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countPlannedControls(db: Db, reach: UnitReach): Promise<number> {
	const within = unitsWithin(reach);
	const row = await plannedControls(db)
		.clearSelect()
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.$if(within !== undefined, (q) => q.where("board.unit_id", "in", within!))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** The questions of a checklist, in order. */
export function listChecklistQuestions(db: Db, checklistId: string): Promise<CheckQuestion[]> {
	return db
		.selectFrom("check_questions")
		.selectAll()
		.where("checklist_id", "=", checklistId)
		.orderBy("position")
		.execute();
}

/** The units that take part in a control on a day, by name. */
export function listControlUnitsOn(db: Db, controlId: string, day: string): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom("control_units as taking")
		.innerJoin("org_units as unit", "unit.id", "taking.unit_id")
		.select(["unit.id", "unit.name"])
		.where("taking.control_id", "=", controlId)
		.where("taking.valid_from", "<=", day)
		.where((eb) => eb.or([eb("taking.valid_to", "is", null), eb("taking.valid_to", ">=", day)]))
		.orderBy("unit.sort_name")
		.orderBy("unit.id")
		.execute();
}
