import { createHash } from "node:crypto";
import type { Cell, Db } from "../../../../db/open.ts";
import { listLinesByIds, listStrata, listStratumCells } from "../../../../db/queries/checks/populations.ts";
import type { CorrectionKind } from "../../../../db/schema/checks/populations-corrections.ts";
import { formatAmountOre } from "../../../ground/calendar/stockholm.ts";
import { DATA_COLUMNS, type PlacedLine } from "../import/ledger-rows.ts";
import type { Place } from "../frame/placed-item.ts";
import type { PlacedLines } from "../read/purchase-source.ts";

/** One purchase for which a corrected file differs from the frozen population. */
export interface FrameChange {
	kind: CorrectionKind;
	item_key: string;
	unit_id: string;
	line_id: number;
	old_amount_ore: number | null;
	new_amount_ore: number | null;
	note: string;
	/** True when the purchase would leave the frame: it is not in the corrected file, or lies outside by it. */
	leaves: boolean;
}

/** The fields that are compared, with the Swedish word for each. Keys, ids and the place in the file are left out. */
const COMPARED = {
	amount_ore: "Belopp",
	company: "Bolag",
	voucher_no: "Verifikation",
	order_no: "Order",
	invoice_no: "Faktura",
	supplier_no: "Leverantörsnummer",
	supplier_name: "Leverantör",
	account: "Konto",
	account_text: "Kontotext",
	booking_date: "Datum",
	registered_at: "Registrerad",
	text: "Text",
	requisitioner: "Beställare",
	receiver: "Mottagare",
	approver: "Attestant",
	agreement_no: "Avtal",
} as const;
type ComparedColumn = keyof typeof COMPARED;
const COLUMNS = Object.keys(COMPARED) as ComparedColumn[];
const [KEY, AMOUNT] = [DATA_COLUMNS.indexOf("item_key"), DATA_COLUMNS.indexOf("amount_ore")];
const PLACES = new Map(COLUMNS.map((column) => [column, DATA_COLUMNS.indexOf(column)]));

const OUTSIDE = {
	credit_note: "Är en kreditnota enligt den rättade filen",
	over_limit: "Beloppet når gränsen enligt den rättade filen",
	zero: "Summan är noll enligt den rättade filen",
	earlier_frame: "Hör till en annan population",
	not_purchase: "Räknas inte som inköp enligt den rättade filen",
	unit_outside: "Kontrollmomentet utförs inte på enheten",
};

interface Frozen {
	id: number;
	unit_id: string;
	amount_ore: number;
	digest: string;
}

/**
 * Compares a frozen population with the items of a corrected file as they arrive, by item key. It remembers a digest of each
 * line and no texts.
 */
export class FrameComparison {
	readonly changes: FrameChange[] = [];
	readonly #frozen = new Map<string, Frozen>();
	readonly #db: Db;

	private constructor(db: Db) {
		this.#db = db;
	}

	static async with(db: Db, populationId: string): Promise<FrameComparison> {
		const comparison = new FrameComparison(db);
		for (const { unit_id } of await listStrata(db, populationId)) {
			for (const line of await listStratumCells(db, populationId, unit_id)) {
				const digest = digestOf(COLUMNS.map((column) => line[column]));
				comparison.#frozen.set(line.item_key, { id: line.id, unit_id, amount_ore: line.amount_ore, digest });
			}
		}
		return comparison;
	}

	/** Compares every line of a file; the first has this id, and the others follow. */
	async addAll({ each }: Pick<PlacedLines, "each">, firstId: number): Promise<void> {
		let next = firstId;
		await each(async (lines) => {
			await this.#add(lines, next);
			next += lines.length;
		});
	}

	async #add(lines: readonly PlacedLine[], firstId: number): Promise<void> {
		const changed: { frozen: Frozen; place: Place; row: Cell[] }[] = [];
		for (const [index, { place, unit_id, row }] of lines.entries()) {
			const key = String(row[KEY]);
			const frozen = this.#frozen.get(key);
			this.#frozen.delete(key);
			if (!frozen) {
				if (place === "frame") this.#addNew(key, unit_id, Number(row[AMOUNT]), firstId + index);
			} else if (place !== "frame" || frozen.digest !== digestOf(told(row))) changed.push({ frozen, place, row });
		}
		if (changed.length === 0) return;
		const stored = await listLinesByIds(
			this.#db,
			changed.map(({ frozen }) => frozen.id),
		);
		const before = new Map(stored.map((line) => [line.id, line]));
		for (const { frozen, place, row } of changed) {
			const line = before.get(frozen.id)!;
			const notes = COLUMNS.flatMap((column) => differenceOf(column, line[column], row[PLACES.get(column)!] ?? ""));
			if (place !== "frame") notes.unshift(OUTSIDE[place]);
			this.changes.push({
				kind: "changed",
				item_key: String(row[KEY]),
				unit_id: frozen.unit_id,
				line_id: frozen.id,
				old_amount_ore: frozen.amount_ore,
				new_amount_ore: Number(row[AMOUNT]),
				note: `${notes.join(". ")}.`,
				leaves: place !== "frame",
			});
		}
	}

	/** A purchase that came with an earlier corrected file and stands in the frame without being in this one. */
	addWaiting(line: { id: number; item_key: string; unit_id: string; amount_ore: number }): void {
		if (!this.#frozen.delete(line.item_key)) this.#addNew(line.item_key, line.unit_id, line.amount_ore, line.id);
	}

	/** Returns the differences. A frozen line that no item matched was missing in the file. */
	finish(): FrameChange[] {
		for (const [item_key, { id, unit_id, amount_ore }] of this.#frozen) {
			this.changes.push({
				kind: "removed",
				item_key,
				unit_id,
				line_id: id,
				old_amount_ore: amount_ore,
				new_amount_ore: null,
				note: "Finns inte i den rättade filen.",
				leaves: true,
			});
		}
		this.#frozen.clear();
		return this.changes;
	}

	#addNew(item_key: string, unit_id: string, amount_ore: number, line_id: number): void {
		const note = "Finns inte i den tidigare filen.";
		this.changes.push({
			kind: "added",
			item_key,
			unit_id,
			line_id,
			old_amount_ore: null,
			new_amount_ore: amount_ore,
			note,
			leaves: false,
		});
	}
}

function told(row: readonly Cell[]): Cell[] {
	return COLUMNS.map((column) => row[PLACES.get(column)!] ?? null);
}

function digestOf(cells: readonly Cell[]): string {
	return createHash("sha1").update(cells.join("\u0000")).digest("base64").slice(0, 16);
}

function differenceOf(column: ComparedColumn, was: Cell, is: Cell): string[] {
	if (was === is) return [];
	return [`${COMPARED[column]}: ${shown(column, was)} → ${shown(column, is)}`];
}

function shown(column: ComparedColumn, cell: Cell): string {
	if (column === "amount_ore") return formatAmountOre(Number(cell));
	return cell === "" ? "ej angivet" : String(cell);
}
