import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { AccessibilityReportTable } from "../../schema/office/accessibility.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertAccessibilityReport(trx: Trx, report: Insertable<AccessibilityReportTable>): Promise<void> {
	await trx.insertInto("accessibility_reports").values(report).execute();
}

export function updateAccessibilityReport(
	trx: Trx,
	id: string,
	version: number,
	handled: Pick<AccessibilityReportTable, "answer" | "handled_at" | "handled_by">,
): Promise<boolean> {
	return updateVersioned(trx, "accessibility_reports", id, version, handled);
}
