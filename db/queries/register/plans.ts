import type { ExpressionBuilder } from "kysely";
import type { Db } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";
import { type Assessed, assessed, scaleOf } from "../../schema/register/risks-scale.ts";
import type { MeasureKind, MeasureStatus, PlanStatus, RiskScope, Scale } from "../../schema/vocabulary.ts";
import { grouped, type Page } from "../ground/tables.ts";

/** A plan with its board; `unit_id` is the förvaltning it belongs to, where rights over it are decided. */
export interface Plan {
	id: string;
	board_id: string;
	board_name: string;
	unit_id: string;
	year: number;
	status: PlanStatus;
	scale: Scale;
	decided_on: string | null;
	decision_paragraph: string | null;
	registry_no: string | null;
	carried_from: string | null;
	/** The number of its latest ändringsbeslut; 0 when there is none. */
	amendments: number;
	version: number;
}

function plans(db: Db) {
	return db
		.selectFrom("plans")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.select(["plans.id", "plans.board_id", "boards.name as board_name", "boards.unit_id", "plans.year", "plans.status"])
		.select(["plans.scale", "plans.decided_on", "plans.decision_paragraph", "plans.registry_no"])
		.select(["plans.carried_from", "plans.version"])
		.select(amendmentsOf);
}

/** How many ändringsbeslut there are of the plan of the row. */
function amendmentsOf(eb: ExpressionBuilder<Schema, "plans">) {
	return eb
		.selectFrom("plan_decisions")
		.whereRef("plan_decisions.plan_id", "=", "plans.id")
		.where("plan_decisions.number", ">", 0)
		.select((e) => e.fn.countAll<number>().as("n"))
		.$asScalar()
		.$notNull()
		.as("amendments");
}

function read(row: Omit<Plan, "scale"> & { scale: string }): Plan {
	return { ...row, scale: scaleOf(row.scale) };
}

export async function findPlan(db: Db, id: string): Promise<Plan | undefined> {
	const row = await plans(db).where("plans.id", "=", id).executeTakeFirst();
	return row && read(row);
}

export async function findPlanOfYear(db: Db, boardId: string, year: number): Promise<Plan | undefined> {
	const row = await plans(db).where("plans.board_id", "=", boardId).where("plans.year", "=", year).executeTakeFirst();
	return row && read(row);
}

export type PlanListRow = Omit<Plan, "scale" | "version"> & { risks: number };

/** Every plan, newest year first. */
export function listPlans(db: Db): Promise<PlanListRow[]> {
	return plans(db)
		.clearSelect()
		.select(["plans.id", "plans.board_id", "boards.name as board_name", "boards.unit_id", "plans.year", "plans.status"])
		.select(["plans.decided_on", "plans.decision_paragraph", "plans.registry_no", "plans.carried_from"])
		.select(amendmentsOf)
		.select((eb) =>
			eb
				.selectFrom("risks")
				.whereRef("risks.plan_id", "=", "plans.id")
				.where("risks.dropped_reason", "is", null)
				.select((e) => e.fn.countAll<number>().as("n"))
				.$asScalar()
				.$notNull()
				.as("risks"),
		)
		.orderBy("plans.year", "desc")
		.orderBy("boards.name")
		.execute();
}

export interface AreaRow {
	id: string;
	name: string;
	position: number;
}

export function listAreas(db: Db, planId: string): Promise<AreaRow[]> {
	return db
		.selectFrom("areas")
		.select(["id", "name", "position"])
		.where("plan_id", "=", planId)
		.where("dropped_reason", "is", null)
		.orderBy("position")
		.orderBy("name")
		.execute();
}

/** One åtgärd of the published plan: a measure, or a control that carries out no measure of its own. */
export interface PlanRow {
	area_id: string;
	area: string;
	risk_id: string;
	risk_number: number;
	risk_title: string;
	scope: RiskScope;
	origin: string;
	risk_owner: string | null;
	inherent: Assessed | null;
	residual: Assessed | null;
	/** Null for a risk that has no åtgärd yet. */
	step: PlanStep | null;
}

export interface PlanStep {
	id: string;
	kind: "measure" | "control";
	title: string;
	/** Null: that of the risk. */
	scope: RiskScope | null;
	measure_kind: MeasureKind | null;
	performer_text: string;
	owner_name: string | null;
	due_on: string | null;
	status: MeasureStatus | null;
}

/** The plan as published, Verksamhet | Risk | Åtgärd: a row per åtgärd, in the plan's own order. Three statements; `page` counts risks. */
export async function listPlanRows(db: Db, plan: Pick<Plan, "id" | "scale">, page?: Page): Promise<PlanRow[]> {
	const risks = await db
		.selectFrom("risks")
		.innerJoin("areas", "areas.id", "risks.area_id")
		.leftJoin("people as owner", "owner.id", "risks.owner_id")
		.select(["risks.id", "risks.number", "risks.title", "risks.area_id", "areas.name as area"])
		.select(["risks.scope", "risks.origin", "owner.name as risk_owner"])
		.select(["risks.inherent_likelihood", "risks.inherent_impact"])
		.select(["risks.residual_likelihood", "risks.residual_impact"])
		.where("risks.plan_id", "=", plan.id)
		.where("risks.dropped_reason", "is", null)
		.orderBy("areas.position")
		.orderBy("risks.number")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
	const chosen = page ? risks.map((risk) => risk.id) : null;
	const steps = grouped(await listSteps(db, plan.id, chosen), (step) => step.risk_id);
	return risks.flatMap((risk): PlanRow[] => {
		const row = {
			area_id: risk.area_id,
			area: risk.area,
			risk_id: risk.id,
			risk_number: risk.number,
			risk_title: risk.title,
			scope: risk.scope,
			origin: risk.origin,
			risk_owner: risk.risk_owner,
			inherent: assessed(plan.scale, risk.inherent_likelihood, risk.inherent_impact),
			residual: assessed(plan.scale, risk.residual_likelihood, risk.residual_impact),
		};
		const own = steps.get(risk.id) ?? [];
		return own.length === 0 ? [{ ...row, step: null }] : own.map(({ risk_id, ...step }) => ({ ...row, step }));
	});
}

async function listSteps(db: Db, planId: string, risks: string[] | null): Promise<(PlanStep & { risk_id: string })[]> {
	const measures = await db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.leftJoin("people", "people.id", "measures.owner_id")
		.select(["measures.id", "measures.risk_id", "measures.title", "measures.kind as measure_kind", "measures.due_on"])
		.select(["measures.scope", "measures.performer_text", "measures.status", "people.name as owner_name"])
		.where("risks.plan_id", "=", planId)
		.where("measures.dropped_reason", "is", null)
		.$if(risks !== null, (q) => q.where("measures.risk_id", "in", [...risks!, ""]))
		.orderBy("measures.position")
		.execute();
	const controls = await db
		.selectFrom("controls")
		.leftJoin("people", "people.id", "controls.owner_id")
		.select(["controls.id", "controls.risk_id", "controls.title", "people.name as owner_name"])
		.where("controls.plan_id", "=", planId)
		.where("controls.measure_id", "is", null)
		.where("controls.dropped_reason", "is", null)
		.$if(risks !== null, (q) => q.where("controls.risk_id", "in", [...risks!, ""]))
		.orderBy("controls.key")
		.execute();
	return [
		...measures.map((measure) => ({ ...measure, kind: "measure" as const })),
		...controls.map((control) => ({
			...control,
			kind: "control" as const,
			measure_kind: null,
			scope: null,
			performer_text: "",
			due_on: null,
			status: null,
		})),
	];
}
