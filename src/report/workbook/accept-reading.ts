import type { Period } from "../../../db/queries/report/periods.ts";
import { writeFollowUp } from "../follow-ups/write-follow-up.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import type { AsideFile } from "../../ground/files/aside-ticket.ts";
import { write } from "../../ground/write/write.ts";
import { type ReadBack, readBack } from "./read-back.ts";
import { readReport } from "./report-content.ts";

export async function previewReading(ctx: Context, period: Period, path: string): Promise<ReadBack> {
	const { follow_ups } = await readReport(ctx.db, period, stockholmDate(nowOf(ctx)));
	return readBack(path, follow_ups, period.name);
}

/**
 * Writes what a completed workbook says, a follow-up at a time under the version it was taken out with; each is a fact of its own,
 * and the reading is one more. Refused as a whole while any row has a problem. Returns how many were written.
 */
export async function acceptReading(ctx: Context, period: Period, file: AsideFile): Promise<number> {
	const { rows, problems } = await previewReading(ctx, period, file.path);
	if (problems.length > 0) throw new Invalid({ "": "Rätta raderna nedan i arbetsboken och läs in den igen." });
	if (rows.length === 0) throw new Invalid({ "": "Arbetsboken säger inget nytt." });
	for (const { subject, input } of rows) {
		await writeFollowUp(ctx, { period_id: period.id, kind: subject.kind, id: subject.id }, input);
	}
	await write(ctx, async ({ allow, record }) => {
		await allow("follow_up.complete", period.unit_id);
		await record({
			type: "report.read_back",
			unit_id: period.unit_id,
			object: { kind: "reporting_period", id: period.id },
			data: { period: period.name, file_name: file.file_name, sha256: file.sha256, rows: rows.length },
		});
	});
	return rows.length;
}
