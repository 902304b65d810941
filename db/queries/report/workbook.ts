import type { Db } from "../../open.ts";
import {
	type DeviationStatus,
	type Frequency,
	type ItemKind,
	type MeasureStatus,
	type RunResult,
	type RunStatus,
	type Severity,
	PERFORMED_RUNS,
} from "../../schema/vocabulary.ts";
import { countWhere } from "../ground/tables.ts";
import { overdueBefore } from "../register/measures.ts";
import {
	deviationsOf,
	deviationsToldOf,
	hasFallenDue,
	type JudgedScope,
	measuresOf,
	type ReportScope,
	runsOf,
} from "./periods-membership.ts";

export interface ControlMonth {
	control_id: string;
	key: string;
	title: string;
	frequency: Frequency;
	risk_number: number;
	/** The month in which the run's own period ends, YYYY-MM. */
	month: string;
	planned: number;
	/** Of the planned: their day passed before the earlier of today and the cut-off. */
	due: number;
	performed: number;
	/** Of the performed: signed after the cut-off. */
	performed_after: number;
	late: number;
	not_done: number;
	approved: number;
	no_deviation: number;
	nothing_to_judge: number;
	minor: number;
	major: number;
	critical: number;
	population_n: number;
	population_sum_ore: number;
}

/** Planned and performed runs per control and month, in the order of the plan. A signed or approved run is performed. */
export function listControlMonths(db: Db, scope: JudgedScope): Promise<ControlMonth[]> {
	return runsOf(db, scope)
		.innerJoin("risks", "risks.id", "controls.risk_id")
		.select((eb) => {
			const month = eb.fn<string>("substr", ["control_runs.last_day", eb.lit(1), eb.lit(7)]);
			const status = (values: readonly RunStatus[]) => countWhere(eb("control_runs.status", "in", values));
			const result = (value: RunResult) => countWhere(eb("control_runs.result", "=", value));
			return [
				"controls.id as control_id",
				"controls.key",
				"controls.title",
				"controls.frequency",
				"risks.number as risk_number",
				month.as("month"),
				eb.fn.countAll<number>().as("planned"),
				countWhere(hasFallenDue(scope)).as("due"),
				status(PERFORMED_RUNS).as("performed"),
				countWhere(
					eb.and([
						eb("control_runs.status", "in", PERFORMED_RUNS),
						eb("control_runs.signed_at", ">=", scope.found_before),
					]),
				).as("performed_after"),
				eb.fn.sum<number>("control_runs.is_late").as("late"),
				status(["not_done"]).as("not_done"),
				status(["approved"]).as("approved"),
				result("no_deviation").as("no_deviation"),
				result("nothing_to_judge").as("nothing_to_judge"),
				result("minor").as("minor"),
				result("major").as("major"),
				result("critical").as("critical"),
				eb.fn.coalesce(eb.fn.sum<number>("control_runs.population_n"), eb.lit(0)).as("population_n"),
				eb.fn.coalesce(eb.fn.sum<number>("control_runs.population_sum_ore"), eb.lit(0)).as("population_sum_ore"),
			];
		})
		.groupBy((eb) => [
			"controls.id",
			"controls.key",
			"controls.title",
			"controls.frequency",
			"risks.number",
			eb.fn<string>("substr", ["control_runs.last_day", eb.lit(1), eb.lit(7)]),
		])
		.orderBy("risks.number")
		.orderBy("controls.key")
		.orderBy("month")
		.orderBy("controls.id")
		.execute();
}

export interface DeviationCount {
	severity: Severity;
	status: DeviationStatus;
	/** 1 for those found after the cut-off, by a run that belongs. */
	after: number;
	n: number;
}

export function countDeviationsBySeverity(db: Db, scope: ReportScope): Promise<DeviationCount[]> {
	return deviationsOf(db, scope)
		.select((eb) => [
			"deviations.severity",
			"deviations.status",
			eb.case().when("deviations.found_at", ">=", scope.found_before).then(eb.lit(1)).else(eb.lit(0)).end().as("after"),
			eb.fn.countAll<number>().as("n"),
		])
		.groupBy(["deviations.severity", "deviations.status", "after"])
		.execute();
}

