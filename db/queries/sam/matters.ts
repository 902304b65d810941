import { type Selectable, sql } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { SamActionTable, SamAllocationTable, SamReturnTable } from "../../schema/sam/sam.ts";
import { BOARD_UNITS, FINISHED_MEASURES, LEADING_ROLES, type MeasureStatus } from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export interface SamAction extends Selectable<SamActionTable> {
	unit_name: string;
	year: number;
	question: string;
	position: number;
	manager_id: string | null;
	manager_name: string;
}

export interface SamActionFilter {
	reach?: UnitReach | undefined;
	units?: readonly string[] | undefined;
	manager_id?: string | undefined;
	status?: MeasureStatus | undefined;
	/** Neither done nor cancelled. */
	open?: boolean | undefined;
	/** Open, and due before this day. */
	overdue_on?: string | undefined;
	page?: Page | undefined;
}

function actions(db: Db, filter: SamActionFilter) {
	const within = filter.reach === undefined ? undefined : unitsWithin(filter.reach);
	return db
		.selectFrom("sam_actions")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_actions.review_id")
		.innerJoin("sam_rounds", "sam_rounds.id", "sam_actions.round_id")
		.innerJoin("sam_questions", "sam_questions.id", "sam_actions.question_id")
		.where("sam_actions.what", "!=", "")
		.$if(within !== undefined, (q) => q.where("sam_actions.unit_id", "in", within!))
		.$if(filter.units !== undefined, (q) => q.where("sam_actions.unit_id", "in", [...filter.units!, ""]))
		.$if(filter.manager_id !== undefined, (q) => q.where("sam_reviews.manager_id", "=", filter.manager_id!))
		.$if(filter.status !== undefined, (q) => q.where("sam_actions.status", "=", filter.status!))
		.$if(filter.open === true, (q) => q.where("sam_actions.status", "not in", FINISHED_MEASURES))
		.$if(filter.overdue_on !== undefined, (q) =>
			q.where("sam_actions.due_on", "<", filter.overdue_on!).where("sam_actions.status", "not in", FINISHED_MEASURES),
		);
}

function selectedActions(query: ReturnType<typeof actions>) {
	return query
		.selectAll("sam_actions")
		.select(["sam_reviews.unit_name", "sam_reviews.manager_id", "sam_reviews.manager_name", "sam_rounds.year"])
		.select(["sam_questions.text as question", "sam_questions.position"]);
}

