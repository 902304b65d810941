import { occurrenceOf } from "../../calendar/occurrence.ts";
import { type Delimiter, detectDelimiter } from "./delimiter.ts";
import type { Columns, Field } from "./headings.ts";
import { amountWarning } from "./line-amounts.ts";
import type { PurchaseLine } from "./purchase-line.ts";
import { PurchaseRows } from "./purchase-rows.ts";
import type { PurchasesSummary } from "./purchases-summary.ts";
import type { ReadOptions } from "./read-options.ts";
import { RecordSplitter } from "./split-records.ts";
import { TextFile } from "./text-file.ts";

export interface ReadProgress {
	/** Bytes received from the source so far. */
	bytes: number;
}

/**
 * Reads a purchases file once, in constant memory (some 25 MB of row hashes per million rows on top of a few windows of text).
 * `onLines` gets the understood rows in lots of some thousand and is awaited; without it this is a preview. Rows whose amount must
 * wait for the file to show its decimal mark arrive later than their place, so order by `line_no_in_file`.
 * The last `onLines` may come before a `FileRefused`: store in one transaction.
 * @throws FileRefused (ColumnsMissing) with one Swedish sentence when the file as a whole cannot be read.
 * @throws RangeError when the period is no occurrence key.
 */
export async function readPurchases(
	source: AsyncIterable<Uint8Array>,
	options: ReadOptions,
	onLines?: (lines: PurchaseLine[], progress: ReadProgress) => void | Promise<void>,
): Promise<PurchasesSummary> {
	occurrenceOf(options.period);
	const file = new TextFile(source, options.maxBytes ?? 1_000_000_000);
	const rows = new PurchaseRows(options, onLines !== undefined);
	let delimiter: Delimiter | undefined;
	let splitter: RecordSplitter | undefined;
	for await (const { text, is_last } of file.windows()) {
		options.signal?.throwIfAborted();
		delimiter ??= detectDelimiter(text);
		splitter ??= new RecordSplitter(delimiter);
		splitter.push(text, is_last, rows);
		if (is_last) rows.finish();
		const lines = rows.takeLines();
		if (lines.length > 0) await onLines?.(lines, { bytes: file.bytes });
	}
	const { headings, columns, unrecognised } = rows.heading();
	const { tally } = rows;
	const warning = amountWarning(columns, options.vat_basis ?? "net");
	return {
		encoding: file.encoding,
		delimiter: delimiter ?? ";",
		columns: headingsOf(columns, headings),
		unrecognised,
		rows: tally.rows,
		refused: tally.refusedRows,
		refused_count: tally.refusedCount,
		sumOre: tally.sumOre,
		units: tally.units,
		first_lines: tally.firstLines,
		warnings: warning ? [warning] : [],
		sha256: file.sha256(),
		bytes: file.bytes,
	};
}

function headingsOf(columns: Columns, headings: readonly string[]): Partial<Record<Field, string>> {
	const entries = Object.entries(columns).map(([field, index]) => [field, headings[index] ?? ""]);
	return Object.fromEntries(entries);
}
