import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Database } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { TempFile } from "../../ground/files/arriving.ts";
import { readInThread } from "../../ground/threads/kept-thread.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import type { WorkbookOrder } from "./workbook-worker.ts";

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
	const to = ctx.files.scratch();
	try {
		const head = await writtenInThread(ctx.database.location, { period, now: nowOf(ctx), by: ctx.actor.name, to });
		const temp = await ctx.files.putTemp(createReadStream(to), MAX_BYTES);
		const file_name = `${period.key}.xlsx`;
		try {
			return { file_name, temp, head: await recordExport(ctx, period, file_name, temp.sha256, head.hash) };
		} catch (error) {
			await ctx.files.discard(temp);
			throw error;
		}
	} finally {
		await rm(to, { force: true });
	}
}

/** The workbook is read and written in a thread: it holds everything that a board's year says. */
function writtenInThread(location: Database["location"], data: WorkbookOrder): Promise<{ seq: number; hash: string }> {
	return readInThread(new URL("./workbook-worker.js", import.meta.url), location, data);
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
