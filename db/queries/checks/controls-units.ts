import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { PlanStatus, Role, UnitKind } from "../../schema/vocabulary.ts";
import { containing, type Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** One unit in one control, with who performs and who reviews there. */
export interface ControlUnit {
	id: string;
	control_id: string;
	control_title: string;
	plan_status: PlanStatus;
	/** The förvaltning whose plan the control belongs to. */
	board_unit_id: string;
	unit_id: string;
	unit_name: string;
	performer_id: string | null;
	performer_name: string | null;
	reviewer_id: string | null;
	reviewer_name: string | null;
	valid_from: string;
	valid_to: string | null;
	version: number;
}

function assignments(db: Db) {
	return db
		.selectFrom("control_units as taking")
		.innerJoin("controls as control", "control.id", "taking.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.innerJoin("org_units as unit", "unit.id", "taking.unit_id")
		.leftJoin("people as performer", "performer.id", "taking.performer_id")
		.leftJoin("people as reviewer", "reviewer.id", "taking.reviewer_id")
		.select(["taking.id", "taking.control_id", "control.title as control_title", "plan.status as plan_status"])
		.select(["board.unit_id as board_unit_id", "taking.unit_id", "unit.name as unit_name"])
		.select(["taking.performer_id", "performer.name as performer_name"])
		.select(["taking.reviewer_id", "reviewer.name as reviewer_name"])
		.select(["taking.valid_from", "taking.valid_to", "taking.version"]);
}

export function findControlUnit(db: Db, id: string): Promise<ControlUnit | undefined> {
	return assignments(db).where("taking.id", "=", id).executeTakeFirst();
}

export function listControlUnits(db: Db, controlId: string, reach: UnitReach, page?: Page): Promise<ControlUnit[]> {
	const within = unitsWithin(reach);
	return assignments(db)
		.where("taking.control_id", "=", controlId)
		.$if(within !== undefined, (q) => q.where("taking.unit_id", "in", within!))
		.orderBy("unit.sort_name")
		.orderBy("taking.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countControlUnits(db: Db, controlId: string, reach: UnitReach): Promise<number> {
	const within = unitsWithin(reach);
	const row = await db
		.selectFrom("control_units")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("control_id", "=", controlId)
		.$if(within !== undefined, (q) => q.where("unit_id", "in", within!))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** Which of them: words of the name, a kind, and a unit with everything below it. */
export interface UnitsToAdd {
	name?: string | undefined;
	kind?: UnitKind | undefined;
	below?: string | undefined;
}

/** Units within reach that exist on the day and are not in the control yet. */
export function listUnitsToAdd(
	db: Db,
	controlId: string,
	reach: UnitReach,
	today: string,
	filter: UnitsToAdd = {},
): Promise<{ id: string; name: string }[]> {
	const within = unitsWithin(reach);
	const below = filter.below === undefined ? undefined : unitsWithin({ own: [], branch: [filter.below] });
	return db
		.selectFrom("org_units")
		.select(["id", "name"])
		.$if(below !== undefined, (q) => q.where("id", "in", below!))
		.$if(filter.kind !== undefined, (q) => q.where("kind", "=", filter.kind!))
		.$if(filter.name !== undefined, (q) =>
			q.where((eb) =>
				eb.and(containing(filter.name!).map((word) => sql<boolean>`org_units.sort_name like ${word} escape '!'`)),
			),
		)
		.where("valid_from", "<=", today)
		.where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">=", today)]))
		.where("id", "not in", (eb) => eb.selectFrom("control_units").select("unit_id").where("control_id", "=", controlId))
		.$if(within !== undefined, (q) => q.where("id", "in", within!))
		.orderBy("sort_name")
		.execute();
}

export interface RoleHolder {
	id: string;
	name: string;
	role: Role;
	/** Where the role is held: at the unit itself, or above it. */
	unit_id: string;
}

/** People at work who hold one of the roles at the unit or above it (`path`: the unit's id, then its ancestors'). */
export function listRoleHolders(
	db: Db,
	path: readonly string[],
	roles: readonly Role[],
	today: string,
): Promise<RoleHolder[]> {
	return db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.select(["people.id", "people.name", "roles.role", "roles.unit_id"])
		.where("people.ended_at", "is", null)
		.where("roles.role", "in", [...roles])
		.where("roles.unit_id", "in", [...path])
		.where("roles.valid_from", "<=", today)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))
		.orderBy("people.sort_name")
		.orderBy("people.id")
		.execute();
}
