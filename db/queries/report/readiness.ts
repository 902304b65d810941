import { OPEN_RUNS, SEVERE } from "../../schema/vocabulary.ts";
import { type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "../../open.ts";
import { measuresOf } from "./periods-membership.ts";
import { reviewBefore } from "../register/risks.ts";
import { overdueBefore } from "../register/measures.ts";
import { deviationsOf, type JudgedScope, type ReportScope, runsOf } from "./periods-membership.ts";

/** One kind of matter for one person: how many, and the first of them to open. */
export interface Matter {
	person_id: string | null;
	person: string | null;
	n: number;
	first_id: string;
	first_title: string;
}

// the tables differ from query to query; every one of them is checked where it is written
// biome-ignore lint/suspicious/noExplicitAny: see above
type Any = SelectQueryBuilder<any, any, any>;

/** Groups the rows of a query by the person who mends them. */
function byPerson(query: unknown, person: string, id: string, title: string): Promise<Matter[]> {
	return (query as Any)
		.leftJoin("people as mender", "mender.id", person)
		.select([
			"mender.id as person_id",
			"mender.name as person",
			sql<number>`count(*)`.as("n"),
			sql<string>`min(${sql.ref(id)})`.as("first_id"),
			sql<string>`min(${sql.ref(title)})`.as("first_title"),
		])
		.groupBy(["mender.id", "mender.name"])
		.orderBy("mender.name")
		.execute() as Promise<Matter[]>;
}

const runsWithUnit = (db: Db, scope: ReportScope) =>
	runsOf(db, scope).innerJoin("org_units as unit", "unit.id", "control_runs.unit_id");

/** Runs whose own period is over and that have no result. */
export function listRunsWithoutResult(db: Db, scope: ReportScope, today: string): Promise<Matter[]> {
	const query = runsWithUnit(db, scope)
		.where("control_runs.status", "in", OPEN_RUNS)
		.where("control_runs.last_day", "<", today);
	return byPerson(query, "control_runs.performer_id", "control_runs.id", "unit.name");
}

export function listUnreviewedRuns(db: Db, scope: ReportScope): Promise<Matter[]> {
	const query = runsWithUnit(db, scope).where("control_runs.status", "=", "signed");
	return byPerson(query, "control_runs.reviewer_id", "control_runs.id", "unit.name");
}

export function listNotDoneRuns(db: Db, scope: ReportScope): Promise<Matter[]> {
	const query = runsWithUnit(db, scope).where("control_runs.status", "=", "not_done");
	return byPerson(query, "control_runs.performer_id", "control_runs.id", "unit.name");
}

export function listLateRuns(db: Db, scope: ReportScope): Promise<Matter[]> {
	const query = runsWithUnit(db, scope).where("control_runs.is_late", "=", 1);
	return byPerson(query, "control_runs.performer_id", "control_runs.id", "unit.name");
}

/**
 * Lists deviations that are open and have no plan. `severe` chooses the större and väsentliga, which stop the report; otherwise
 * the mindre are listed.
 */
export function listDeviationsWithoutPlan(db: Db, scope: ReportScope, severe: boolean): Promise<Matter[]> {
	const query = deviationsOf(db, scope)
		.where("deviations.status", "=", "open")
		.where("deviations.plan", "=", "")
		.where("deviations.severity", severe ? "in" : "not in", SEVERE);
	return byPerson(query, "deviations.owner_id", "deviations.id", "deviations.title");
}

const risksOf = (db: Db, scope: ReportScope) =>
	db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.where("risks.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year);

const controlsOf = (db: Db, scope: ReportScope) =>
	db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.where("controls.dropped_reason", "is", null)
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year);

/** What a plan holds that somebody owns. */
type Owned = "risk" | "measure" | "control";

/** The rows of a kind, and the names that the same questions are asked by. */
function ownedOf(db: Db, scope: ReportScope, kind: Owned) {
	const table = ({ risk: "risks", measure: "measures", control: "controls" } as const)[kind];
	const query = { risk: risksOf, measure: measuresOf, control: controlsOf }[kind](db, scope) as unknown as Any;
	return { query, id: `${table}.id`, owner: `${table}.owner_id`, title: `${table}.title` };
}

export function listUntestedMeasures(db: Db, scope: ReportScope): Promise<Matter[]> {
	const query = measuresOf(db, scope)
		.where("measures.status", "=", "done")
		.where("measures.effect_tested", "=", "not_yet");
	return byPerson(query, "measures.owner_id", "measures.id", "measures.title");
}

export function listOverdueMeasures(db: Db, scope: JudgedScope): Promise<Matter[]> {
	const query = measuresOf(db, scope).where(overdueBefore(scope.due_before));
	return byPerson(query, "measures.owner_id", "measures.id", "measures.title");
}

/** Measures and controls whose result nobody has written, or risks when asked. */
export async function listEmptyFollowUps(db: Db, scope: ReportScope, periodId: string, kind: Owned): Promise<Matter[]> {
	const { id, owner, title, query: of } = ownedOf(db, scope, kind);
	const query = of
		.leftJoin("follow_ups", (join) =>
			join
				.onRef("follow_ups.subject_id", "=", id)
				.on("follow_ups.subject_kind", "=", kind)
				.on("follow_ups.period_id", "=", periodId),
		)
		.where((eb) => eb.or([eb("follow_ups.id", "is", null), eb("follow_ups.result", "=", "")]));
	return byPerson(query, owner, id, title);
}

export async function countUncompletedFollowUps(db: Db, periodId: string): Promise<number> {
	const row = await db
		.selectFrom("follow_ups")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("period_id", "=", periodId)
		.where("result", "!=", "")
		.where("completed_at", "is", null)
		.executeTakeFirstOrThrow();
	return row.n;
}

export function listResidualAbove(db: Db, scope: ReportScope): Promise<Matter[]> {
	const query = risksOf(db, scope).where(
		sql<boolean>`risks.residual_likelihood * risks.residual_impact > risks.inherent_likelihood * risks.inherent_impact`,
	);
	return byPerson(query, "risks.owner_id", "risks.id", "risks.title");
}

/** Accepted risks whose day to be tried again has passed by the day the report is judged. */
export function listUnreviewedRisks(db: Db, scope: JudgedScope): Promise<Matter[]> {
	const query = risksOf(db, scope).where(reviewBefore(scope.due_before));
	return byPerson(query, "risks.owner_id", "risks.id", "risks.title");
}

/** What people who have left still own. Nobody can be reminded: the controller gives it a new owner. */
export async function listLeftOwners(db: Db, scope: ReportScope, kind: Owned): Promise<Matter[]> {
	const { id, owner, title, query: of } = ownedOf(db, scope, kind);
	const query = of
		.innerJoin("people as left_person", "left_person.id", owner)
		.where("left_person.ended_at", "is not", null);
	return byPerson(query, owner, id, title);
}

export function listUndelivered(db: Db, periodId: string): Promise<Matter[]> {
	const query = db
		.selectFrom("period_deliveries")
		.where("period_deliveries.period_id", "=", periodId)
		.where("period_deliveries.delivered_at", "is", null);
	return byPerson(query, "period_deliveries.person_id", "period_deliveries.id", "period_deliveries.what");
}

/** Recommendations the report speaks of that are not closed: without an answer, or past their day. */
export function listOpenRecommendations(
	db: Db,
	scope: JudgedScope,
	which: "overdue" | "unanswered",
): Promise<Matter[]> {
	const open = db
		.selectFrom("recommendations")
		.where("recommendations.board_id", "=", scope.board_id)
		.where("recommendations.received_on", "<=", scope.cut_off)
		.where("recommendations.status", "!=", "closed");
	const query =
		which === "unanswered"
			? open.where("recommendations.answer", "=", "")
			: open.where("recommendations.due_on", "<", scope.due_before);
	return byPerson(query, "recommendations.owner_id", "recommendations.id", "recommendations.title");
}

/**
 * Goals, assignments, the economy's whole sums and those of its rows that somebody answers for, without a status. Indicators, parts and what a sum is made of may
 * be told in numbers alone, or by what they belong to.
 */
export function listUnreportedGovernance(db: Db, scope: ReportScope, periodId: string): Promise<Matter[]> {
	const query = db
		.selectFrom("governance_items")
		.leftJoin("governance_statuses", (join) =>
			join
				.onRef("governance_statuses.item_id", "=", "governance_items.id")
				.on("governance_statuses.period_id", "=", periodId),
		)
		.where("governance_items.board_id", "=", scope.board_id)
		.where("governance_items.year", "=", scope.year)
		.where("governance_statuses.status", "is", null)
		.where((eb) =>
			eb.or([
				eb("governance_items.kind", "in", ["goal", "assignment"]),
				eb.and([eb("governance_items.kind", "=", "economy"), eb("governance_items.owner_id", "is not", null)]),
				eb.and([
					eb("governance_items.parent_id", "is", null),
					eb.exists(
						eb
							.selectFrom("governance_items as part")
							.select("part.id")
							.whereRef("part.parent_id", "=", "governance_items.id")
							.where("part.kind", "=", "economy"),
					),
				]),
			]),
		);
	return byPerson(query, "governance_items.owner_id", "governance_items.id", "governance_items.title");
}
