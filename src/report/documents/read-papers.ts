import type { Db } from "../../../db/open.ts";
import { listDecisionPapers } from "../../../db/queries/report/planning.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { judgementOf } from "../workbook/judgement.ts";
import { readEarlier } from "../workbook/last-report.ts";
import { readRegionName } from "../workbook/region-name.ts";
import { type ReportContent, readReport, writtenAssessments } from "../workbook/report-content.ts";
import type { Around } from "./decision-chapter.ts";
import type { Paper } from "./paper.ts";
import { assessmentPaper, reportPaper } from "./report-paper.ts";

export interface ReportPapers {
	content: ReportContent;
	report: Paper;
	/** Null while nothing is judged. */
	assessment: Paper | null;
}

/** A report's papers, from one reading of it. */
export async function readPapers(db: Db, period: Period, today: string): Promise<ReportPapers> {
	const content = await readReport(db, period, today);
	const around = await readAround(db, content);
	const judged = writtenAssessments(content).length > 0;
	return {
		content,
		report: reportPaper(content, around, today),
		assessment: judged ? assessmentPaper(content, around, today) : null,
	};
}

/**
 * The summary is the one that people have written in the paper that puts the report before the nämnd, edition by edition; a closed
 * report keeps the one it was closed with.
 */
export async function readAround(db: Db, content: ReportContent): Promise<Around> {
	const { period, seal } = content;
	const editions = await listDecisionPapers(db, { kind: "report", subject_id: period.id, round: 0 });
	const written = editions.find(({ written_at }) => seal === null || written_at <= seal.sealed_at);
	return {
		judgement: judgementOf(content, await readEarlier(db, period, seal?.sealed_at ?? null)),
		region: await readRegionName(db, period.unit_id),
		summary: written?.summary || null,
	};
}
