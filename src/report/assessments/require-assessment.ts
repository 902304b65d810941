import type { Db } from "../../../db/open.ts";
import { type AssessmentHead, findAssessment } from "../../../db/queries/report/assessments.ts";
import type { AssessmentState } from "../../../db/schema/report/words.ts";
import { requireOpenPeriod } from "../periods/require-open.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";

export async function requireAssessment(db: Db, id: string): Promise<AssessmentHead> {
	const assessment = await findAssessment(db, id);
	if (!assessment) throw new NotFound(`assessment ${id}`);
	return assessment;
}

const WRONG: Record<AssessmentState, string> = {
	draft: "Bedömningen är under arbete och har inte lämnats för godkännande.",
	submitted: "Bedömningen är redan lämnad för godkännande.",
	approved: "Bedömningen är redan godkänd.",
	decided: "Beslutet om bedömningen är redan registrerat.",
};

/** The step is only possible from one state; a second person who takes the same step learns that it is taken (T42). */
export function requireState(assessment: AssessmentHead, state: AssessmentState): void {
	if (assessment.state !== state) throw new Invalid({ "": WRONG[assessment.state] });
}

/** A report's assessment follows its report; the region's stands by itself. */
export async function requireOpen(db: Db, assessment: AssessmentHead): Promise<void> {
	if (assessment.period_id !== null) await requireOpenPeriod(db, assessment.period_id);
}

/** How an event names an assessment. */
export function named(assessment: Pick<AssessmentHead, "level" | "unit" | "board" | "period" | "year">) {
	const unit = assessment.level === "board" ? (assessment.board ?? assessment.unit) : assessment.unit;
	return { level: assessment.level, unit, of: assessment.period ?? String(assessment.year) };
}
