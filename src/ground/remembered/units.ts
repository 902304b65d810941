import type { Db } from "../../../db/open.ts";
import { type KnownUnit, listKnownUnits, type UnitReach } from "../../../db/queries/people/units.ts";
import { CHECKING, KEEPING, type Reading, REPORTING, SAM, untilChanged } from "./remembered.ts";

/** A file of purchases, and the codes in it, may bring units. */
const BRINGING: readonly string[] = ["population", "purchases", "unit_code"];

/** What brings no unit, and changes none. */
export const BESIDE_UNITS = [
	...[...KEEPING, ...REPORTING, ...SAM, ...CHECKING.filter((noun) => !BRINGING.includes(noun))],
	...(["person", "role", "plan", "area", "risk", "measure", "control", "checklist", "risk_proposal"] as const),
];

/** Every unit, by name. */
const UNITS: Reading<readonly KnownUnit[]> = {
	kept: 1,
	beside: BESIDE_UNITS,
	mends: {
		types: ["unit.edited"],
		mend: async (db, units, facts) => {
			const ids = new Set(facts.map(({ object_id }) => object_id));
			const now = new Map((await listKnownUnits(db, [...ids])).map((unit) => [unit.id, unit]));
			// one with another name may stand elsewhere among them, which is the database's to say
			const stand = units.filter(({ id, sort_name }) => now.get(id)?.sort_name === sort_name).length === ids.size;
			return stand ? units.map((unit) => now.get(unit.id) ?? unit) : null;
		},
	},
};

const knownUnits = (db: Db) => untilChanged(db, UNITS, "", () => listKnownUnits(db));

/** Units for a pick list: those within reach that exist on the day, by name. */
export async function unitOptions(db: Db, reach: UnitReach, today: string): Promise<KnownUnit[]> {
	const units = await knownUnits(db);
	const isReached = reachedOf(units, reach);
	return units.filter(
		(unit) => unit.valid_from <= today && (unit.valid_to === null || unit.valid_to >= today) && isReached(unit.id),
	);
}

/** A unit and everything below it, whenever they exist, by name. */
export async function unitTree(db: Db, rootId: string): Promise<KnownUnit[]> {
	const units = await knownUnits(db);
	const isBelow = reachedOf(units, { own: [], branch: [rootId] });
	return units.filter(({ id }) => isBelow(id));
}

function reachedOf(units: readonly KnownUnit[], reach: UnitReach): (id: string) => boolean {
	if (reach === "all") return () => true;
	const above = new Map(units.map(({ id, parent_id }) => [id, parent_id]));
	const known = new Map<string, boolean>(reach.branch.map((id) => [id, true]));
	const isBelow = (id: string): boolean => {
		const had = known.get(id);
		if (had !== undefined) return had;
		// one that stood above itself would end here
		known.set(id, false);
		const parent = above.get(id) ?? null;
		const is = parent !== null && isBelow(parent);
		known.set(id, is);
		return is;
	};
	const own = new Set(reach.own);
	return (id) => own.has(id) || isBelow(id);
}

/** What each unit is called, by name. */
export async function unitNames(db: Db): Promise<ReadonlyMap<string, string>> {
	return new Map((await knownUnits(db)).map(({ id, name }) => [id, name]));
}

/** The same units, by name. */
export async function unitsByName(db: Db, ids: readonly string[]): Promise<string[]> {
	const place = new Map((await knownUnits(db)).map(({ id }, at) => [id, at]));
	return ids.toSorted((a, b) => place.get(a)! - place.get(b)!);
}

/** A list that says what units are called and is not ordered by it: a unit that is edited has its name put in anew, row by row. */
export function namesMended<Row>(
	put: (row: Row, nameOf: (unitId: string) => string) => Row,
): NonNullable<Reading<readonly Row[]>["mends"]> {
	return {
		types: ["unit.edited"],
		mend: async (db, rows) => {
			const names = await unitNames(db);
			return rows.map((row) => put(row, (id) => names.get(id)!));
		},
	};
}
