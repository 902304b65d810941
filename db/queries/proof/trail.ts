import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { Event } from "../ground/write.ts";
import { containing } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** An event with its unit's name. */
export interface TrailEvent extends Event {
	unit: string | null;
}

export interface TrailFilter {
	/** Events of units within reach, and the reader's own acts. */
	reach: UnitReach;
	reader_id: string | null;
	types?: readonly string[] | undefined;
	/** Matters of the line chain: these types are seen only at units within `reach`, and by whoever acted. */
	line_only?: { types: readonly string[]; reach: UnitReach } | undefined;
	/** Part of the acting person's name. */
	person?: string | undefined;
	object?: { kind: string; id: string } | undefined;
	unit_id?: string | undefined;
	/** Instants: from, and before. */
	from?: string | undefined;
	before?: string | undefined;
}

function filtered(db: Db, filter: TrailFilter) {
	const within = unitsWithin(filter.reach);
	return db
		.selectFrom("events")
		.$if(within !== undefined, (q) =>
			q.where((eb) =>
				eb.or([
					// Wrapped so that no index on units is taken: nearly every event passes, and the order by seq must stand.
					eb(eb.fn.coalesce("events.unit_id", eb.val("")), "in", within!),
					eb("events.actor_id", "=", filter.reader_id ?? ""),
				]),
			),
		)
		.$if(filter.line_only !== undefined, (q) => {
			const { types, reach } = filter.line_only!;
			return q.where((eb) =>
				eb.or([
					eb("events.type", "not in", types),
					eb("events.actor_id", "=", filter.reader_id ?? ""),
					...(reach === "all" ? [] : [eb("events.unit_id", "in", unitsWithin(reach)!)]),
				]),
			);
		})
		.$if(filter.types !== undefined, (q) => q.where("events.type", "in", filter.types!))
		.$if(filter.unit_id !== undefined, (q) => q.where("events.unit_id", "=", filter.unit_id!))
		.$if(filter.from !== undefined, (q) => q.where("events.at", ">=", filter.from!))
		.$if(filter.before !== undefined, (q) => q.where("events.at", "<", filter.before!))
		.$if(filter.object !== undefined, (q) =>
			q.where("events.object_kind", "=", filter.object!.kind).where("events.object_id", "=", filter.object!.id),
		)
		.$if(filter.person !== undefined, (q) =>
			q.where("events.actor_id", "in", (eb) =>
				eb
					.selectFrom("people")
					.select("people.id")
					.where((e) =>
						e.and(containing(filter.person!).map((word) => sql<boolean>`people.sort_name like ${word} escape '!'`)),
					),
			),
		);
}

/**
 * Newest first, from just before `beforeSeq`. Several types are asked for one at a time, each in the order of its index, and
 * merged: asked for together the database would sort all of them for each page.
 */
export async function listTrail(
	db: Db,
	filter: TrailFilter,
	page: { beforeSeq?: number | undefined; limit: number },
): Promise<TrailEvent[]> {
	if (filter.types === undefined || filter.types.length === 1) return onePage(db, filter, page);
	const perType: TrailEvent[] = [];
	for (const type of filter.types) perType.push(...(await onePage(db, { ...filter, types: [type] }, page)));
	return perType.sort((a, b) => b.seq - a.seq).slice(0, page.limit);
}

function onePage(
	db: Db,
	filter: TrailFilter,
	page: { beforeSeq?: number | undefined; limit: number },
): Promise<TrailEvent[]> {
	return filtered(db, filter)
		.leftJoin("org_units", "org_units.id", "events.unit_id")
		.selectAll("events")
		.select("org_units.name as unit")
		.$if(page.beforeSeq !== undefined, (q) => q.where("events.seq", "<", page.beforeSeq!))
		.orderBy("events.seq", "desc")
		.limit(page.limit)
		.execute();
}

export async function countTrail(db: Db, filter: TrailFilter): Promise<number> {
	const row = await filtered(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}
