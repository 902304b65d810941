import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";
import { MAX_REFUSED_KEPT, type PurchasesSummary, type RefusedRow } from "../../../ground/reading/purchases-summary.ts";
import type { ReadOptions } from "../../../ground/reading/read-options.ts";
import { readPurchaseFile } from "../../../ground/reading/read-purchase-file.ts";
import { groupIntoVouchers, itemOfLine, type PurchaseItem } from "../../../ground/reading/vouchers.ts";
import { CondemnedItems, itemOf } from "./condemned-items.ts";
import { ItemsAtOnce } from "./items-at-once.ts";
import { numberOf, RowCounts } from "./row-counts.ts";
import { Unplaced, type UnplacedUnit } from "./unplaced.ts";

/** How a file is read: the reader's own options, and which units there are. */
export interface ReadTerms {
	options: ReadOptions;
	/** False for a unit code the register does not know; left out when nothing is known about units. */
	knowsUnit?: (code: string) => boolean;
	/** One name for a unit whatever the ledger calls it, so that a voucher's rows at one unit are one item. */
	unitName?: (code: string | null) => string | null;
	/** Rows that name no unit have been placed on one, although other rows name theirs. */
	places_unitless?: boolean;
}

/** What the first reading found. `summary` counts rows without a place, and the rest of their items, among the refused ones. */
export interface FileReading {
	summary: PurchasesSummary;
	counts: RowCounts;
	condemned: CondemnedItems;
	/** Rows of unknown units, and rows that name none where others do. */
	unplaced: UnplacedUnit[];
	/** True when no column says which unit a row belongs to. */
	lacksUnit: boolean;
	/** True when every item of the file was given while it was read. */
	isGiven: boolean;
}

/**
 * Reads the file: what it holds, and how many rows each number has. When a row is refused its whole item is, which takes a second
 * reading. `onItems` gets the items at once, as far as they can be told (`isGiven`). Throws `FileRefused` with one sentence when the file as a whole cannot be read.
 */
export async function readFile(
	path: string,
	terms: ReadTerms,
	onItems?: (items: PurchaseItem[]) => Promise<void>,
): Promise<FileReading> {
	const counts = new RowCounts();
	const condemned = new CondemnedItems();
	const unplaced = new Unplaced();
	const onRefused: ReadOptions["onRefused"] = ({ line }, item) => item && condemned.add(item, line);
	const items = onItems && new ItemsAtOnce(onItems);
	const summary = await readPurchaseFile(path, { ...terms.options, onRefused }, async (lines, { has_units }) => {
		for (const line of lines) {
			const isFirst = counts.add(line);
			if (isPlaced(line, terms, has_units)) {
				const placed = atUnit(line, terms);
				if (placed.unit_code === null) items?.giveUp();
				else items?.add(placed, isFirst);
				continue;
			}
			unplaced.add(line);
			condemned.add(itemOf(line), line.line_no_in_file);
		}
		if (!condemned.isEmpty) items?.giveUp();
		await items?.give();
	});
	await items?.finish();
	const { unit_code, unit_name } = summary.columns;
	const lacksUnit = unit_code === undefined && unit_name === undefined;
	const isGiven = items?.isWhole === true && condemned.isEmpty;
	const reading = { counts, condemned, unplaced: unplaced.units(), lacksUnit, isGiven };
	if (condemned.isEmpty) return { summary, ...reading };
	return { summary: await withoutCondemned(path, terms, summary, condemned), ...reading };
}

/**
 * Reads the file again and gives its items in lots, each complete. Rows of one voucher wait for each other, so memory holds only
 * vouchers whose rows lie apart in the file.
 */
export async function eachItems(
	path: string,
	terms: ReadTerms,
	{ counts, condemned }: Pick<FileReading, "counts" | "condemned">,
	onItems: (items: PurchaseItem[]) => Promise<void>,
): Promise<void> {
	const waiting = new Map<string, PurchaseLine[]>();
	await readPurchaseFile(path, terms.options, async (lines) => {
		const items: PurchaseItem[] = [];
		for (const read of lines) {
			if (condemned.lineFor(read) !== undefined) continue;
			const line = atUnit(read, terms);
			const expected = counts.of(line);
			if (expected === 1) items.push(itemOfLine(line));
			else items.push(...completed(waiting, line, expected));
		}
		await onItems(items);
	});
	const rest = [...waiting.values()].flatMap((lines) => groupIntoVouchers(lines));
	if (rest.length > 0) await onItems(rest);
}

/** The line under its unit's one name. */
function atUnit(line: PurchaseLine, { unitName }: ReadTerms): PurchaseLine {
	const unit_code = unitName ? unitName(line.unit_code) : line.unit_code;
	return unit_code === line.unit_code ? line : { ...line, unit_code };
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

function isPlaced(line: PurchaseLine, terms: ReadTerms, hasUnits: boolean): boolean {
	if (line.unit_code === null) return !hasUnits || terms.places_unitless === true;
	return terms.knowsUnit?.(line.unit_code) ?? true;
}

/** Moves the rows of condemned items from understood to refused. */
async function withoutCondemned(
	path: string,
	terms: ReadTerms,
	summary: PurchasesSummary,
	condemned: CondemnedItems,
): Promise<PurchasesSummary> {
	const units = new Map(summary.units.map((unit) => [unit.unit_code, { ...unit }]));
	const refused: RefusedRow[] = [...summary.refused];
	let count = 0;
	let sumOre = 0;
	await readPurchaseFile(path, terms.options, (lines, { has_units }) => {
		for (const line of lines) {
			const because = condemned.lineFor(line);
			if (because === undefined) continue;
			count += 1;
			sumOre += line.amount_ore;
			const unit = units.get(line.unit_code)!;
			unit.rows -= 1;
			unit.sumOre -= line.amount_ore;
			const reason = isPlaced(line, terms, has_units) ? wholeReason(line, because) : unplacedReason(line);
			refused.push({ line: line.line_no_in_file, reason });
			if (refused.length >= 2 * MAX_REFUSED_KEPT) firstOf(refused);
		}
	});
	return {
		...summary,
		units: [...units.values()].filter((unit) => unit.rows > 0),
		refused: firstOf(refused),
		refused_count: summary.refused_count + count,
		rows: summary.rows - count,
		sumOre: summary.sumOre - sumOre,
		first_lines: summary.first_lines.filter((line) => condemned.lineFor(line) === undefined),
	};
}

function unplacedReason({ unit_code }: PurchaseLine): string {
	return unit_code === null ? "Raden saknar enhet." : `Okänd enhet ${unit_code}.`;
}

function wholeReason(line: PurchaseLine, because: number): string {
	const { series, number } = itemOf(line);
	const name = `${series} ${number}`.trim();
	return `${name} är avvisad i sin helhet, eftersom rad ${because} är avvisad: en rest skulle kunna se ut som ett mindre inköp.`;
}

/** Cuts the list, in place, to the first rows by line. */
function firstOf(rows: RefusedRow[]): RefusedRow[] {
	rows.sort((a, b) => a.line - b.line).splice(MAX_REFUSED_KEPT);
	return rows;
}