/** SAM's åtgärder: those that are due first come first. */
export function listSamActions(db: Db, filter: SamActionFilter): Promise<SamAction[]> {
	return selectedActions(actions(db, filter))
		.orderBy((eb) =>
			eb.case().when("sam_actions.status", "in", FINISHED_MEASURES).then(eb.lit(1)).else(eb.lit(0)).end(),
		)
		.orderBy("sam_actions.due_on")
		.orderBy("sam_actions.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countSamActions(db: Db, filter: SamActionFilter): Promise<number> {
	const row = await actions(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findSamAction(db: Db, id: string): Promise<SamAction | undefined> {
	return selectedActions(actions(db, {}).where("sam_actions.id", "=", id)).executeTakeFirst();
}

/** The actions written in a review, also those not finished being written. */
export async function listReviewActions(db: Db, review_id: string): Promise<Selectable<SamActionTable>[]> {
	return (await actionsOf(db, { review_id })).rows;
}

const actionsOf = keptStatement((db, { review_id }: { review_id: string }) =>
	db.selectFrom("sam_actions").selectAll().where("review_id", "=", review_id),
);

/** Open åtgärder of a unit from earlier years. */
export function listEarlierActions(db: Db, unitId: string, year: number): Promise<SamAction[]> {
	return selectedActions(actions(db, { units: [unitId], open: true }).where("sam_rounds.year", "<", year))
		.orderBy("sam_actions.due_on")
		.execute();
}

export type SamReturn = Selectable<SamReturnTable> & { unit_name: string; year: number };

function returns(db: Db) {
	return db
		.selectFrom("sam_returns")
		.innerJoin("sam_reviews", "sam_reviews.id", "sam_returns.review_id")
		.innerJoin("sam_rounds", "sam_rounds.id", "sam_returns.round_id")
		.selectAll("sam_returns")
		.select(["sam_reviews.unit_name", "sam_rounds.year"]);
}

export function findSamReturn(db: Db, id: string): Promise<SamReturn | undefined> {
	return returns(db).where("sam_returns.id", "=", id).executeTakeFirst();
}

export function listReturnsOf(db: Db, reviewId: string): Promise<SamReturn[]> {
	return returns(db).where("sam_returns.review_id", "=", reviewId).orderBy("sam_returns.raised_at", "desc").execute();
}

/** Lists returns that are not settled: the person's own, and those below the units where they are superior. */
export function listOpenReturns(db: Db, personId: string, units: UnitReach): Promise<SamReturn[]> {
	const within = unitsWithin(units);
	return returns(db)
		.where("sam_returns.state", "!=", "replaced")
		.$if(within !== undefined, (q) =>
			q.where((eb) => eb.or([eb("sam_returns.manager_id", "=", personId), eb("sam_returns.unit_id", "in", within!)])),
		)
		.orderBy("sam_returns.acknowledge_by")
		.limit(200)
		.execute();
}

export type SamAllocation = Selectable<SamAllocationTable>;

export function findLiveAllocation(db: Db, unitId: string): Promise<SamAllocation | undefined> {
	return db
		.selectFrom("sam_allocations")
		.selectAll()
		.where("unit_id", "=", unitId)
		.where("ended_at", "is", null)
		.executeTakeFirst();
}

/** Every allocation a unit has had, newest first. */
export function listAllocationsOf(db: Db, unitId: string): Promise<SamAllocation[]> {
	return db
		.selectFrom("sam_allocations")
		.selectAll()
		.where("unit_id", "=", unitId)
		.orderBy("allocated_on", "desc")
		.orderBy("id", "desc")
		.execute();
}

export interface AllocationRow {
	unit_id: string;
	unit_name: string;
	manager_id: string | null;
	manager_name: string | null;
	/** The live allocation, whoever it was made to. */
	holder_id: string | null;
	holder_name: string | null;
	tasks: string | null;
	registry_no: string | null;
	allocated_on: string | null;
	allocated_by_name: string | null;
	acknowledged_at: string | null;
}

function posts(db: Db, reach: UnitReach, day: string) {
	const within = unitsWithin(reach);
	return db
		.selectFrom("org_units")
		.where("org_units.kind", "not in", BOARD_UNITS)
		.where("org_units.valid_from", "<=", day)
		.where((eb) => eb.or([eb("org_units.valid_to", "is", null), eb("org_units.valid_to", ">=", day)]))
		.$if(within !== undefined, (q) => q.where("org_units.id", "in", within!));
}

export async function countAllocationRows(db: Db, reach: UnitReach, day: string): Promise<number> {
	const row = await posts(db, reach, day)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** The register: every unit that exists, its manager, and the allocation that holds. */
export async function listAllocationRows(db: Db, reach: UnitReach, day: string, page?: Page): Promise<AllocationRow[]> {
	const manager = sql<string | null>`(
		select r.person_id from roles r join people p on p.id = r.person_id
		where r.unit_id = org_units.id and r.role in (${sql.join(LEADING_ROLES)}) and r.substitute_for is null
		and p.ended_at is null and r.valid_from <= ${day} and (r.valid_to is null or r.valid_to >= ${day})
		order by r.role desc, r.valid_from, r.id limit 1)`;
	return posts(db, reach, day)
		.leftJoin("sam_allocations as a", (join) =>
			join.onRef("a.unit_id", "=", "org_units.id").on("a.ended_at", "is", null),
		)
		.leftJoin("people as manager", (join) => join.on("manager.id", "=", manager))
		.select(["org_units.id as unit_id", "org_units.name as unit_name", "manager.id as manager_id"])
		.select(["manager.name as manager_name", "a.manager_id as holder_id", "a.manager_name as holder_name", "a.tasks"])
		.select(["a.registry_no", "a.allocated_on", "a.allocated_by_name", "a.acknowledged_at"])
		.orderBy("org_units.sort_name")
		.orderBy("org_units.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}
