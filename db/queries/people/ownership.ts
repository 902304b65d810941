import { type RawBuilder, sql } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "./units.ts";
import { OPEN_RECOMMENDATIONS } from "../../schema/report/recommendations.ts";
import { FINISHED_MEASURES, OPEN_DEVIATIONS, OPEN_PLANS, OPEN_RUNS } from "../../schema/vocabulary.ts";

export type OwnerlessKind =
	| "risk"
	| "measure"
	| "control"
	| "performer"
	| "reviewer"
	| "run"
	| "run_review"
	| "deviation"
	| "recommendation";

/** An object that needs a responsible person and has none who is still at work. */
export interface Ownerless {
	kind: OwnerlessKind;
	/** The row's id, by `kind`; for `performer` and `reviewer` the control's. */
	id: string;
	title: string;
	unit_id: string;
	unit_name: string;
	/** The name of the responsible person who has left; null when nobody was ever named. */
	person_name: string | null;
}

/**
 * The condition for a row without an owner, or with one who has left. Each table is searched by its own index on the owner,
 * since few rows match.
 */
function unowned(column: string): RawBuilder<boolean> {
	const owner = sql.ref(column);
	return sql`(${owner} is null or ${owner} in (select id from people where ended_at is not null))`;
}

/** The ownerless risks and measures of a plan. A closed plan is left out. */
function riskParts(db: Db) {
	const risks = db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.where("risks.dropped_reason", "is", null)
		.where("plans.status", "in", OPEN_PLANS);
	return [
		risks
			.where(unowned("risks.owner_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("risk").as("kind"),
				"risks.id",
				"risks.title",
				"risks.owner_id",
				"boards.unit_id",
			]),
		risks
			.innerJoin("measures", "measures.risk_id", "risks.id")
			.where("measures.dropped_reason", "is", null)
			.where("measures.status", "not in", FINISHED_MEASURES)
			.where(unowned("measures.owner_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("measure").as("kind"),
				"measures.id",
				"measures.title",
				"measures.owner_id",
				"boards.unit_id",
			]),
	] as const;
}

/** A plan's controls, and who does and looks over them. */
function controlParts(db: Db) {
	const controls = db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.innerJoin("boards", "boards.id", "plans.board_id")
		.where("plans.status", "in", OPEN_PLANS)
		.where("controls.dropped_reason", "is", null)
		.where("controls.ended_on", "is", null);
	const places = controls
		.innerJoin("control_units", "control_units.control_id", "controls.id")
		.where("control_units.valid_to", "is", null);
	return [
		controls
			.where(unowned("controls.owner_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("control").as("kind"),
				"controls.id",
				"controls.title",
				"controls.owner_id",
				"boards.unit_id",
			]),
		places
			.where(unowned("control_units.performer_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("performer").as("kind"),
				"controls.id",
				"controls.title",
				"control_units.performer_id as owner_id",
				"control_units.unit_id",
			]),
		places
			.where(unowned("control_units.reviewer_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("reviewer").as("kind"),
				"controls.id",
				"controls.title",
				"control_units.reviewer_id as owner_id",
				"control_units.unit_id",
			]),
	] as const;
}

/** The ownerless work: measures, runs, deviations and recommendations. Closed ones are left out. */
function caseParts(db: Db) {
	const runs = db.selectFrom("control_runs").innerJoin("controls", "controls.id", "control_runs.control_id");
	const recommendations = db
		.selectFrom("recommendations")
		.innerJoin("boards", "boards.id", "recommendations.board_id")
		.where("recommendations.status", "in", OPEN_RECOMMENDATIONS);
	const deviations = db.selectFrom("deviations").where("status", "in", OPEN_DEVIATIONS);
	return [
		runs
			.where("control_runs.status", "in", OPEN_RUNS)
			.where(unowned("control_runs.performer_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("run").as("kind"),
				"control_runs.id",
				"controls.title",
				"control_runs.performer_id as owner_id",
				"control_runs.unit_id",
			]),
		runs
			.where("control_runs.status", "=", "signed")
			.where(unowned("control_runs.reviewer_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("run_review").as("kind"),
				"control_runs.id",
				"controls.title",
				"control_runs.reviewer_id as owner_id",
				"control_runs.unit_id",
			]),
		deviations
			.where(unowned("deviations.owner_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("deviation").as("kind"),
				"deviations.id",
				"deviations.title",
				"deviations.owner_id",
				"deviations.unit_id",
			]),
		recommendations
			.where(unowned("recommendations.owner_id"))
			.select((eb) => [
				eb.val<OwnerlessKind>("recommendation").as("kind"),
				"recommendations.id",
				"recommendations.title",
				"recommendations.owner_id",
				"boards.unit_id",
			]),
	] as const;
}

/** The ownerless objects of every kind within reach. */
function ownerless(db: Db, reach: UnitReach) {
	const within = unitsWithin(reach);
	const [first, ...rest] = [...riskParts(db), ...controlParts(db), ...caseParts(db)] as const;
	const all = rest.reduce((union, part) => union.unionAll(part), first as unknown as (typeof rest)[0]);
	return db
		.with(
			// The list is materialised before it is narrowed to the reach. Otherwise the planner begins with the units and
			// reads every table unit by unit.
			(name) => name("open").materialized(),
			() => all,
		)
		.selectFrom("open")
		.innerJoin("org_units", "org_units.id", "open.unit_id")
		.leftJoin("people", "people.id", "open.owner_id")
		.$if(within !== undefined, (q) => q.where("open.unit_id", "in", within!));
}

/** "Saknar ansvarig": what people who have left owned, and what was never given to anybody. Empty when all is well. */
export function listWithoutOwner(db: Db, reach: UnitReach, page?: Page): Promise<Ownerless[]> {
	return ownerless(db, reach)
		.select([
			"open.kind",
			"open.id",
			"open.title",
			"open.unit_id",
			"org_units.name as unit_name",
			"people.name as person_name",
		])
		.orderBy("org_units.sort_name")
		.orderBy("open.kind")
		.orderBy("open.title")
		.orderBy("open.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countWithoutOwner(db: Db, reach: UnitReach): Promise<number> {
	const [counted] = await ownerlessCount(db, reach);
	return counted!.n;
}

const ownerlessCount = keptQuery((db, reach: UnitReach) =>
	ownerless(db, reach).select((eb) => eb.fn.countAll<number>().as("n")),
);
