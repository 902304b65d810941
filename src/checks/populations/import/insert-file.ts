import { insertPurchaseFile } from "../../../../db/writes/checks/populations.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import type { Writing } from "../../../ground/write/write.ts";
import type { FrameInput, FrameTerms, FrameUnit } from "../frame/frame-terms.ts";
import type { FoundInFile } from "../read/reading-orders.ts";

/** The row of the file itself, with what its reading found. */
export async function insertFile(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	input: Pick<FrameInput, "reading" | "source"> & { file_name: string },
	{ control, period, units, placed, source }: FrameTerms,
	{ summary }: FoundInFile,
	{ file_id: id, source_id }: { file_id: string; source_id: string | null },
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
		source_id,
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
			...said("source", source?.name ?? input.source ?? ""),
			...(summary.is_undated ? { undated: true } : {}),
			...(summary.damage ? { damaged: true } : {}),
			...said("read_as", readAsText(input.reading ?? {})),
			...said("placed", placedText(placed, units)),
		},
	});
}

function said<K extends string>(key: K, text: string): { [P in K]?: string } {
	return text === "" ? {} : ({ [key]: text } as { [P in K]?: string });
}

function readAsText({ heading_line, delimiter, encoding, sheet }: NonNullable<FrameInput["reading"]>): string {
	return [
		...(heading_line === undefined ? [] : [`rubriker på rad ${heading_line}`]),
		...(delimiter === undefined ? [] : [`avgränsaren ${delimiter === "\t" ? "tabb" : delimiter}`]),
		...(encoding === undefined ? [] : [`teckenkodningen ${encoding}`]),
		...(sheet === undefined ? [] : [`kalkylbladet ”${sheet}”`]),
	].join(", ");
}

function placedText(placed: FrameTerms["placed"], units: readonly FrameUnit[]): string {
	const names = new Map(units.map((unit) => [unit.id, unit.name]));
	return Object.entries(placed)
		.map(([code, id]) => `${code} på ${names.get(id)}`)
		.join(", ");
}
