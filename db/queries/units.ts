import { type RawBuilder, sql } from "kysely";
import type { Db } from "../open.ts";

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
		) select id from branch union select id from org_units where id in (${own}))`;
}

/** The tops of the tree. */
export function listRootUnits(db: Db): Promise<{ id: string; name: string }[]> {
	return db.selectFrom("org_units").select(["id", "name"]).where("parent_id", "is", null).execute();
}
