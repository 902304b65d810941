import type { Db } from "../../open.ts";
import {
	type EffectTested,
	type MeasureStatus,
	type Requirement,
	type RunResult,
	type RunStatus,
	type Severity,
	type Treatment,
	PERFORMED_RUNS,
} from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";
import { unitsWithin } from "../people/units.ts";
import { overdueBefore } from "../register/measures.ts";
import { hasFallenDue, type JudgedScope, measuresOf, type ReportScope, risksOf, runsOf } from "./periods-membership.ts";

/** Which of a report's rows a ground counts. */
export interface GroundFilter {
	requirement?: Requirement | undefined;
	control_id?: string | undefined;
	/** This unit and those below it. */
	unit_id?: string | undefined;
	severity?: Severity | undefined;
	/** The whole periods that lie inside these days: those of a tertial or a year that a conclusion pools. */
	within?: { key: string; first_day: string; last_day: string } | undefined;
	/** The words of a checklist's question; when left out, any of them. */
	question?: string | undefined;
	page?: Page | undefined;
}

/** The column is a JSON array of single letters, so the quoted letter is found by its text alone. */
export const naming = (requirement: Requirement) => `%"${requirement}"%`;
export const branchOf = (unit_id: string) => unitsWithin({ own: [], branch: [unit_id] })!;

export interface GroundRunRow {
	id: string;
	control: string;
	risk_number: number;
	unit: string;
	period_key: string;
	due_on: string;
	status: RunStatus;
	result: RunResult | null;
	signed_at: string | null;
	/** 1: its day passed before the earlier of today and the cut-off. */
	due: number;
	/** 1: performed after the cut-off. */
	after: number;
}

export function groundRuns(db: Db, scope: ReportScope, filter: GroundFilter) {
	return runsOf(db, scope)
		.innerJoin("risks", "risks.id", "controls.risk_id")
		.$if(filter.requirement !== undefined, (q) => q.where("risks.requirements", "like", naming(filter.requirement!)))
		.$if(filter.control_id !== undefined, (q) => q.where("control_runs.control_id", "=", filter.control_id!))
		.$if(filter.unit_id !== undefined, (q) => q.where("control_runs.unit_id", "in", branchOf(filter.unit_id!)))
		.$if(filter.within !== undefined, (q) =>
			q
				.where("control_runs.first_day", ">=", filter.within!.first_day)
				.where("control_runs.last_day", "<=", filter.within!.last_day),
		);
}

export function listGroundRuns(db: Db, scope: JudgedScope, filter: GroundFilter): Promise<GroundRunRow[]> {
	return groundRuns(db, scope, filter)
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["control_runs.id", "controls.title as control", "risks.number as risk_number", "org_units.name as unit"])
		.select(["control_runs.period_key", "control_runs.due_on", "control_runs.status", "control_runs.result"])
		.select((eb) => [
			"control_runs.signed_at",
			eb.case().when(hasFallenDue(scope)).then(eb.lit(1)).else(eb.lit(0)).end().as("due"),
			eb
				.case()
				.when(
					eb.and([
						eb("control_runs.status", "in", PERFORMED_RUNS),
						eb("control_runs.signed_at", ">=", scope.found_before),
					]),
				)
				.then(eb.lit(1))
				.else(eb.lit(0))
				.end()
				.as("after"),
		])
		.orderBy("risks.number")
		.orderBy("controls.key")
		.orderBy("control_runs.last_day")
		.orderBy("org_units.sort_name")
		.orderBy("control_runs.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countGroundRunRows(db: Db, scope: ReportScope, filter: GroundFilter): Promise<number> {
	const query = groundRuns(db, scope, filter).select((eb) => eb.fn.countAll<number>().as("n"));
	return (await query.executeTakeFirstOrThrow()).n;
}

export interface GroundMeasureRow {
	id: string;
	title: string;
	risk_number: number;
	owner: string | null;
	due_on: string | null;
	status: MeasureStatus;
	effect_tested: EffectTested;
	overdue: number;
}

/** The plan's measures: few enough for one page. */
export function listGroundMeasures(db: Db, scope: JudgedScope, filter: GroundFilter): Promise<GroundMeasureRow[]> {
	return measuresOf(db, scope)
		.leftJoin("people as owner", "owner.id", "measures.owner_id")
		.$if(filter.requirement !== undefined, (q) => q.where("risks.requirements", "like", naming(filter.requirement!)))
		.select(["measures.id", "measures.title", "risks.number as risk_number", "owner.name as owner"])
		.select(["measures.due_on", "measures.status", "measures.effect_tested"])
		.select((eb) => eb.case().when(overdueBefore(scope.due_before)).then(eb.lit(1)).else(eb.lit(0)).end().as("overdue"))
		.orderBy("risks.number")
		.orderBy("measures.position")
		.execute();
}

export interface GroundRiskRow {
	id: string;
	number: number;
	title: string;
	area: string;
	likelihood: number | null;
	impact: number | null;
	treatment: Treatment | null;
}

export function listGroundRisks(db: Db, scope: ReportScope, filter: GroundFilter): Promise<GroundRiskRow[]> {
	return risksOf(db, scope)
		.innerJoin("areas", "areas.id", "risks.area_id")
		.$if(filter.requirement !== undefined, (q) => q.where("risks.requirements", "like", naming(filter.requirement!)))
		.select(["risks.id", "risks.number", "risks.title", "areas.name as area", "risks.treatment"])
		.select(["risks.residual_likelihood as likelihood", "risks.residual_impact as impact"])
		.orderBy("risks.number")
		.execute();
}
