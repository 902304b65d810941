import { PassThrough } from "node:stream";
import type { Db } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { SealHead } from "../../../db/queries/report/closing.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import type { TempFile } from "../../ground/files/arriving.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { GENESIS } from "../../ground/write/trail.ts";
import { write } from "../../ground/write/write.ts";
import type { Making } from "./guide.ts";
import { readReport } from "./report-content.ts";
import { writeWorkbook } from "./write-workbook.ts";

const MAX_BYTES = 2_000_000_000;

export interface ExportedReport {
	file_name: string;
	/** The workbook's bytes; whoever takes them discards the file. */
	temp: TempFile;
	/** The trail's end when the export had been logged. */
	head: { seq: number; hash: string };
}

/** Writes the workbook of a period the actor may export, and records its SHA-256. Every export is a fact of its own. */
export async function exportReport(ctx: Context, period: Period): Promise<ExportedReport> {
	const out = new PassThrough();
	const writing = ctx.database
		.snapshot(async (db) => {
			const content = await readReport(db, period, stockholmDate(nowOf(ctx)));
			const making = await makingOf(ctx, db, content.seal);
			await writeWorkbook(db, out, content, making);
			return making.trail_head;
		})
		.catch((error: Error) => {
			out.destroy(error);
			throw error;
		});
	const [temp, head] = await Promise.all([ctx.files.putTemp(out, MAX_BYTES), writing]);
	const file_name = `${period.key}.xlsx`;
	try {
		return { file_name, temp, head: await recordExport(ctx, period, file_name, temp.sha256, head.hash) };
	} catch (error) {
		await ctx.files.discard(temp);
		throw error;
	}
}

/**
 * Returns how the workbook was made: an open report by the person who exports it, a closed one when it was closed, so that its
 * bytes are the same every time.
 */
async function makingOf(ctx: Context, db: Db, seal: SealHead | null): Promise<Making> {
	if (seal === null) {
		const trail_head = (await lastEvent(db)) ?? { seq: 0, hash: GENESIS };
		return { made_at: nowOf(ctx), made_by: ctx.actor.name, trail_head };
	}
	const trail_head = { seq: seal.trail_seq, hash: seal.trail_hash };
	return { made_at: seal.sealed_at, made_by: seal.sealer, trail_head };
}

function recordExport(ctx: Context, period: Period, file_name: string, sha256: string, trail_head: string) {
	return write(ctx, async ({ trx, allow, record }) => {
		await allow("report.export", period.unit_id);
		await record({
			type: "report.exported",
			unit_id: period.unit_id,
			object: { kind: "reporting_period", id: period.id },
			data: { period: period.name, file_name, sha256, trail_head },
		});
		return (await lastEvent(trx))!;
	});
}