/** From before the period and still open when it began: told of beside those that belong. */
export async function countCarriedOver(db: Db, scope: ReportScope): Promise<number> {
	const row = await db
		.selectFrom(deviationsToldOf(db, scope).as("told"))
		.where("told.carried_over", "=", 1)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export interface MeasureCount {
	status: MeasureStatus;
	n: number;
}

/** The measures of the board's plan for the report's year. */
export function countMeasuresByStatus(db: Db, scope: ReportScope): Promise<MeasureCount[]> {
	return measuresOf(db, scope)
		.select((eb) => ["measures.status", eb.fn.countAll<number>().as("n")])
		.groupBy("measures.status")
		.execute();
}

/** Measures of the plan whose day passed before the earlier of today and the cut-off, and that are not finished. */
export async function countOverdueMeasures(db: Db, scope: JudgedScope): Promise<number> {
	const row = await db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.where(overdueBefore(scope.due_before))
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export interface ItemCount {
	kind: ItemKind;
	n: number;
}

/** Drawn items that count (replaced ones do not); random and targeted are kept apart. */
export function countItemsByKind(db: Db, scope: ReportScope): Promise<ItemCount[]> {
	return runsOf(db, scope)
		.innerJoin("sample_items", "sample_items.run_id", "control_runs.id")
		.where("sample_items.status", "=", "drawn")
		.select((eb) => ["sample_items.kind", eb.fn.countAll<number>().as("n")])
		.groupBy("sample_items.kind")
		.execute();
}

/** Runs with a drawn line whose file says neither who ordered nor who approved: segregation of duties could not be tried. */
export async function countUntriedRuns(db: Db, scope: ReportScope): Promise<number> {
	const row = await runsOf(db, scope)
		.innerJoin("sample_items", "sample_items.run_id", "control_runs.id")
		.innerJoin("ledger_rows", "ledger_rows.id", "sample_items.line_id")
		.where("ledger_rows.requisitioner", "=", "")
		.where("ledger_rows.approver", "=", "")
		.select((eb) => eb.fn.count<number>("control_runs.id").distinct().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export async function countRisks(db: Db, scope: ReportScope): Promise<number> {
	const row = await db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.where("risks.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findPlanOf(db: Db, scope: ReportScope) {
	return db
		.selectFrom("plans")
		.selectAll()
		.where("board_id", "=", scope.board_id)
		.where("year", "=", scope.year)
		.executeTakeFirst();
}

export interface RunRef {
	id: string;
	control_id: string;
	/** The month in which the run's own period ends, YYYY-MM. */
	month: string;
	control: string;
	unit: string;
	period_key: string;
}

/** The runs of the period in the order of the sheet: control, period, unit. */
export function listReportRuns(db: Db, scope: ReportScope): Promise<RunRef[]> {
	return runsOf(db, scope)
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["control_runs.id", "controls.title as control", "org_units.name as unit", "control_runs.period_key"])
		.select((eb) => [
			"control_runs.control_id",
			eb.fn<string>("substr", ["control_runs.last_day", eb.lit(1), eb.lit(7)]).as("month"),
		])
		.orderBy("controls.key")
		.orderBy("control_runs.first_day")
		.orderBy("control_runs.period_key")
		.orderBy("org_units.sort_name")
		.orderBy("control_runs.id")
		.execute();
}

/** Whether the report has runs that are counted in kronor. */
export async function hasMoneyRuns(db: Db, scope: ReportScope): Promise<boolean> {
	const one = await runsOf(db, scope)
		.where("controls.population_kind", "=", "hired_staff_invoices")
		.select("control_runs.id")
		.limit(1)
		.executeTakeFirst();
	return one !== undefined;
}
