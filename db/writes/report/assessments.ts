import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { AssessmentPartTable, AssessmentTable } from "../../schema/report/assessments.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertAssessment(trx: Trx, assessment: Insertable<AssessmentTable>): Promise<void> {
	await trx.insertInto("assessments").values(assessment).execute();
}

export function updateAssessment(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<AssessmentTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "assessments", id, version, values);
}

export async function insertPart(trx: Trx, part: Insertable<AssessmentPartTable>): Promise<void> {
	await trx.insertInto("assessment_parts").values(part).execute();
}

export function updatePart(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<AssessmentPartTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "assessment_parts", id, version, values);
}
