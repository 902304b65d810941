import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { AccessibilityReportTable } from "../../schema/office/accessibility.ts";
import type { Page } from "../ground/tables.ts";

export interface AccessibilityReport extends Selectable<AccessibilityReportTable> {
	reporter: string;
	handler: string | null;
}

function reports(db: Db) {
	return db
		.selectFrom("accessibility_reports as report")
		.innerJoin("people as reporter", "reporter.id", "report.reported_by")
		.leftJoin("people as handler", "handler.id", "report.handled_by")
		.selectAll("report")
		.select(["reporter.name as reporter", "handler.name as handler"]);
}

/** Newest first. */
export function listAccessibilityReports(db: Db, page?: Page): Promise<AccessibilityReport[]> {
	let query = reports(db).orderBy("report.reported_at", "desc").orderBy("report.id");
	if (page) query = query.limit(page.limit).offset(page.offset);
	return query.execute();
}

export async function countAccessibilityReports(db: Db): Promise<number> {
	const row = await db
		.selectFrom("accessibility_reports")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findAccessibilityReport(db: Db, id: string): Promise<AccessibilityReport | undefined> {
	return reports(db).where("report.id", "=", id).executeTakeFirst();
}
