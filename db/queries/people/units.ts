import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../open.ts";
import type { UnitKind } from "../../schema/vocabulary.ts";
import { containing, type Page } from "../ground/tables.ts";

/** A unit's id followed by its ancestors', nearest first. UNION (not ALL) ends even if the tree had a cycle. */
export async function unitPath(db: Db, unitId: string): Promise<string[]> {
	const rows = await sql<{ id: string }>`
		with recursive path (id, parent_id) as (
			select id, parent_id from org_units where id = ${unitId}
			union select u.id, u.parent_id from org_units u join path p on u.id = p.parent_id
		) select id from path`.execute(db);
	return rows.rows.map((row) => row.id);
}

/** Units a person may touch: everything, or these units and (for `branch`) all below them. */
export type UnitReach = "all" | { own: readonly string[]; branch: readonly string[] };

/**
 * A subquery of unit ids inside a reach, for `where("unit_id", "in", unitsWithin(reach))`; undefined when the reach is
 * everything and no condition is needed.
 */
export function unitsWithin(reach: UnitReach): RawBuilder<string> | undefined {
	if (reach === "all") return undefined;
	const roots = reach.branch.length > 0 ? sql.join(reach.branch) : sql`null`;
	const own = reach.own.length > 0 ? sql.join(reach.own) : sql`null`;
	return sql<string>`(
		with recursive branch (id) as (
			select id from org_units where id in (${roots})
			union select u.id from org_units u join branch b on u.parent_id = b.id
		) select id from branch union all select id from org_units where id in (${own}))`;
}

/** The units below the one that a list is narrowed to; undefined where it is narrowed to none, or the reach ends there already. */
export function unitsBelow(reach: UnitReach, unitId: string | undefined): RawBuilder<string> | undefined {
	if (!unitId) return undefined;
	const is_reach = reach !== "all" && reach.own.length === 0 && reach.branch.length === 1 && reach.branch[0] === unitId;
	return is_reach ? undefined : unitsWithin({ own: [], branch: [unitId] });
}

/** The same condition for rows that are found by another index. In this form the planner never begins with the units. */
export function isWithin(within: RawBuilder<string>, column: string): RawBuilder<boolean> {
	return sql`exists (select 1 from ${within} reach where reach.id = ${sql.ref(column)})`;
}

/** Lists the units without a parent. */
export function listRootUnits(db: Db): Promise<{ id: string; name: string }[]> {
	return db.selectFrom("org_units").select(["id", "name"]).where("parent_id", "is", null).execute();
}

export interface UnitRow {
	id: string;
	kind: UnitKind;
	code: string | null;
	name: string;
	parent_id: string | null;
	parent_name: string | null;
	valid_from: string;
	valid_to: string | null;
	version: number;
}

export interface UnitFilter {
	reach: UnitReach;
	/** Part of the name, or the code. */
	text?: string | undefined;
	/** Only units that exist on this day. */
	on?: string | undefined;
	parent_id?: string | undefined;
	page?: Page | undefined;
}

function unitRows(db: Db) {
	return db
		.selectFrom("org_units as unit")
		.leftJoin("org_units as parent", "parent.id", "unit.parent_id")
		.select(["unit.id", "unit.kind", "unit.code", "unit.name", "unit.parent_id", "parent.name as parent_name"])
		.select(["unit.valid_from", "unit.valid_to", "unit.version"]);
}

function filteredUnits(db: Db, filter: UnitFilter) {
	const within = unitsWithin(filter.reach);
	return unitRows(db)
		.$if(within !== undefined, (q) => q.where("unit.id", "in", within!))
		.$if(filter.parent_id !== undefined, (q) => q.where("unit.parent_id", "=", filter.parent_id!))
		.$if(filter.on !== undefined, (q) =>
			q
				.where("unit.valid_from", "<=", filter.on!)
				.where((eb) => eb.or([eb("unit.valid_to", "is", null), eb("unit.valid_to", ">=", filter.on!)])),
		)
		.$if(Boolean(filter.text), (q) =>
			q.where((eb) =>
				eb.or([
					eb.and(containing(filter.text!).map((word) => sql<boolean>`unit.sort_name like ${word} escape '!'`)),
					eb("unit.code", "=", filter.text!.trim()),
				]),
			),
		);
}

export function listUnits(db: Db, filter: UnitFilter): Promise<UnitRow[]> {
	return filteredUnits(db, filter)
		.orderBy("unit.sort_name")
		.orderBy("unit.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countUnits(db: Db, filter: UnitFilter): Promise<number> {
	const row = await filteredUnits(db, filter)
		.clearSelect()
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findUnit(db: Db, id: string): Promise<UnitRow | undefined> {
	return unitRows(db).where("unit.id", "=", id).executeTakeFirst();
}

/** Units for a pick list: those within reach that exist on the day, by name. */
export function listUnitOptions(db: Db, reach: UnitReach, today: string): Promise<{ id: string; name: string }[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("org_units as unit")
		.select(["unit.id", "unit.name"])
		.$if(within !== undefined, (q) => q.where("unit.id", "in", within!))
		.where("unit.valid_from", "<=", today)
		.where((eb) => eb.or([eb("unit.valid_to", "is", null), eb("unit.valid_to", ">=", today)]))
		.orderBy("unit.sort_name")
		.orderBy("unit.id")
		.execute();
}

/** A unit directly below that would outlive its parent. */
export function findChildOutliving(db: Db, parentId: string, date: string): Promise<{ name: string } | undefined> {
	return db
		.selectFrom("org_units")
		.select("name")
		.where("parent_id", "=", parentId)
		.where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">", date)]))
		.orderBy("sort_name")
		.limit(1)
		.executeTakeFirst();
}
