import type { Db } from "../../open.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A code, range or prefix of the ledger and the unit that it means. */
export interface UnitCode {
	pattern: string;
	unit_id: string;
}

/** What the codes mean on a day: for each the newest decision that had begun, without those that mean no unit any longer. */
export async function listUnitCodes(db: Db, day: string): Promise<UnitCode[]> {
	const rows = await db
		.selectFrom("unit_codes")
		.select(["pattern", "unit_id"])
		.where("valid_from", "<=", day)
		.orderBy("valid_from")
		.orderBy("id")
		.execute();
	const newest = new Map(rows.map(({ pattern, unit_id }) => [pattern, unit_id]));
	return [...newest].flatMap(([pattern, unit_id]) => (unit_id === null ? [] : [{ pattern, unit_id }]));
}

/** A decision about a code, with who made it. */
export interface UnitCodeRow {
	id: string;
	pattern: string;
	unit_name: string | null;
	valid_from: string;
	created_at: string;
	created_by: string;
}

/** Decisions about codes of units within reach, by code and newest first. */
export function listUnitCodeRows(db: Db, reach: UnitReach): Promise<UnitCodeRow[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("unit_codes as code")
		.leftJoin("org_units as unit", "unit.id", "code.unit_id")
		.innerJoin("people as person", "person.id", "code.created_by")
		.select(["code.id", "code.pattern", "unit.name as unit_name", "code.valid_from", "code.created_at"])
		.select("person.name as created_by")
		.$if(within !== undefined, (query) =>
			query.where((eb) => eb.or([eb("code.unit_id", "in", within!), eb("code.unit_id", "is", null)])),
		)
		.orderBy("code.pattern")
		.orderBy("code.valid_from", "desc")
		.orderBy("code.id", "desc")
		.execute();
}
