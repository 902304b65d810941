import { insertPurchaseFile } from "../../../../db/writes/checks/populations.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import type { Writing } from "../../../ground/write/write.ts";
import type { FrameTerms } from "../frame/frame-terms.ts";
import type { FoundInFile } from "../read/reading-orders.ts";

/** The row of the file itself, with what its reading found. */
export async function insertFile(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	input: { file_name: string },
	{ control, period }: FrameTerms,
	{ summary }: FoundInFile,
	id: string,
): Promise<void> {
	await insertPurchaseFile(trx, {
		id,
		period_key: period.key,
		file_name: input.file_name,
		sha256: summary.sha256,
		bytes: summary.bytes,
		encoding: summary.encoding,
		delimiter: summary.delimiter,
		columns: JSON.stringify(summary.columns),
		rows: summary.rows,
		refused: JSON.stringify({ count: summary.refused_count, rows: summary.refused }),
		sum_ore: summary.sumOre,
		imported_at: nowOf(ctx),
		imported_by: ctx.actor.id!,
	});
	await record({
		type: "purchases.imported",
		unit_id: control.unit_id,
		object: { kind: "purchase_file", id },
		data: {
			file_name: input.file_name,
			period_key: period.key,
			sha256: summary.sha256,
			rows: summary.rows,
			refused: summary.refused_count,
			sum_ore: summary.sumOre,
		},
	});
}
