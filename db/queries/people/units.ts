import { type RawBuilder, sql } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { UnitKind } from "../../schema/vocabulary.ts";
import { containing, type Page } from "../ground/tables.ts";

/** A unit's id followed by its ancestors', nearest first. UNION (not ALL) ends even if the tree had a cycle. */
export async function unitPath(db: Db, unit_id: string): Promise<string[]> {
	return (await unitsAbove(db, { unit_id })).rows.map((row) => row.id);
}

const unitsAbove = keptStatement((db, { unit_id }: { unit_id: string }) => ({
	compile: () =>
		sql<{ id: string }>`
			with recursive path (id, parent_id) as (
				select id, parent_id from org_units where id = ${unit_id}
				union select u.id, u.parent_id from org_units u join path p on u.id = p.parent_id
			) select id from path`.compile(db),
}));

/** Units a person may touch: everything, or these units and (for `branch`) all below them. */
export type UnitReach = "all" | { own: readonly string[]; branch: readonly string[] };
export const NOWHERE: UnitReach = { own: [], branch: [] };

/**
 * A subquery of unit ids inside a reach, for `where("unit_id", "in", unitsWithin(reach))`; undefined when the reach is
 * everything and no condition is needed.
 */
export function unitsWithin(reach: UnitReach): RawBuilder<string> | undefined {
	if (reach === "all") return undefined;
	const own = sql`select id from org_units where id in (${reach.own.length > 0 ? sql.join(reach.own) : sql`null`})`;
	if (reach.branch.length === 0) return sql<string>`(${own})`;
	const branch = sql`select unit_id as id from unit_branches where root_id in (${sql.join(reach.branch)})`;
	return reach.own.length === 0 ? sql<string>`(${branch})` : sql<string>`(${branch} union all ${own})`;
}

/** The units below the one that a list is narrowed to; undefined where it is narrowed to none, or the reach ends there already. */
export function unitsBelow(reach: UnitReach, unitId: string | undefined): RawBuilder<string> | undefined {
	if (!unitId) return undefined;
	const is_reach = reach !== "all" && reach.own.length === 0 && reach.branch.length === 1 && reach.branch[0] === unitId;
	return is_reach ? undefined : unitsWithin({ own: [], branch: [unitId] });
}

/** The units of a branch, in the order of their ids. */
export async function listBranch(db: Db, rootId: string): Promise<string[]> {
	const rows = await db
		.selectFrom("unit_branches")
		.select("unit_id")
		.where("root_id", "=", rootId)
		.orderBy("unit_id")
		.execute();
	return rows.map((row) => row.unit_id);
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

function existsOn(unit: "unit" | "child", day: string): RawBuilder<boolean> {
	const [from, to] = [sql.ref(`${unit}.valid_from`), sql.ref(`${unit}.valid_to`)];
	return sql`(${from} <= ${day} and (${to} is null or ${to} >= ${day}))`;
}

function filteredUnits(db: Db, filter: UnitFilter) {
	const within = unitsWithin(filter.reach);
	return unitRows(db)
		.$if(within !== undefined, (q) => q.where(isWithin(within!, "unit.id")))
		.$if(filter.parent_id !== undefined, (q) => q.where("unit.parent_id", "=", filter.parent_id!))
		.$if(filter.on !== undefined, (q) => q.where(existsOn("unit", filter.on!)))
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

/** The units that have others directly below them, and how many: a tree without its leaves. */
export function listUpperUnits(db: Db, filter: UnitFilter): Promise<(UnitRow & { below: number })[]> {
	const on = filter.on === undefined ? sql`1 = 1` : existsOn("child", filter.on);
	return filteredUnits(db, filter)
		.where("unit.id", "in", (eb) =>
			eb.selectFrom("org_units as child").select("child.parent_id").where("child.parent_id", "is not", null),
		)
		.select(sql<number>`(select count(*) from org_units child where child.parent_id = unit.id and ${on})`.as("below"))
		.orderBy("unit.sort_name")
		.orderBy("unit.id")
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

/** A unit by what lists, pick lists and trees say of it. */
export interface KnownUnit {
	id: string;
	parent_id: string | null;
	kind: UnitKind;
	name: string;
	sort_name: string;
	valid_from: string;
	valid_to: string | null;
}

/** Every unit, or some, by name. */
export function listKnownUnits(db: Db, ids?: readonly string[]): Promise<KnownUnit[]> {
	return db
		.selectFrom("org_units")
		.select(["id", "parent_id", "kind", "name", "sort_name", "valid_from", "valid_to"])
		.$if(ids !== undefined, (q) => q.where("id", "in", [...ids!]))
		.orderBy("sort_name")
		.orderBy("id")
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
