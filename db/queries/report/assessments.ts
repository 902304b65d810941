import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import { type AssessmentLevel, SETTLED_ASSESSMENTS } from "../../schema/report/words.ts";
import type { AssessmentPartTable, AssessmentTable } from "../../schema/report/assessments.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

export type AssessmentPart = Selectable<AssessmentPartTable> & { writer: string };

export interface AssessmentHead extends Selectable<AssessmentTable> {
	unit: string;
	/** The report's name; for the region the year's. */
	period: string | null;
	board: string | null;
	preparer: string | null;
	approver: string | null;
}

function heads(db: Db) {
	return db
		.selectFrom("assessments")
		.innerJoin("org_units", "org_units.id", "assessments.unit_id")
		.leftJoin("reporting_periods", "reporting_periods.id", "assessments.period_id")
		.leftJoin("boards", "boards.id", "reporting_periods.board_id")
		.leftJoin("people as preparer", "preparer.id", "assessments.prepared_by")
		.leftJoin("people as approver", "approver.id", "assessments.approved_by")
		.selectAll("assessments")
		.select(["org_units.name as unit", "reporting_periods.name as period", "boards.name as board"])
		.select(["preparer.name as preparer", "approver.name as approver"]);
}

export interface AssessmentFilter {
	reach: UnitReach;
	period_id?: string | undefined;
	year?: number | undefined;
	level?: AssessmentLevel | undefined;
	page?: Page | undefined;
}

export type AssessmentRow = AssessmentHead & { total: AssessmentPart["grade"] | null };

/** Assessments within reach, newest report first, with the word of the whole. */
export function listAssessments(db: Db, filter: AssessmentFilter): Promise<AssessmentRow[]> {
	const within = unitsWithin(filter.reach);
	return heads(db)
		.leftJoin("assessment_parts as total", (join) =>
			join.onRef("total.assessment_id", "=", "assessments.id").on("total.requirement", "=", "total"),
		)
		.select("total.grade as total")
		.$if(within !== undefined, (q) => q.where("assessments.unit_id", "in", within!))
		.$if(filter.period_id !== undefined, (q) => q.where("assessments.period_id", "=", filter.period_id!))
		.$if(filter.year !== undefined, (q) => q.where("assessments.year", "=", filter.year!))
		.$if(filter.level !== undefined, (q) => q.where("assessments.level", "=", filter.level!))
		.orderBy("assessments.year", "desc")
		.orderBy("reporting_periods.cut_off", "desc")
		.orderBy("assessments.level")
		.orderBy("org_units.sort_name")
		.orderBy("assessments.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
}

export async function countAssessments(db: Db, filter: AssessmentFilter): Promise<number> {
	const within = unitsWithin(filter.reach);
	const row = await db
		.selectFrom("assessments")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.$if(within !== undefined, (q) => q.where("assessments.unit_id", "in", within!))
		.$if(filter.period_id !== undefined, (q) => q.where("assessments.period_id", "=", filter.period_id!))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findAssessment(db: Db, id: string): Promise<AssessmentHead | undefined> {
	return heads(db).where("assessments.id", "=", id).executeTakeFirst();
}

export function findAssessmentByKey(db: Db, key: string): Promise<AssessmentHead | undefined> {
	return heads(db).where("assessments.key", "=", key).executeTakeFirst();
}

export function listParts(db: Db, assessmentId: string): Promise<AssessmentPart[]> {
	return db
		.selectFrom("assessment_parts")
		.innerJoin("people as writer", "writer.id", "assessment_parts.written_by")
		.selectAll("assessment_parts")
		.select("writer.name as writer")
		.where("assessment_id", "=", assessmentId)
		.orderBy("requirement")
		.execute();
}

/** Of the two levels that a verksamhetsberättelse holds: those not approved yet. */
export async function listUnapprovedLevels(db: Db, periodId: string): Promise<("administration" | "board")[]> {
	const rows = await db
		.selectFrom("assessments")
		.select("level")
		.where("period_id", "=", periodId)
		.where("state", "in", SETTLED_ASSESSMENTS)
		.execute();
	const approved = new Set(rows.map((row) => row.level));
	return (["administration", "board"] as const).filter((level) => !approved.has(level));
}
