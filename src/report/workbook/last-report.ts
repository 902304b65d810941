import type { Db } from "../../../db/open.ts";
import { findSealBefore } from "../../../db/queries/report/closing.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { contentOf, type SealContent } from "../closing/content.ts";

/** What a report is held against. */
export type Earlier = Pick<SealContent, "period" | "numbers" | "plan_rows" | "deviations" | "assessments" | "sam">;

export interface EarlierReports {
	/** The board's report before this one. */
	last: Earlier | null;
	/** The whole year before, when that is another report. */
	year: Earlier | null;
}

/** Later than any instant. */
const NEVER = "9999";

/**
 * The reports that this one is compared with, as they were sealed when it was: a closed report says the same whatever is sealed or
 * corrected after it. A report that nobody has closed is no ground to compare with.
 */
export async function readEarlier(db: Db, period: Period, sealed_at: string | null): Promise<EarlierReports> {
	const of = { board_id: period.board_id, cut_off: period.cut_off, sealed_before: sealed_at ?? NEVER };
	const whole = { kind: "annual_report" as const, year: period.year - 1 };
	const [last, year] = await Promise.all([findSealBefore(db, of), findSealBefore(db, { ...of, ...whole })]);
	const read = (seal: { content: string } | undefined) => (seal ? contentOf(seal.content) : null);
	const [lastRead, yearRead] = [read(last), read(year)];
	return { last: lastRead, year: yearRead && yearRead.period.id !== lastRead?.period.id ? yearRead : null };
}
