import type { Compilable } from "kysely";
import { OPINION_STATES } from "../../schema/sam/words.ts";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { AssessmentLevel } from "../../schema/report/words.ts";
import type { SamRepStand } from "../../schema/sam/words.ts";
import { isWithin, type UnitReach, unitsWithin } from "../people/units.ts";

/** What waits for those who decide: short lists, each behind an index. */

export interface WaitingAssessment {
	id: string;
	level: AssessmentLevel;
	year: number;
	unit: string;
	period: string | null;
}

function assessments(db: Db, reach: UnitReach) {
	const within = unitsWithin(reach);
	return db
		.selectFrom("assessments")
		.innerJoin("org_units", "org_units.id", "assessments.unit_id")
		.leftJoin("reporting_periods", "reporting_periods.id", "assessments.period_id")
		.select(["assessments.id", "assessments.level", "assessments.year", "org_units.name as unit"])
		.select("reporting_periods.name as period")
		.$if(within !== undefined, (q) => q.where("assessments.unit_id", "in", within!))
		.orderBy("assessments.year")
		.orderBy("assessments.id");
}

/**
 * Assessments that are handed in, except those that one of these people handed in or wrote a part of: nobody approves their own
 * work.
 */
export const listToApprove = keptQuery(
	(db, reach: UnitReach, people: readonly string[]): Compilable<WaitingAssessment> => {
		const own = [...people, ""];
		return assessments(db, reach)
			.where("assessments.state", "=", "submitted")
			.where((eb) => eb.or([eb("prepared_by", "is", null), eb("prepared_by", "not in", own)]))
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom("assessment_parts as part")
							.select("part.id")
							.whereRef("part.assessment_id", "=", "assessments.id")
							.where("part.written_by", "in", own),
					),
				),
			);
	},
);

/** Approved, of a level that a nämnd or the regionstyrelse decides. */
export const listToDecide = keptQuery((db, reach: UnitReach): Compilable<WaitingAssessment> => {
	return assessments(db, reach)
		.where("assessments.state", "=", "approved")
		.where("assessments.level", "in", ["board", "region"]);
});

export interface LatePoint {
	id: string;
	period_id: string;
	period: string;
	text: string;
	person: string | null;
	due_on: string;
}

/** Överenskommelser from verksamhetsdialoger whose day has passed and that nobody has settled. */
export async function listLatePoints(db: Db, reach: UnitReach, today: string): Promise<LatePoint[]> {
	const rows = await latePoints(db, reach, today);
	return rows.map((row) => ({ ...row, due_on: row.due_on! }));
}

const latePoints = keptQuery((db, reach: UnitReach, today: string) => {
	const within = unitsWithin(reach);
	return db
		.selectFrom("dialogue_points as point")
		.innerJoin("dialogues", "dialogues.id", "point.dialogue_id")
		.innerJoin("reporting_periods as period", "period.id", "dialogues.period_id")
		.innerJoin("boards", "boards.id", "period.board_id")
		.leftJoin("people", "people.id", "point.person_id")
		.select(["point.id", "point.text", "point.due_on", "period.id as period_id", "period.name as period"])
		.select("people.name as person")
		.where("point.status", "=", "open")
		.where("point.due_on", "<", today)
		.$if(within !== undefined, (q) => q.where("boards.unit_id", "in", within!))
		.orderBy("point.due_on")
		.orderBy("point.id");
});

export interface LateOpinion {
	review_id: string;
	round_id: string;
	year: number;
	unit_name: string;
	person_name: string;
	stand: SamRepStand;
	stated_at: string;
}

/**
 * Opinions that a skyddsombud gave after the manager had signed. They are listed until somebody has reconciled the review with
 * them in hand.
 */
export const listLateOpinions = keptQuery((db, reach: UnitReach): Compilable<LateOpinion> => {
	const within = unitsWithin(reach);
	return db
		.selectFrom("sam_statements as said")
		.innerJoin("sam_reviews as review", "review.id", "said.review_id")
		.innerJoin("sam_rounds as round", "round.id", "review.round_id")
		.innerJoin("sam_signatures as signature", (join) =>
			join.onRef("signature.review_id", "=", "review.id").on("signature.reopened_at", "is", null),
		)
		.leftJoin("sam_reconciliations as reconciled", (join) =>
			join.onRef("reconciled.review_id", "=", "review.id").on("reconciled.reopened_at", "is", null),
		)
		.select(["review.id as review_id", "round.id as round_id", "round.year", "review.unit_name"])
		.select(["said.person_name", "said.stand", "said.stated_at"])
		.where("round.status", "=", "open")
		.where("said.reopened_at", "is", null)
		.whereRef("said.stated_at", ">", "signature.signed_at")
		.where((eb) =>
			eb.or([eb("reconciled.id", "is", null), eb("reconciled.reconciled_at", "<", eb.ref("said.stated_at"))]),
		)
		.$if(within !== undefined, (q) => q.where(isWithin(within!, "review.unit_id")))
		.orderBy("said.stated_at")
		.orderBy("said.id");
});

export interface WaitingForm {
	id: string;
	year: number;
	unit_name: string;
	manager_name: string;
	closes_on: string;
	remind_on: string;
}

/** Open follow-ups at the units of a skyddsombud where that person has not taken a stand. */
export const listWithoutStand = keptQuery(
	(db, reach: UnitReach, personId: string, today: string): Compilable<WaitingForm> => {
		const within = unitsWithin(reach);
		return db
			.selectFrom("sam_reviews as review")
			.innerJoin("sam_rounds as round", "round.id", "review.round_id")
			.select(["review.id", "round.year", "review.unit_name", "review.manager_name"])
			.select(["round.closes_on", "round.remind_on"])
			.where("round.status", "=", "open")
			.where("round.opens_on", "<=", today)
			.where("review.state", "in", OPINION_STATES)
			.where((eb) =>
				eb.not(
					eb.exists(
						eb
							.selectFrom("sam_statements as said")
							.select("said.id")
							.whereRef("said.review_id", "=", "review.id")
							.where("said.person_id", "=", personId)
							.where("said.reopened_at", "is", null),
					),
				),
			)
			.$if(within !== undefined, (q) => q.where("review.unit_id", "in", within!))
			.orderBy("review.unit_name")
			.orderBy("review.id")
			.limit(50);
	},
);
