import type { Db } from "../../open.ts";
import {
	type DeviationStatus,
	type EffectTested,
	type MeasureStatus,
	type PopulationKind,
	type RunResult,
	type RunStatus,
	type Severity,
	OPEN_DEVIATIONS,
	SEVERE,
} from "../../schema/vocabulary.ts";
import { unitsWithin } from "../people/units.ts";
import { overdueBefore } from "../register/measures.ts";
import {
	deviationsOf,
	hasFallenDue,
	type JudgedScope,
	measuresOf,
	type ReportScope,
	risksOf,
	runsOf,
} from "./periods-membership.ts";

/** Which units an assessment is about: those below one, or (null) the whole board's. */
export interface GroundScope extends ReportScope {
	below: string | null;
}

const branch = (below: string) => unitsWithin({ own: [], branch: [below] })!;

export interface GroundControl {
	id: string;
	title: string;
	population_kind: PopulationKind;
	/** JSON array of krav, from its risk. */
	requirements: string;
}

export function listGroundControls(db: Db, scope: ReportScope): Promise<GroundControl[]> {
	return db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.innerJoin("risks", "risks.id", "controls.risk_id")
		.select(["controls.id", "controls.title", "controls.population_kind", "risks.requirements"])
		.where("controls.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.orderBy("risks.number")
		.orderBy("controls.key")
		.execute();
}

export interface GroundRuns {
	control_id: string;
	status: RunStatus;
	result: RunResult | null;
	/** 1 when its day passed before the earlier of today and the cut-off. */
	due: number;
	n: number;
}

/** Runs of the period per control, status and result. */
export function countGroundRuns(db: Db, scope: GroundScope & JudgedScope): Promise<GroundRuns[]> {
	return runsOf(db, scope)
		.$if(scope.below !== null, (q) => q.where("control_runs.unit_id", "in", branch(scope.below!)))
		.select((eb) => [
			"control_runs.control_id",
			"control_runs.status",
			"control_runs.result",
			eb.case().when(hasFallenDue(scope)).then(eb.lit(1)).else(eb.lit(0)).end().as("due"),
			eb.fn.countAll<number>().as("n"),
		])
		.groupBy(["control_runs.control_id", "control_runs.status", "control_runs.result", "due"])
		.execute();
}

export interface GroundDeviations {
	requirements: string;
	severity: Severity;
	status: DeviationStatus;
	n: number;
}

export function countGroundDeviations(db: Db, scope: GroundScope): Promise<GroundDeviations[]> {
	return deviationsOf(db, scope)
		.$if(scope.below !== null, (q) => q.where("deviations.unit_id", "in", branch(scope.below!)))
		.where("deviations.status", "!=", "withdrawn")
		.select((eb) => [
			"risks.requirements",
			"deviations.severity",
			"deviations.status",
			eb.fn.countAll<number>().as("n"),
		])
		.groupBy(["risks.requirements", "deviations.severity", "deviations.status"])
		.execute();
}

export interface GroundDeviation {
	id: string;
	number: number;
	title: string;
	severity: Severity;
	status: DeviationStatus;
	unit: string;
	run_id: string | null;
	item_id: string | null;
	requirements: string;
}

/** The större and väsentliga deviations that are not closed, the worst first. */
export function listSevereDeviations(db: Db, scope: GroundScope, limit: number): Promise<GroundDeviation[]> {
	return (
		deviationsOf(db, scope)
			.innerJoin("org_units", "org_units.id", "deviations.unit_id")
			.$if(scope.below !== null, (q) => q.where("deviations.unit_id", "in", branch(scope.below!)))
			.where("deviations.status", "in", OPEN_DEVIATIONS)
			.where("deviations.severity", "in", SEVERE)
			.select(["deviations.id", "deviations.number", "deviations.title", "deviations.severity", "deviations.status"])
			.select(["org_units.name as unit", "deviations.run_id", "deviations.item_id", "risks.requirements"])
			.orderBy("deviations.severity")
			// what nobody has handled stands before what waits for its effect
			.orderBy("deviations.status", "desc")
			.orderBy("deviations.number")
			.limit(limit)
			.execute()
	);
}

export interface GroundMeasures {
	requirements: string;
	status: MeasureStatus;
	effect_tested: EffectTested;
	overdue: number;
	n: number;
}

/** Measures of the plan by krav and state; `overdue` is 1 for those that are late. */
export function countGroundMeasures(db: Db, scope: JudgedScope): Promise<GroundMeasures[]> {
	return measuresOf(db, scope)
		.select((eb) => [
			"risks.requirements",
			"measures.status",
			"measures.effect_tested",
			eb.case().when(overdueBefore(scope.due_before)).then(eb.lit(1)).else(eb.lit(0)).end().as("overdue"),
			eb.fn.countAll<number>().as("n"),
		])
		.groupBy(["risks.requirements", "measures.status", "measures.effect_tested", "overdue"])
		.execute();
}

/** Risks by krav and residual score. */
export function countGroundRisks(
	db: Db,
	scope: GroundScope,
): Promise<
	{ requirements: string; likelihood: number | null; impact: number | null; treatment: string | null; n: number }[]
> {
	return risksOf(db, scope)
		.select((eb) => [
			"risks.requirements",
			"risks.residual_likelihood as likelihood",
			"risks.residual_impact as impact",
			"risks.treatment",
			eb.fn.countAll<number>().as("n"),
		])
		.groupBy(["risks.requirements", "risks.residual_likelihood", "risks.residual_impact", "risks.treatment"])
		.execute();
}
