import { createHash } from "node:crypto";
import type { Db } from "../../db/open.ts";
import { listFramedKeys } from "../../db/queries/populations.ts";
import { itemKey } from "../sampling/selection.ts";
import type { FrameTerms, FrameUnit } from "./frame-terms.ts";
import { eachItems, type FileReading } from "./read-file.ts";
import { belowLimit, type PurchaseItem } from "./reading/vouchers.ts";
import { invoiceSupplierOf } from "./row-counts.ts";
import { UniqueKeys } from "./unique-keys.ts";

/**
 * Where an item belongs. The frame: 0 < |amount| < limit, so a credit note counts by its size; at a unit where the control is
 * carried out; in no earlier frame of the control, whatever its date up to the period's last day.
 */
type Place = "frame" | "over_limit" | "zero" | "earlier_frame" | "unit_outside";

export interface PlacedItem {
	item: PurchaseItem;
	key: string;
	unit: FrameUnit;
	place: Place;
}

export interface FrameTotals {
	n: number;
	sum_ore: number;
	/** Every unit in the control, those without purchases among them. */
	strata: Map<string, { unit: FrameUnit; n: number; sum_ore: number }>;
	/** Items of the file that are not in the frame. */
	outside: Record<Exclude<Place, "frame">, number>;
	/** What the digest is made of. */
	rows: { key: string; amountOre: number }[];
}

/** Lots of items that one question to the database is asked about. */
const LOT = 500;

/** Reads the file's items and places each; the same for a preview and for the import, so that what was shown is what is stored. */
export async function placeItems(
	db: Db,
	path: string,
	terms: FrameTerms,
	reading: FileReading,
	onPlaced: (placed: PlacedItem[]) => Promise<void> = async () => {},
): Promise<FrameTotals> {
	const totals: FrameTotals = {
		n: 0,
		sum_ore: 0,
		strata: new Map(terms.units.filter((unit) => unit.in_control).map((unit) => [unit.id, { unit, n: 0, sum_ore: 0 }])),
		outside: { over_limit: 0, zero: 0, earlier_frame: 0, unit_outside: 0 },
		rows: [],
	};
	const keys = new UniqueKeys();
	await eachItems(path, terms.read, reading.counts, async (items) => {
		for (let from = 0; from < items.length; from += LOT) {
			const placed = await placeLot(db, terms, items.slice(from, from + LOT));
			for (const one of placed) {
				keys.add(one);
				count(totals, one);
			}
			if (!keys.hasSame) await onPlaced(placed);
		}
	});
	keys.refuseSame();
	return totals;
}

async function placeLot(db: Db, terms: FrameTerms, items: readonly PurchaseItem[]): Promise<PlacedItem[]> {
	const placed = items.map((item): PlacedItem => {
		// rows of unknown units were refused when the file was read
		const unit = terms.unitOf(item.unit_code)!;
		return { item, unit, key: keyOf(item, unit), place: placeOf(item, unit, terms.limit.limit_ore) };
	});
	const candidates = placed.filter((one) => one.place === "frame");
	const framed = await listFramedKeys(
		db,
		terms.control.key,
		candidates.map((one) => one.key),
	);
	for (const one of candidates) if (framed.has(one.key)) one.place = "earlier_frame";
	return placed;
}

function placeOf(item: PurchaseItem, unit: FrameUnit, limitOre: number): Place {
	if (item.amount_ore === 0) return "zero";
	if (!belowLimit(item, limitOre)) return "over_limit";
	return unit.in_control ? "frame" : "unit_outside";
}

/**
 * company|series|year|number|part. The part is the unit's code (and an invoice's supplier), not a running number: that would change
 * when the same voucher is listed again with more or fewer of its rows, and the voucher would then be in two frames.
 */
function keyOf(item: PurchaseItem, unit: FrameUnit): string {
	const part = [unit.code ?? unit.name, supplierTag(item)].filter((text) => text !== "").join("/");
	return itemKey([item.company, item.series, String(item.year), item.number, part]);
}

/** The supplier's number in the ledger; without one a digest, because a name or number of a sole trader is personal data. */
function supplierTag(item: PurchaseItem): string {
	const supplier = invoiceSupplierOf(item.description);
	if (supplier === "" || item.description.supplier_no !== null) return supplier;
	return createHash("sha256").update(supplier.normalize("NFC")).digest("hex").slice(0, 12);
}

function count(totals: FrameTotals, { item, key, unit, place }: PlacedItem): void {
	if (place !== "frame") {
		totals.outside[place] += 1;
		return;
	}
	const stratum = totals.strata.get(unit.id)!;
	totals.n += 1;
	totals.sum_ore += item.amount_ore;
	stratum.n += 1;
	stratum.sum_ore += item.amount_ore;
	totals.rows.push({ key, amountOre: item.amount_ore });
}
