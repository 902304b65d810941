import { expressionBuilder, sql } from "kysely";
import type { Db } from "../../open.ts";
import type { MeasureTable } from "../../schema/register/measures.ts";
import {
	COUNTED_DEVIATIONS,
	FINISHED_MEASURES,
	type MeasureStatus,
	type PlanStatus,
	type RiskScope,
	UNDECIDED_PLANS,
} from "../../schema/vocabulary.ts";
import type { Schema } from "../../schema/index.ts";
import { containing, type Page } from "../ground/tables.ts";
import { isOverdue } from "../../schema/register/measures.ts";

export interface Measure extends MeasureTable {
	risk_number: number;
	risk_title: string;
	plan_id: string;
	plan_year: number;
	plan_status: PlanStatus;
	/** The förvaltning the plan belongs to. */
	unit_id: string;
	risk_scope: RiskScope;
	owner_name: string | null;
}

export interface MeasureFilter {
	risk_id?: string | undefined;
	plan_id?: string | undefined;
	/** Their day, from and up to and with. */
	due?: { from?: string | undefined; to?: string | undefined } | undefined;
	/** Lists only measures that are not finished. */
	unfinished?: boolean | undefined;
	/** Only the plans of this year. */
	year?: number | undefined;
	/** Leaves out what no nämnd has decided. */
	decided?: boolean | undefined;
	owners?: readonly string[] | undefined;
	/** Part of the owner's name, or the id. */
	owner_named?: string | undefined;
	status?: MeasureStatus | undefined;
	/** Lists only measures whose due date has passed. */
	overdue?: boolean | undefined;
	/** Today, YYYY-MM-DD: what "overdue" is measured against. */
	today: string;
	page?: Page | undefined;
}

/** The rule of what is late, in a query that has `measures`: decided here and nowhere else. */
export function overdueBefore(day: string) {
	const eb = expressionBuilder<Schema, "measures">();
	return eb.and([eb("measures.due_on", "<", day), eb("measures.status", "not in", FINISHED_MEASURES)]);
}

function filtered(db: Db, filter: Omit<MeasureFilter, "today"> & { today?: string }) {
	return db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.$if(filter.risk_id !== undefined, (q) => q.where("measures.risk_id", "=", filter.risk_id!))
		.$if(filter.plan_id !== undefined, (q) => q.where("risks.plan_id", "=", filter.plan_id!))
		.$if(filter.due?.from !== undefined, (q) => q.where("measures.due_on", ">=", filter.due!.from!))
		.$if(filter.due?.to !== undefined, (q) => q.where("measures.due_on", "<=", filter.due!.to!))
		.$if(filter.unfinished === true, (q) => q.where("measures.status", "not in", FINISHED_MEASURES))
		.$if(filter.year !== undefined, (q) =>
			q.where("plans.year", "=", filter.year!).where("plans.status", "not in", UNDECIDED_PLANS),
		)
		.$if(filter.owners !== undefined, (q) => q.where("measures.owner_id", "in", filter.owners!))
		.$if(filter.owner_named !== undefined, (q) =>
			q.where("measures.owner_id", "in", (eb) =>
				eb
					.selectFrom("people as named")
					.select("named.id")
					.where((e) =>
						e.or([
							e("named.id", "=", filter.owner_named!),
							e.and(
								containing(filter.owner_named!).map((word) => sql<boolean>`named.sort_name like ${word} escape '!'`),
							),
						]),
					),
			),
		)
		.$if(filter.status !== undefined, (q) => q.where("measures.status", "=", filter.status!))
		.$if(filter.overdue === true, (q) => q.where(overdueBefore(filter.today!)));
}

function selected(query: ReturnType<typeof filtered>) {
	return query
		.innerJoin("boards", "boards.id", "plans.board_id")
		.leftJoin("people", "people.id", "measures.owner_id")
		.selectAll("measures")
		.select(["risks.number as risk_number", "risks.title as risk_title", "risks.scope as risk_scope"])
		.select(["risks.plan_id", "plans.year as plan_year"])
		.select(["plans.status as plan_status", "boards.unit_id", "people.name as owner_name"]);
}

export type MeasureRow = Measure & { is_overdue: boolean };

/** Measures by risk and position. */
export async function listMeasures(db: Db, filter: MeasureFilter): Promise<MeasureRow[]> {
	const rows = await selected(filtered(db, filter).where("measures.dropped_reason", "is", null))
		.orderBy("plans.year", "desc")
		.orderBy("risks.plan_id")
		.orderBy("risks.number")
		.orderBy("measures.position")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
	return rows.map((row) => ({ ...row, is_overdue: isOverdue(row, filter.today) }));
}

export async function countMeasures(db: Db, filter: MeasureFilter): Promise<number> {
	const row = await filtered(db, filter)
		.where("measures.dropped_reason", "is", null)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findMeasure(db: Db, id: string): Promise<Measure | undefined> {
	return selected(filtered(db, {}).where("measures.id", "=", id)).executeTakeFirst();
}

/** The next position under a risk; the unique index (risk, position) is the guard. */
export async function nextMeasurePosition(db: Db, riskId: string): Promise<number> {
	const row = await db
		.selectFrom("measures")
		.select((eb) => eb.fn.max("position").as("last"))
		.where("risk_id", "=", riskId)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

/** Measures of a plan that are marked done although their effect has not been tested. */
export async function countUntestedDone(db: Db, planId: string): Promise<number> {
	const row = await db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("risks.plan_id", "=", planId)
		.where("measures.dropped_reason", "is", null)
		.where("measures.status", "=", "done")
		.where("measures.effect_tested", "=", "not_yet")
		.executeTakeFirstOrThrow();
	return row.n;
}

/** True when the risk, or what it was carried from, has had a deviation that was större or worse and was not taken back. */
export async function hasLargerDeviation(db: Db, riskId: string): Promise<boolean> {
	const { rows } = await sql`
		with recursive same (id, carried_from) as (
			select id, carried_from from risks where id = ${riskId}
			union select r.id, r.carried_from from risks r join same s on r.id = s.carried_from
		) select 1 from deviations d join same on d.risk_id = same.id
		where d.severity <> 'minor' and d.status in (${sql.join([...COUNTED_DEVIATIONS])}) limit 1`.execute(db);
	return rows.length > 0;
}
