import { sql } from "kysely";
import type { Db } from "../../open.ts";
import { type LinkedKind, OPEN_RECOMMENDATIONS } from "../../schema/report/recommendations.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** A risk or measure that a recommendation is linked to now. */
export interface LinkedRow {
	kind: LinkedKind;
	id: string;
	title: string;
	year: number;
}

/** Every link that was written, the newest first of each row. */
export function listLinkRows(db: Db, recommendationId: string) {
	return db
		.selectFrom("recommendation_links")
		.select(["number", "subject_kind", "subject_id", "linked"])
		.where("recommendation_id", "=", recommendationId)
		.orderBy("number", "desc")
		.execute();
}

/** What the recommendation is linked to now, in the order of the plans. */
export async function listLinked(db: Db, recommendationId: string): Promise<LinkedRow[]> {
	const seen = new Map<string, { kind: LinkedKind; id: string; linked: number }>();
	for (const { subject_kind: kind, subject_id: id, linked } of await listLinkRows(db, recommendationId))
		if (!seen.has(`${kind} ${id}`)) seen.set(`${kind} ${id}`, { kind, id, linked });
	const now = [...seen.values()].filter(({ linked }) => linked === 1);
	const ids = (kind: LinkedKind) => [...now.filter((one) => one.kind === kind).map(({ id }) => id), ""];
	const options = [
		...(await linkable(db).where("risks.id", "in", ids("risk")).execute()),
		...(await linkableMeasures(db).where("measures.id", "in", ids("measure")).execute()),
	];
	return options.map(({ subject_kind, ...row }) => ({ kind: subject_kind, ...row }));
}

function linkable(db: Db) {
	return db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.select(["risks.id", "plans.year", sql<LinkedKind>`'risk'`.as("subject_kind")])
		.select(sql<string>`'R' || risks.number || ' ' || risks.title`.as("title"))
		.orderBy("plans.year", "desc")
		.orderBy("risks.number");
}

function linkableMeasures(db: Db) {
	return db
		.selectFrom("measures")
		.innerJoin("risks", "risks.id", "measures.risk_id")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.select(["measures.id", "measures.title", "plans.year", sql<LinkedKind>`'measure'`.as("subject_kind")])
		.orderBy("plans.year", "desc")
		.orderBy("risks.number")
		.orderBy("measures.position");
}

/** The rows of the board's plans from a year on that a recommendation may be linked to. */
export async function listLinkable(db: Db, boardId: string, from: number): Promise<LinkedRow[]> {
	const risks = await linkable(db)
		.where("plans.board_id", "=", boardId)
		.where("plans.year", ">=", from)
		.where("risks.dropped_reason", "is", null)
		.execute();
	const measures = await linkableMeasures(db)
		.where("plans.board_id", "=", boardId)
		.where("plans.year", ">=", from)
		.where("risks.dropped_reason", "is", null)
		.where("measures.dropped_reason", "is", null)
		.execute();
	return [...risks, ...measures].map(({ subject_kind, ...row }) => ({ kind: subject_kind, ...row }));
}

const TABLES: Record<LinkedKind, string> = { risk: "risks", measure: "measures" };

/** The recommendations that a risk or measure is linked to, or one that it was carried from. */
export async function listRecommendationsOf(
	db: Db,
	kind: LinkedKind,
	id: string,
): Promise<{ id: string; number: number; title: string; status: string }[]> {
	const { rows } = await sql<{ id: string; number: number; title: string; status: string }>`
		with recursive same (id, carried_from) as (
			select id, carried_from from ${sql.table(TABLES[kind])} where id = ${id}
			union select t.id, t.carried_from from ${sql.table(TABLES[kind])} t join same s on t.id = s.carried_from
		)
		select distinct r.id, r.number, r.title, r.status from recommendation_links l
		join same on same.id = l.subject_id join recommendations r on r.id = l.recommendation_id
		where l.subject_kind = ${kind} and l.linked = 1 and not exists (
			select 1 from recommendation_links later where later.recommendation_id = l.recommendation_id
			and later.subject_kind = l.subject_kind and later.subject_id = l.subject_id and later.number > l.number
		) order by r.number`.execute(db);
	return rows;
}

export interface UnansweredRecommendation {
	id: string;
	number: number;
	title: string;
	board: string;
	owner: string | null;
	due_on: string | null;
}

/** Open ones without an answer whose day has passed, or that have waited since before a day without having any. */
export function listUnanswered(
	db: Db,
	{ reach, today, since }: { reach: UnitReach; today: string; since: string },
): Promise<UnansweredRecommendation[]> {
	const within = unitsWithin(reach);
	return db
		.selectFrom("recommendations")
		.innerJoin("boards", "boards.id", "recommendations.board_id")
		.leftJoin("people as owner", "owner.id", "recommendations.owner_id")
		.select(["recommendations.id", "recommendations.number", "recommendations.title", "recommendations.due_on"])
		.select(["boards.name as board", "owner.name as owner"])
		.where("recommendations.answer", "=", "")
		.where("recommendations.status", "in", OPEN_RECOMMENDATIONS)
		.where((eb) =>
			eb.or([
				eb("recommendations.due_on", "<", today),
				eb.and([eb("recommendations.due_on", "is", null), eb("recommendations.received_on", "<", since)]),
			]),
		)
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.orderBy("recommendations.received_on")
		.execute();
}
