import { createHash } from "node:crypto";
import type { Db } from "../../../../db/open.ts";
import { listWaitingLines } from "../../../../db/queries/checks/populations-corrections.ts";
import { listFramedKeys, type StoredLine } from "../../../../db/queries/checks/populations.ts";
import { itemKey } from "../../../ground/sampling/selection.ts";
import { digestInMemory, type FrameDigest } from "./frame-digest.ts";
import { type FrameTerms, type FrameUnit, NO_LIMIT } from "./frame-terms.ts";
import { outsideFrame } from "./frame-rules.ts";
import { CostCounts, type CostsShown } from "./what-is-counted.ts";
import type { Place, PlacedItem } from "./placed-item.ts";
import { eachItems, type FileReading } from "../read/read-file.ts";
import { belowLimit, type PurchaseItem } from "../../../ground/reading/vouchers.ts";
import { invoiceSupplierOf } from "../read/row-counts.ts";

export interface FrameTotals {
	n: number;
	sum_ore: number;
	/** The sum without credit notes: what can be drawn by amount. */
	positive_ore: number;
	/** Every unit in the control, those without purchases among them. */
	strata: Map<string, { unit: FrameUnit; n: number; sum_ore: number }>;
	/** Items of the file that are not in the frame, credit notes among them. */
	outside: Record<Exclude<Place, "frame">, number>;
	/** What the costs are, and which are no purchases. */
	costs: CostsShown;
	/** Purchases that a corrected file added to a drawn period and that this frame takes in, not being in its own file. */
	waiting: StoredLine[];
	digest: string;
}

/** The number of items asked about in one database query. */
const LOT = 500;

/** Reads the file's items and places each; the same for a preview and for the import, so that what was shown is what is stored. */
export async function placeItems(
	db: Db,
	path: string,
	terms: FrameTerms,
	reading: FileReading,
	onPlaced?: (placed: PlacedItem[]) => Promise<void>,
): Promise<FrameTotals> {
	const placing = await beginPlacing(db, terms, onPlaced);
	await eachItems(path, terms.read, reading, placing.add);
	return placing.finish();
}

export interface Placing {
	/** Places more items of the file. */
	add(items: PurchaseItem[]): Promise<void>;
	/** What frame all of them give. Throws `FileRefused` for a purchase that came twice. */
	finish(): FrameTotals;
}

/** Places the items of a file as they come. */
export async function beginPlacing(
	db: Db,
	terms: FrameTerms,
	onPlaced: (placed: PlacedItem[]) => Promise<void> = async () => {},
	digest: FrameDigest = digestInMemory(),
): Promise<Placing> {
	const costs = new CostCounts();
	const totals: FrameTotals = {
		n: 0,
		sum_ore: 0,
		positive_ore: 0,
		strata: new Map(terms.units.filter((unit) => unit.in_control).map((unit) => [unit.id, { unit, n: 0, sum_ore: 0 }])),
		outside: { credit_note: 0, over_limit: 0, zero: 0, earlier_frame: 0, unit_outside: 0, not_purchase: 0 },
		costs: costs.shown(),
		waiting: [],
		digest: "",
	};
	// Invoices of hired staff are costs of their own kind, and their control takes them all.
	const isOutside = terms.limit.limit_ore === NO_LIMIT ? () => null : outsideFrame(terms.rules);
	const waiting = await waitingFor(db, terms);
	const add = async (items: PurchaseItem[]) => {
		for (let from = 0; from < items.length; from += LOT) {
			const placed = await placeLot(db, terms, items.slice(from, from + LOT), isOutside);
			for (const one of placed) {
				digest.add(one);
				costs.add(one);
				waiting.delete(one.key);
				count(totals, one);
			}
			await onPlaced(placed);
		}
	};
	const finish = () => {
		totals.waiting = [...waiting.values()];
		totals.digest = digest.finish(totals.waiting);
		for (const line of totals.waiting) addToFrame(totals, line.unit_id, line.amount_ore);
		totals.costs = costs.shown();
		return totals;
	};
	return { add, finish };
}

