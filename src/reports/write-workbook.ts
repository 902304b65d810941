import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type { Db } from "../../db/open.ts";
import type { Period } from "../../db/queries/periods.ts";
import { listDeviationRows, listEvidenceRows } from "../../db/queries/report-findings.ts";
import { listPlanRows } from "../../db/queries/report-rows.ts";
import { findPlanOf } from "../../db/queries/reports.ts";
import { scaleOf } from "../../db/schema/scale.ts";
import { addSheet, startWorkbook } from "../tables/xlsx.ts";
import { controlMonthColumns, deviationColumns, evidenceColumns, planColumns, summaryColumns } from "./columns.ts";
import { guideColumns, guideRows, type Making } from "./guide.ts";
import { readNumbers } from "./report-numbers.ts";
import { sampleColumns, sampleRows } from "./sample-sheet.ts";
import { scopeOf } from "./scope.ts";
import { summaryRows } from "./summary.ts";

/** Writes the whole workbook of a period to a stream, sheet by sheet. `db` is one snapshot, so that the sheets agree. */
export async function writeWorkbook(db: Db, out: Writable, period: Period, making: Making): Promise<void> {
	const scope = scopeOf(period);
	const numbers = await readNumbers(db, scope);
	const plan = await findPlanOf(db, scope);
	const scale = plan ? scaleOf(plan.scale) : null;
	const workbook = startWorkbook(out, { title: `${period.name}, ${period.board}`, created: new Date(making.made_at) });
	await addSheet(workbook, { name: "Sammanfattning", columns: summaryColumns, rows: summaryRows(period, numbers) });
	await addSheet(workbook, {
		name: "Internkontrollplan",
		columns: planColumns(scale),
		rows: await listPlanRows(db, scope),
		repeated: 3,
	});
	await addSheet(workbook, { name: "Kontroller", columns: controlMonthColumns, rows: numbers.control_months });
	await addSheet(workbook, {
		name: "Stickprov",
		columns: await sampleColumns(db, scope),
		rows: sampleRows(db, scope),
		repeated: 4,
	});
	await addSheet(workbook, {
		name: "Avvikelser",
		columns: deviationColumns(scope.found_from),
		rows: await listDeviationRows(db, scope),
		repeated: 2,
	});
	await addSheet(workbook, { name: "Underlag", columns: evidenceColumns, rows: await listEvidenceRows(db, scope) });
	await addSheet(workbook, { name: "Läsanvisning", columns: guideColumns, rows: guideRows(period, making) });
	// The library waits for ever for a stream that has been closed; `finished` then rejects.
	await Promise.race([workbook.commit(), finished(out)]);
}
