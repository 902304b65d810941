import { expressionBuilder } from "kysely";
import type { Db } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";

/**
 * What a report is about. A run belongs to the report in which its own period ends (first_day … cut_off), so that of the reports
 * of one kind exactly one counts it. A deviation found by a run belongs where the run does, whenever it was found; one that
 * stands free belongs by the instant it was found: from `found_from` (the first day begins in Stockholm) and before
 * `found_before` (the day after the cut-off begins).
 */
export interface ReportScope {
	board_id: string;
	year: number;
	first_day: string;
	cut_off: string;
	found_from: string;
	found_before: string;
}

/** A report as it is judged on a day. `due_before`: the earlier of that day and the cut-off; what was due before it has fallen due. */
export interface JudgedScope extends ReportScope {
	due_before: string;
}

/** The measures of the board's plan for the report's year. */
export function measuresOf(db: Db, scope: ReportScope) {
	return db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.where("measures.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year);
}

/** The risks of the board's plan for the report's year. */
export function risksOf(db: Db, scope: ReportScope) {
	return db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.where("risks.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year);
}

export function runsOf(db: Db, scope: ReportScope) {
	return db
		.selectFrom("control_runs")
		.innerJoin("controls", "controls.id", "control_runs.control_id")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.where("plans.board_id", "=", scope.board_id)
		.where("control_runs.last_day", ">=", scope.first_day)
		.where("control_runs.last_day", "<=", scope.cut_off);
}

/** The frames that the report's runs were drawn from: a population's cut-off is the last day of its runs' period. */
export function framesOf(db: Db, scope: ReportScope) {
	return db
		.selectFrom("populations as population")
		.innerJoin("controls as control", "control.id", "population.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.where("plan.board_id", "=", scope.board_id)
		.where("population.cut_off", ">=", scope.first_day)
		.where("population.cut_off", "<=", scope.cut_off);
}

/** Of a query that has `control_runs`: its day passed before the earlier of today and the cut-off. */
export function hasFallenDue(scope: JudgedScope) {
	return expressionBuilder<Schema, "control_runs">()("control_runs.due_on", "<", scope.due_before);
}

/** Of a query that has `deviations` and, joined from the left, `control_runs`. */
function belongs({ first_day, cut_off, found_from, found_before }: ReportScope) {
	const eb = expressionBuilder<Schema, "deviations" | "control_runs">();
	return eb.or([
		eb.and([eb("control_runs.last_day", ">=", first_day), eb("control_runs.last_day", "<=", cut_off)]),
		eb.and([
			eb("deviations.run_id", "is", null),
			eb("deviations.found_at", ">=", found_from),
			eb("deviations.found_at", "<", found_before),
		]),
	]);
}

/** Belongs to the report and was not taken back: what every number of deviations counts. */
export function isCounted(scope: ReportScope) {
	const eb = expressionBuilder<Schema, "deviations" | "control_runs">();
	return eb.and([belongs(scope), eb("deviations.status", "!=", "withdrawn")]);
}

/** Belongs to an earlier time, was not taken back, and was not closed when this report's time began. */
function isCarriedOver({ first_day, found_from }: ReportScope) {
	const eb = expressionBuilder<Schema, "deviations" | "control_runs">();
	return eb.and([
		eb.or([
			eb("control_runs.last_day", "<", first_day),
			eb.and([eb("deviations.run_id", "is", null), eb("deviations.found_at", "<", found_from)]),
		]),
		eb("deviations.status", "!=", "withdrawn"),
		eb.or([eb("deviations.closed_at", "is", null), eb("deviations.closed_at", ">=", found_from)]),
	]);
}

function deviationsOfBoard(db: Db, scope: ReportScope) {
	return db
		.selectFrom("deviations")
		.innerJoin("risks", "risks.id", "deviations.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.leftJoin("control_runs", "control_runs.id", "deviations.run_id")
		.where("plans.board_id", "=", scope.board_id);
}

/** The deviations that belong to the report, those taken back among them: of two reports of one kind only one has it. */
export function deviationsOf(db: Db, scope: ReportScope) {
	return deviationsOfBoard(db, scope).where(belongs(scope));
}

/**
 * The report's own deviations, and the earlier ones that were still open when the period began (1 in `carried_over`). The
 * latter are listed and never counted.
 */
export function deviationsToldOf(db: Db, scope: ReportScope) {
	return deviationsOfBoard(db, scope)
		.where((eb) => eb.or([belongs(scope), isCarriedOver(scope)]))
		.select((eb) => [
			eb.case().when(belongs(scope)).then(eb.lit(0)).else(eb.lit(1)).end().as("carried_over"),
			eb
				.case()
				.when(eb.and([belongs(scope), eb("deviations.found_at", ">=", scope.found_before)]))
				.then(eb.lit(1))
				.else(eb.lit(0))
				.end()
				.as("found_after"),
		]);
}
