import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { FollowUpKind } from "../../schema/report/words.ts";
import type { ReportScope } from "./periods-membership.ts";

/** One subject of a report's follow-up as a step on the way: whose it is, and how far its text has come. */
export interface FollowUpStep {
	kind: FollowUpKind;
	id: string;
	risk_id: string;
	owner_id: string | null;
	owner: string | null;
	/** 1: a result is written. */
	written: number;
	/** 1: the controller has completed it. */
	completed: number;
}

/** Every subject of the report by owner, each owner's in the plan's order; those nobody owns last. */
export function listFollowUpSteps(db: Db, periodId: string, scope: ReportScope): Promise<FollowUpStep[]> {
	return (
		db
			.selectFrom(subjects(db, scope).as("subject"))
			.innerJoin("risks", "risks.id", "subject.risk_id")
			.innerJoin("areas", "areas.id", "risks.area_id")
			.leftJoin("people as owner", "owner.id", "subject.owner_id")
			.leftJoin("follow_ups", (join) =>
				join
					.onRef("follow_ups.subject_id", "=", "subject.id")
					.onRef("follow_ups.subject_kind", "=", "subject.kind")
					.on("follow_ups.period_id", "=", periodId),
			)
			.select(["subject.kind", "subject.id", "subject.risk_id", "subject.owner_id", "owner.name as owner"])
			.select([
				sql<number>`case when follow_ups.result <> '' then 1 else 0 end`.as("written"),
				sql<number>`case when follow_ups.completed_at is not null then 1 else 0 end`.as("completed"),
			])
			.orderBy(sql`case when subject.owner_id is null then 1 else 0 end`)
			.orderBy("owner.sort_name")
			.orderBy("owner.id")
			.orderBy("areas.position")
			.orderBy("risks.number")
			// risk, measure, control
			.orderBy("subject.kind", "desc")
			.orderBy("subject.place")
			.orderBy("subject.name")
			.execute()
	);
}

function subjects(db: Db, { board_id, year }: ReportScope) {
	const risks = db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.where("risks.dropped_reason", "is", null)
		.where("plans.board_id", "=", board_id)
		.where("plans.year", "=", year);
	const kind = (word: FollowUpKind) => sql<FollowUpKind>`cast(${sql.lit(word)} as text)`.as("kind");
	const no_place = sql<number>`0`.as("place");
	const no_name = sql<string>`cast('' as text)`.as("name");
	return risks
		.select(["risks.id", "risks.id as risk_id", "risks.owner_id"])
		.select([kind("risk"), no_place, no_name])
		.unionAll(
			db
				.selectFrom("measures")
				.select(["measures.id", "measures.risk_id", "measures.owner_id"])
				.select([kind("measure"), "measures.position as place", no_name])
				.where("measures.dropped_reason", "is", null)
				.where("measures.risk_id", "in", risks.select("risks.id")),
		)
		.unionAll(
			db
				.selectFrom("controls")
				.select(["controls.id", "controls.risk_id", "controls.owner_id"])
				.select([kind("control"), no_place, "controls.key as name"])
				.where("controls.dropped_reason", "is", null)
				.where("controls.risk_id", "in", risks.select("risks.id")),
		);
}
