import { type Selectable, sql } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { SamQuestionTable, SamRoundTable } from "../../schema/sam/sam.ts";
import { LEADING_ROLES } from "../../schema/vocabulary.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export type SamQuestion = Selectable<SamQuestionTable>;

export interface SamRound extends Selectable<SamRoundTable> {
	unit_name: string;
	edition: number;
}

/** The newest question set, or the one with the given id. */
export function findSamSet(db: Db, id?: string) {
	let query = db.selectFrom("sam_question_sets").selectAll().orderBy("edition", "desc").limit(1);
	if (id !== undefined) query = query.where("id", "=", id);
	return query.executeTakeFirst();
}

export async function listSamQuestions(db: Db, set_id: string): Promise<SamQuestion[]> {
	return (await questionsOf(db, { set_id })).rows;
}

const questionsOf = keptStatement((db, { set_id }: { set_id: string }) =>
	db.selectFrom("sam_questions").selectAll().where("set_id", "=", set_id).orderBy("position"),
);

function rounds(db: Db) {
	return db
		.selectFrom("sam_rounds")
		.innerJoin("org_units", "org_units.id", "sam_rounds.unit_id")
		.innerJoin("sam_question_sets", "sam_question_sets.id", "sam_rounds.set_id")
		.selectAll("sam_rounds")
		.select(["org_units.name as unit_name", "sam_question_sets.edition"]);
}

/** Rounds whose förvaltning lies within reach, or above a unit of the reach: its managers take part. Newest first. */
export async function listSamRounds(db: Db, reach: UnitReach): Promise<SamRound[]> {
	let query = rounds(db).orderBy("sam_rounds.year", "desc").orderBy("sam_rounds.id");
	const within = unitsWithin(reach);
	if (reach !== "all" && within) {
		const tops = [...reach.own, ...reach.branch, ""];
		const above = sql<string>`(
			with recursive above (id, parent_id) as (
				select id, parent_id from org_units where id in (${sql.join(tops)})
				union select u.id, u.parent_id from org_units u join above a on u.id = a.parent_id
			) select id from above)`;
		query = query.where((eb) => eb.or([eb("sam_rounds.unit_id", "in", within), eb("sam_rounds.unit_id", "in", above)]));
	}
	return query.execute();
}

/** The rounds of one förvaltning that have been opened, newest first. */
export function listOpenedRounds(db: Db, unitId: string): Promise<{ id: string; year: number }[]> {
	return db
		.selectFrom("sam_rounds")
		.select(["id", "year"])
		.where("unit_id", "=", unitId)
		.where("status", "!=", "draft")
		.orderBy("year", "desc")
		.execute();
}

export function findSamRound(db: Db, id: string): Promise<SamRound | undefined> {
	return rounds(db).where("sam_rounds.id", "=", id).executeTakeFirst();
}

const holdsOn = (column: string, day: string) =>
	sql<boolean>`${sql.ref(`${column}.valid_from`)} <= ${day} and (${sql.ref(`${column}.valid_to`)} is null or ${sql.ref(`${column}.valid_to`)} >= ${day})`;

/** Who leads each unit below a förvaltning on a day: the one who has held the post longest, chef before fördelande chef. */
export async function listPostManagers(
	db: Db,
	rootId: string,
	day: string,
): Promise<{ unit_id: string; id: string; name: string }[]> {
	const managers = await db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.select(["roles.unit_id", "people.id", "people.name"])
		.where("roles.role", "in", LEADING_ROLES)
		.where("roles.substitute_for", "is", null)
		.where("people.ended_at", "is", null)
		.where(holdsOn("roles", day))
		.where("roles.unit_id", "in", unitsWithin({ own: [], branch: [rootId] })!)
		.orderBy("roles.role", "desc")
		.orderBy("roles.valid_from")
		.orderBy("roles.id")
		.execute();
	const first = new Map<string, (typeof managers)[number]>();
	for (const manager of managers) if (!first.has(manager.unit_id)) first.set(manager.unit_id, manager);
	return [...first.values()];
}

export interface Superior {
	id: string;
	name: string;
	unit_id: string;
	unit_name: string;
	/** Steps up from the unit: 1 is the unit above. */
	distance: number;
}

/** Who stands over a unit on a day, nearest first: managers and fördelande chefer of the units above it. */
export async function listSuperiors(db: Db, unitId: string, day: string): Promise<Superior[]> {
	const { rows } = await sql<Superior>`
		with recursive path (id, parent_id, distance) as (
			select id, parent_id, 0 from org_units where id = ${unitId}
			union select u.id, u.parent_id, p.distance + 1 from org_units u join path p on u.id = p.parent_id where p.distance < 20
		)
		select people.id, people.name, path.id as unit_id, org_units.name as unit_name, path.distance
		from path join org_units on org_units.id = path.id
		join roles on roles.unit_id = path.id and roles.role in (${sql.join(LEADING_ROLES)}) and roles.substitute_for is null
		join people on people.id = roles.person_id and people.ended_at is null
		where path.distance > 0 and roles.valid_from <= ${day} and (roles.valid_to is null or roles.valid_to >= ${day})
		order by path.distance, case roles.role when 'allocating_manager' then 0 else 1 end, roles.valid_from, roles.id`.execute(
		db,
	);
	return rows;
}

/** Who leads a unit on a day, chef before fördelande chef. */
export function listUnitLeaders(db: Db, unitId: string, day: string): Promise<{ id: string; name: string }[]> {
	return db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.select(["people.id", "people.name"])
		.distinct()
		.where("roles.unit_id", "=", unitId)
		.where("roles.role", "in", LEADING_ROLES)
		.where("roles.substitute_for", "is", null)
		.where("people.ended_at", "is", null)
		.where(holdsOn("roles", day))
		.orderBy("people.name")
		.execute();
}
