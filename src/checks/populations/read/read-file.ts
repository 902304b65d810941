import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";
import { MAX_REFUSED_KEPT, type PurchasesSummary, type RefusedRow } from "../../../ground/reading/purchases-summary.ts";
import type { ReadOptions } from "../../../ground/reading/read-options.ts";
import { readPurchaseFile } from "../../../ground/reading/read-purchase-file.ts";
import { groupIntoVouchers, type PurchaseItem } from "../../../ground/reading/vouchers.ts";
import { numberOf, RowCounts } from "./row-counts.ts";

/** How a file is read: the reader's own options, and which units there are. */
export interface ReadTerms {
	options: ReadOptions;
	/** False for a unit code the register does not know; left out when nothing is known about units. */
	knowsUnit?: (code: string) => boolean;
}

/** What the first reading found. `summary` counts rows of unknown units among the refused ones. */
export interface FileReading {
	summary: PurchasesSummary;
	counts: RowCounts;
	/** True when no column says which unit a row belongs to. */
	lacksUnit: boolean;
}

/**
 * Reads the file once: what it holds, and how many rows each number has. Throws `FileRefused` with one sentence when the file as a
 * whole cannot be read.
 */
export async function readFile(path: string, terms: ReadTerms): Promise<FileReading> {
	const counts = new RowCounts();
	const unknown: RefusedRow[] = [];
	let unknownCount = 0;
	const summary = await readPurchaseFile(path, terms.options, (lines) => {
		for (const line of lines) {
			if (isKnown(line, terms)) counts.add(line);
			else {
				unknownCount += 1;
				unknown.push({ line: line.line_no_in_file, reason: `Okänd enhet ${line.unit_code}.` });
				if (unknown.length >= 2 * MAX_REFUSED_KEPT) firstOf(unknown);
			}
		}
	});
	const { unit_code, unit_name } = summary.columns;
	const lacksUnit = unit_code === undefined && unit_name === undefined;
	return { summary: withRefused(summary, unknown, unknownCount, terms), counts, lacksUnit };
}

/**
 * Reads the file again and gives its items in lots, each complete. Rows of one voucher wait for each other, so memory holds only
 * vouchers whose rows lie apart in the file.
 */
export async function eachItems(
	path: string,
	terms: ReadTerms,
	counts: RowCounts,
	onItems: (items: PurchaseItem[]) => Promise<void>,
): Promise<void> {
	const waiting = new Map<string, PurchaseLine[]>();
	await readPurchaseFile(path, terms.options, async (lines) => {
		const items: PurchaseItem[] = [];
		for (const line of lines) {
			if (!isKnown(line, terms)) continue;
			const expected = counts.of(line);
			if (expected === 1) items.push(...groupIntoVouchers([line]));
			else items.push(...completed(waiting, line, expected));
		}
		await onItems(items);
	});
	const rest = [...waiting.values()].flatMap((lines) => groupIntoVouchers(lines));
	if (rest.length > 0) await onItems(rest);
}

/** The items of the line's number when this was its last row; until then none. */
function completed(waiting: Map<string, PurchaseLine[]>, line: PurchaseLine, expected: number): PurchaseItem[] {
	const number = numberOf(line);
	const lines = waiting.get(number) ?? [];
	lines.push(line);
	if (lines.length < expected) {
		waiting.set(number, lines);
		return [];
	}
	waiting.delete(number);
	return groupIntoVouchers(lines);
}

function isKnown(line: PurchaseLine, terms: ReadTerms): boolean {
	return line.unit_code === null || (terms.knowsUnit?.(line.unit_code) ?? true);
}

/** Moves the rows of unknown units from understood to refused. */
function withRefused(
	summary: PurchasesSummary,
	unknown: RefusedRow[],
	count: number,
	terms: ReadTerms,
): PurchasesSummary {
	if (count === 0) return summary;
	const refused = firstOf([...summary.refused, ...unknown]);
	const units = summary.units.filter(({ unit_code }) => unit_code === null || terms.knowsUnit?.(unit_code) !== false);
	return {
		...summary,
		units,
		refused,
		refused_count: summary.refused_count + count,
		rows: summary.rows - count,
		sumOre: units.reduce((sum, unit) => sum + unit.sumOre, 0),
		first_lines: summary.first_lines.filter((line) => isKnown(line, terms)),
	};
}

/** Cuts the list, in place, to the first rows by line. */
function firstOf(rows: RefusedRow[]): RefusedRow[] {
	rows.sort((a, b) => a.line - b.line).splice(MAX_REFUSED_KEPT);
	return rows;
}
