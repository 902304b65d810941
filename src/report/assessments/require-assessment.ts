import type { Db } from "../../../db/open.ts";
import { type AssessmentHead, findAssessment } from "../../../db/queries/report/assessments.ts";
import type { AssessmentState } from "../../../db/schema/report/words.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
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

/**
 * Throws unless the assessment is in the state that the step starts from. A second person who takes the same step learns that
 * it is already taken (T42).
 */
export function requireState(assessment: AssessmentHead, state: AssessmentState): void {
	if (assessment.state !== state) throw new Invalid({ "": WRONG[assessment.state] });
}

/** Throws when the assessment's report is closed. The region's assessment belongs to no report and is always open. */
export async function requireOpen(db: Db, assessment: AssessmentHead): Promise<void> {
	if (assessment.period_id !== null) await requireOpenPeriod(db, assessment.period_id);
}

/** The last day of what is judged: the report's cut-off, for the region the end of the year. */
export async function lastDayOf(
	db: Db,
	{ period_id, year }: Pick<AssessmentHead, "period_id" | "year">,
): Promise<string> {
	return period_id === null ? `${year}-12-31` : (await requireKnownPeriod(db, period_id)).cut_off;
}

/** True before the assessed time is over: it can be assessed as a whole only from the day after its last day. */
export function isEarly(day: string, lastDay: string): boolean {
	return day <= lastDay;
}

/**
 * Requires a written reason from a person who approves or decides an assessment before its last day is over. Returns the reason
 * to store: none when none was needed.
 */
export function earlyReason(day: string, lastDay: string, reason: string | undefined): string {
	if (!isEarly(day, lastDay)) return "";
	if (reason) return reason;
	const until = formatDate(lastDay);
	throw new Invalid({ early_reason: `Perioden är inte slut förrän ${until}. Skriv varför det görs före brytdatum.` });
}

/** How an event names an assessment. */
export function named(assessment: Pick<AssessmentHead, "level" | "unit" | "board" | "period" | "year">) {
	const unit = assessment.level === "board" ? (assessment.board ?? assessment.unit) : assessment.unit;
	return { level: assessment.level, unit, of: assessment.period ?? String(assessment.year) };
}
