import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";
import type { PurchasesSummary } from "../../../ground/reading/purchases-summary.ts";
import type { ReadOptions } from "../../../ground/reading/read-options.ts";
import { readPurchaseFile } from "../../../ground/reading/read-purchase-file.ts";
import { groupIntoVouchers, itemOfLine, type PurchaseItem } from "../../../ground/reading/vouchers.ts";
import { CondemnedItems, itemOf } from "./condemned-items.ts";
import { ItemsAtOnce } from "./items-at-once.ts";
import { MovedRows } from "./moved-rows.ts";
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

/** Takes the items of a file while it is read. */
export interface ItemSink {
	add(items: PurchaseItem[]): Promise<void>;
	/** What was given is of no use: all of it comes once more. */
	again(): Promise<void>;
}

/**
 * Reads the file: what it holds, and how many rows each number has. When a row is refused its whole item is, which takes a second
 * reading. `sink` gets the items at once where the rows of each number stand together, and otherwise with that second reading; not
 * at all (`isGiven`) while some rows' unit is not chosen. Throws `FileRefused` with one sentence when the file as a whole cannot be read.
 */
export async function readFile(path: string, terms: ReadTerms, sink?: ItemSink): Promise<FileReading> {
	const counts = new RowCounts();
	const condemned = new CondemnedItems();
	const unplaced = new Unplaced();
	let lacksPlace = false;
	const onRefused: ReadOptions["onRefused"] = ({ line }, item) => item && condemned.add(item, line);
	const items = sink && new ItemsAtOnce((lot) => sink.add(lot));
	const summary = await readPurchaseFile(path, { ...terms.options, onRefused }, async (lines, { part, has_units }) => {
		for (const line of lines) {
			const isFirst = counts.add(line, part);
			if (isPlaced(line, terms, has_units)) {
				const placed = atUnit(line, terms);
				lacksPlace ||= placed.unit_code === null;
				items?.add(placed, isFirst);
				continue;
			}
			unplaced.add(line);
			condemned.add(itemOf(line), line.line_no_in_file);
		}
		if (lacksPlace || !condemned.isEmpty) items?.giveUp();
		await items?.give();
	});
	await items?.finish();
	const { unit_code, unit_name } = summary.columns;
	const lacksUnit = unit_code === undefined && unit_name === undefined;
	const wasGiven = items?.isWhole === true && condemned.isEmpty;
	const again = sink && !wasGiven && !lacksPlace ? sink : undefined;
	const isGiven = wasGiven || again !== undefined;
	const reading = { counts, condemned, unplaced: unplaced.units(), lacksUnit, isGiven };
	if (condemned.isEmpty && !again) return { summary, ...reading };
	await again?.again();
	return { summary: await readAgain(path, terms, summary, reading, again), ...reading };
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
	const whole = new WholeItems(terms, counts, condemned);
	await readPurchaseFile(path, terms.options, (lines) => onItems(whole.of(lines)));
	const rest = whole.rest();
	if (rest.length > 0) await onItems(rest);
}

/** Gives items as the last of their rows comes, when it is known how many each has. */
class WholeItems {
	readonly #terms: ReadTerms;
	readonly #counts: RowCounts;
	readonly #condemned: CondemnedItems;
	readonly #waiting = new Map<string, PurchaseLine[]>();

	constructor(terms: ReadTerms, counts: RowCounts, condemned: CondemnedItems) {
		this.#terms = terms;
		this.#counts = counts;
		this.#condemned = condemned;
	}

	of(lines: readonly PurchaseLine[]): PurchaseItem[] {
		const items: PurchaseItem[] = [];
		for (const read of lines) {
			if (this.#condemned.lineFor(read) !== undefined) continue;
			const line = atUnit(read, this.#terms);
			const expected = this.#counts.of(line);
			if (expected === 1) items.push(itemOfLine(line));
			else items.push(...this.#completed(line, expected));
		}
		return items;
	}

	/** What still waits, to be asked for after the last line. */
	rest(): PurchaseItem[] {
		return [...this.#waiting.values()].flatMap((lines) => groupIntoVouchers(lines));
	}

	/** The items of the line's number when this was its last row; until then none. */
	#completed(line: PurchaseLine, expected: number): PurchaseItem[] {
		const number = numberOf(line);
		const lines = this.#waiting.get(number) ?? [];
		lines.push(line);
		if (lines.length < expected) {
			this.#waiting.set(number, lines);
			return [];
		}
		this.#waiting.delete(number);
		return groupIntoVouchers(lines);
	}
}

/** The line under its unit's one name; it is the reading's own, and copying it would cost as much as making it. */
function atUnit(line: PurchaseLine, { unitName }: ReadTerms): PurchaseLine {
	if (unitName) line.unit_code = unitName(line.unit_code);
	return line;
}

function isPlaced(line: PurchaseLine, terms: ReadTerms, hasUnits: boolean): boolean {
	if (line.unit_code === null) return !hasUnits || terms.places_unitless === true;
	return terms.knowsUnit?.(line.unit_code) ?? true;
}

/** The second reading: moves the rows of condemned items from understood to refused, and gives all other items when asked. */
async function readAgain(
	path: string,
	terms: ReadTerms,
	summary: PurchasesSummary,
	{ counts, condemned }: Pick<FileReading, "counts" | "condemned">,
	sink: ItemSink | undefined,
): Promise<PurchasesSummary> {
	const whole = sink && new WholeItems(terms, counts, condemned);
	const moved = new MovedRows(summary);
	await readPurchaseFile(path, terms.options, async (lines, { has_units }) => {
		for (const line of condemned.isEmpty ? [] : lines) {
			const because = condemned.lineFor(line);
			if (because === undefined) continue;
			moved.move(line, isPlaced(line, terms, has_units) ? wholeReason(line, because) : unplacedReason(line));
		}
		if (whole) await sink!.add(whole.of(lines));
	});
	const rest = whole?.rest() ?? [];
	if (rest.length > 0) await sink!.add(rest);
	return moved.summary((line) => condemned.lineFor(line) === undefined);
}

function unplacedReason({ unit_code }: PurchaseLine): string {
	return unit_code === null ? "Raden saknar enhet." : `Okänd enhet ${unit_code}.`;
}

function wholeReason(line: PurchaseLine, because: number): string {
	const { series, number } = itemOf(line);
	const name = `${series} ${number}`.trim();
	return `${name} är avvisad i sin helhet, eftersom rad ${because} är avvisad: en rest skulle kunna se ut som ett mindre inköp.`;
}
