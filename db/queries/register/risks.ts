import { expressionBuilder } from "kysely";
import type { Db } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";
import { type Assessed, assessed, type ScoreKind, scaleOf } from "../../schema/register/risks-scale.ts";
import type { PlanStatus, Requirement, RiskScope, Scale, Treatment } from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";

/** A risk with its plan, area, people and what the plan's scale makes of it. */
export interface Risk {
	id: string;
	plan_id: string;
	plan_year: number;
	plan_status: PlanStatus;
	/** The förvaltning the plan belongs to. */
	unit_id: string;
	scale: Scale;
	area_id: string;
	area: string;
	number: number;
	title: string;
	description: string;
	cause: string;
	effect: string;
	scope: RiskScope;
	requirements: Requirement[];
	origin: string;
	owner_id: string | null;
	owner_name: string | null;
	inherent: Assessed | null;
	inherent_reason: string;
	residual: Assessed | null;
	residual_reason: string;
	target: Assessed | null;
	target_reason: string;
	/** True when the residual risk is scored above the inherent one: measures should not make things worse. */
	is_residual_above: boolean;
	/** True while the residual risk is scored above its target: more is to be done. */
	is_above_target: boolean;
	treatment: Treatment | null;
	treatment_reason: string;
	treatment_decider_id: string | null;
	treatment_decider_name: string | null;
	treatment_review_on: string | null;
	/** Why it was taken out of the draft; null for what stands. */
	dropped_reason: string | null;
	carried_from: string | null;
	version: number;
}

export interface RiskFilter {
	plan_id?: string | undefined;
	area_id?: string | undefined;
	requirement?: Requirement | undefined;
	scope?: RiskScope | undefined;
	/** `none`: not decided yet. */
	treatment?: Treatment | "none" | undefined;
	/** Cells of the heat map. */
	cell?: { of: ScoreKind; likelihood: number; impact: number } | undefined;
	page?: Page | undefined;
}

function filtered(db: Db, filter: RiskFilter) {
	const cell = filter.cell;
	return (
		db
			.selectFrom("risks")
			.where("risks.dropped_reason", "is", null)
			.$if(filter.plan_id !== undefined, (q) => q.where("risks.plan_id", "=", filter.plan_id!))
			.$if(filter.area_id !== undefined, (q) => q.where("risks.area_id", "=", filter.area_id!))
			.$if(filter.scope !== undefined, (q) => q.where("risks.scope", "=", filter.scope!))
			// the column is a JSON array of single letters, so the quoted letter is found by its text alone
			.$if(filter.requirement !== undefined, (q) => q.where("risks.requirements", "like", `%"${filter.requirement}"%`))
			.$if(filter.treatment === "none", (q) => q.where("risks.treatment", "is", null))
			.$if(filter.treatment !== undefined && filter.treatment !== "none", (q) =>
				q.where("risks.treatment", "=", filter.treatment as Treatment),
			)
			.$if(cell !== undefined, (q) =>
				q
					.where(`risks.${cell!.of}_likelihood`, "=", cell!.likelihood)
					.where(`risks.${cell!.of}_impact`, "=", cell!.impact),
			)
	);
}

function selected(query: ReturnType<typeof filtered>) {
	return query
		.innerJoin("areas", "areas.id", "risks.area_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.leftJoin("people as owner", "owner.id", "risks.owner_id")
		.leftJoin("people as decider", "decider.id", "risks.treatment_decider_id")
		.selectAll("risks")
		.select(["areas.name as area", "plans.year as plan_year", "plans.status as plan_status", "plans.scale"])
		.select(["boards.unit_id", "owner.name as owner_name", "decider.name as treatment_decider_name"]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selected>["executeTakeFirstOrThrow"]>>;

function read(row: Row): Risk {
	const { inherent_likelihood, inherent_impact, residual_likelihood, residual_impact, ...others } = row;
	const { target_likelihood, target_impact, ...rest } = others;
	const scale = scaleOf(row.scale);
	const inherent = assessed(scale, inherent_likelihood, inherent_impact);
	const residual = assessed(scale, residual_likelihood, residual_impact);
	const target = assessed(scale, target_likelihood, target_impact);
	return {
		...rest,
		scale,
		requirements: JSON.parse(row.requirements) as Requirement[],
		inherent,
		residual,
		target,
		is_residual_above: inherent !== null && residual !== null && residual.score > inherent.score,
		is_above_target: target !== null && residual !== null && residual.score > target.score,
	};
}

/** The risk as it stood in each plan that it was carried through up to this one, the first year first. */
export async function listRiskYears(db: Db, risk: Risk): Promise<Risk[]> {
	const before = risk.carried_from === null ? undefined : await findRisk(db, risk.carried_from);
	return before ? [...(await listRiskYears(db, before)), risk] : [risk];
}

/** Risks in the plan's order: by area, then number. */
export async function listRisks(db: Db, filter: RiskFilter): Promise<Risk[]> {
	const rows = await selected(filtered(db, filter))
		.orderBy("plans.year", "desc")
		.orderBy("areas.position")
		.orderBy("risks.number")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
	return rows.map(read);
}

export async function countRisks(db: Db, filter: RiskFilter): Promise<number> {
	const row = await filtered(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export async function findRisk(db: Db, id: string): Promise<Risk | undefined> {
	const row = await selected(db.selectFrom("risks").where("risks.id", "=", id)).executeTakeFirst();
	return row && read(row);
}

/** The accepted risks of a query over `risks` whose day to be tried again lies before a day: decided here and nowhere else. */
export function reviewBefore(day: string) {
	const eb = expressionBuilder<Schema, "risks">();
	return eb.and([eb("risks.treatment", "=", "accept"), eb("risks.treatment_review_on", "<", day)]);
}

/** The next number in a plan; the unique index (plan, number) is the guard. */
export async function nextRiskNumber(db: Db, planId: string): Promise<number> {
	const row = await db
		.selectFrom("risks")
		.select((eb) => eb.fn.max("number").as("last"))
		.where("plan_id", "=", planId)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

/** Where every risk of a plan stands on its scale: what the heat map draws. */
export interface RiskPosition {
	id: string;
	number: number;
	title: string;
	inherent_likelihood: number | null;
	inherent_impact: number | null;
	residual_likelihood: number | null;
	residual_impact: number | null;
	target_likelihood: number | null;
	target_impact: number | null;
}

export function listRiskPositions(db: Db, planId: string): Promise<RiskPosition[]> {
	return db
		.selectFrom("risks")
		.select(["id", "number", "title"])
		.select(["inherent_likelihood", "inherent_impact", "residual_likelihood", "residual_impact"])
		.select(["target_likelihood", "target_impact"])
		.where("plan_id", "=", planId)
		.where("dropped_reason", "is", null)
		.orderBy("number")
		.execute();
}
