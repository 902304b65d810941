import { occurrenceOf } from "../calendar/occurrence.ts";
import { DelimitedFile } from "./delimited-file.ts";
import { ColumnsMissing } from "./file-refused.ts";
import type { Columns } from "./headings.ts";
import type { Field } from "./fields.ts";
import type { FileWarning } from "./file-warning.ts";
import { amountWarning } from "./line-amounts.ts";
import { damageText } from "./letter-damage.ts";
import type { PurchaseLine } from "./purchase-line.ts";
import { PurchaseRows } from "./purchase-rows.ts";
import type { PurchasesSummary } from "./purchases-summary.ts";
import type { ReadOptions } from "./read-options.ts";
import type { FileForm, RowFile } from "./row-file.ts";

export interface ReadProgress {
	/** How much of the file has been read, from 0 to 1; null where its size is not known. */
	part: number | null;
	/** The file has a column that says which unit a row belongs to. */
	has_units: boolean;
}

export type OnLines = (lines: PurchaseLine[], progress: ReadProgress) => void | Promise<void>;

/** `readFileRows` of delimited text that arrives in chunks. */
export function readPurchases(
	source: AsyncIterable<Uint8Array>,
	options: ReadOptions,
	onLines?: OnLines,
): Promise<PurchasesSummary> {
	return readFileRows(new DelimitedFile(source, options.maxBytes ?? 1_000_000_000, options), options, onLines);
}

/**
 * Reads a purchases file once, in constant memory (some 25 MB of row hashes per million rows on top of a few windows of text).
 * `onLines` gets the understood rows in lots of some thousand and is awaited; without it this is a preview. Rows whose amount must
 * wait for the file to show its decimal mark arrive later than their place, so order by `line_no_in_file`.
 * The last `onLines` may come before a `FileRefused`: store in one transaction.
 * @throws FileRefused (ColumnsMissing) with one Swedish sentence when the file as a whole cannot be read.
 * @throws RangeError when the period is no occurrence key.
 */
export async function readFileRows(file: RowFile, options: ReadOptions, onLines?: OnLines): Promise<PurchasesSummary> {
	occurrenceOf(options.period);
	const part = () => (options.size === undefined ? null : Math.min(1, file.bytes / options.size));
	const rows = new PurchaseRows(options, onLines !== undefined, part);
	const give = async () => {
		const lines = rows.takeLines();
		if (lines.length > 0) await onLines?.(lines, { part: part(), has_units: hasUnits(rows.heading().columns) });
	};
	try {
		for await (const _lot of file.lots(rows)) {
			options.signal?.throwIfAborted();
			await give();
		}
		rows.finish();
	} catch (error) {
		throw error instanceof ColumnsMissing ? error.in(file) : error;
	}
	await give();
	const { headings, columns, unrecognised, line, number_field, is_undated } = rows.heading();
	const { tally } = rows;
	const warning = amountWarning(columns, options.vat_basis ?? "net");
	return {
		encoding: file.encoding,
		delimiter: file.form,
		heading_line: SELF_NAMED.has(file.form) ? null : line,
		seen: rows.seenHeading(),
		number_field,
		is_undated,
		damage: file.damage,
		sheets: file.sheets,
		named_count: rows.named.count,
		columns: headingsOf(columns, headings),
		unrecognised,
		rows: tally.rows,
		refused: tally.refusedRows,
		refused_count: tally.refusedCount,
		sumOre: tally.sumOre,
		units: tally.units,
		first_lines: tally.firstLines,
		warnings: inLineOrder([
			...file.warnings,
			...rows.warnings,
			...damageWarning(file),
			...(warning ? [{ line: null, text: warning }] : []),
		]),
		sha256: file.sha256(),
		bytes: file.bytes,
	};
}

/** Forms whose rows name their own values. */
const SELF_NAMED: ReadonlySet<FileForm> = new Set(["json", "sie"]);

function damageWarning({ damage }: RowFile): FileWarning[] {
	return damage ? [{ line: null, text: damageText(damage) }] : [];
}

/** Warnings by line; those of the file as a whole last. */
function inLineOrder(warnings: FileWarning[]): FileWarning[] {
	return warnings.sort((a, b) => (a.line ?? Number.POSITIVE_INFINITY) - (b.line ?? Number.POSITIVE_INFINITY) || 0);
}

function hasUnits({ unit_code, unit_name }: Columns): boolean {
	return unit_code !== undefined || unit_name !== undefined;
}

function headingsOf(columns: Columns, headings: readonly string[]): Partial<Record<Field, string>> {
	const entries = Object.entries(columns).map(([field, index]) => [field, headings[index] ?? ""]);
	return Object.fromEntries(entries);
}