/**
 * Lists late purchases known from a corrected file. Those already in a frame, or at units outside the control, are left out.
 */
async function waitingFor(db: Db, terms: FrameTerms): Promise<Map<string, StoredLine>> {
	if (!opensFrame(terms)) return new Map();
	const lines = await listWaitingLines(db, terms.control.key, terms.period.last_day);
	const inControl = new Set(terms.units.filter((unit) => unit.in_control).map((unit) => unit.id));
	const keys = lines.map((line) => line.item_key);
	const framed = new Set<string>();
	for (let from = 0; from < keys.length; from += LOT) {
		const lot = await listFramedKeys(db, terms.control.key, keys.slice(from, from + LOT), terms.corrected?.id);
		for (const key of lot) framed.add(key);
	}
	return new Map(
		lines
			.filter((line) => inControl.has(line.unit_id) && !framed.has(line.item_key))
			.map((line) => [line.item_key, line]),
	);
}

/** False for a corrected file of a period whose sample is drawn: the frame stands, and nothing joins it. */
export function opensFrame({ corrected }: FrameTerms): boolean {
	return corrected === null || corrected.drawn_at === null;
}

async function placeLot(
	db: Db,
	terms: FrameTerms,
	items: readonly PurchaseItem[],
	isOutside: (item: PurchaseItem) => string | null,
): Promise<PlacedItem[]> {
	const placed = items.map((item): PlacedItem => {
		// The unit exists: rows of unknown units were refused when the file was read.
		const unit = terms.unitOf(item.unit_code)!;
		const why = isOutside(item);
		const place = why === null ? placeOf(item, unit, terms.limit) : "not_purchase";
		return { item, unit, key: keyOf(item, unit), place, why };
	});
	const candidates = placed.filter((one) => one.place === "frame");
	const framed = await listFramedKeys(
		db,
		terms.control.key,
		candidates.map((one) => one.key),
		terms.corrected?.id,
	);
	for (const one of candidates) if (framed.has(one.key)) one.place = "earlier_frame";
	return placed;
}

function placeOf(item: PurchaseItem, unit: FrameUnit, { limit_ore, counted }: FrameTerms["limit"]): Place {
	if (item.amount_ore === 0) return "zero";
	if (limit_ore !== NO_LIMIT && !belowLimit(item, limit_ore, counted)) return "over_limit";
	if (!unit.in_control) return "unit_outside";
	// Invoices of hired staff are drawn by amount, where a credit note is set aside by the draw itself.
	return item.amount_ore < 0 && limit_ore !== NO_LIMIT ? "credit_note" : "frame";
}

/**
 * company|series|year|number|part. The part is the unit's code (and an invoice's supplier), not a running number: that would change
 * when the same voucher is listed again with more or fewer of its rows, and the voucher would then be in two frames.
 */
function keyOf(item: PurchaseItem, unit: FrameUnit): string {
	const place = unit.code ?? unit.name;
	const supplier = supplierTag(item);
	const part = place === "" || supplier === "" ? place + supplier : `${place}/${supplier}`;
	return itemKey([item.company, item.series, String(item.year), item.number, part]);
}

/** The supplier's number in the ledger; without one a digest, because a name or number of a sole trader is personal data. */
function supplierTag(item: PurchaseItem): string {
	const supplier = invoiceSupplierOf(item.description);
	if (supplier === "" || item.description.supplier_no !== null) return supplier;
	return createHash("sha256").update(supplier.normalize("NFC")).digest("hex").slice(0, 12);
}

function count(totals: FrameTotals, { item, unit, place }: PlacedItem): void {
	if (place !== "frame") {
		totals.outside[place] += 1;
		return;
	}
	addToFrame(totals, unit.id, item.amount_ore);
}

function addToFrame(totals: FrameTotals, unitId: string, amountOre: number): void {
	const stratum = totals.strata.get(unitId)!;
	totals.n += 1;
	totals.sum_ore += amountOre;
	totals.positive_ore += Math.max(0, amountOre);
	stratum.n += 1;
	stratum.sum_ore += amountOre;
}
