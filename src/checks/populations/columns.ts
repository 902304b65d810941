import type { CorrectionLine } from "../../../db/queries/checks/populations-corrections.ts";
import type { UnitCodeRow } from "../../../db/queries/checks/populations-codes.ts";
import type { CreditNote } from "../../../db/queries/checks/populations-credits.ts";
import type { Stratum } from "../../../db/queries/checks/populations.ts";
import type { PurchaseFileRow } from "../../../db/queries/checks/populations-files.ts";
import { CORRECTION_KINDS } from "../../../db/schema/checks/populations-corrections.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import type { FrozenTerms } from "../../ground/write/frozen-terms.ts";
import type { Column } from "../../ground/tables/column.ts";

export const purchaseFileColumns: Column<PurchaseFileRow>[] = [
	{ key: "file_name", first: true, label: "Fil", type: "text", width: 34, value: (file) => file.file_name },
	{
		key: "period",
		first: true,
		phone: true,
		label: "Period",
		type: "text",
		order: (file) => file.period_key,
		value: (file) => formatOccurrence(file.period_key),
	},
	{ key: "control", label: "Kontrollmoment", type: "text", width: 40, value: (file) => file.control_title },
	{ key: "rows", first: true, label: "Rader", type: "count", width: 10, value: (file) => file.rows },
	{ key: "refused", first: true, label: "Avvisade", type: "count", width: 10, value: (file) => file.refused },
	{ key: "sum_ore", label: "Summa", type: "ore", value: (file) => file.sum_ore },
	{ key: "population_n", first: true, label: "I populationen", type: "count", value: (file) => file.population_n },
	{ key: "population_sum_ore", label: "Populationens summa", type: "ore", value: (file) => file.population_sum_ore },
	{
		key: "imported_at",
		first: true,
		phone: true,
		label: "Inläst",
		type: "instant",
		width: 28,
		value: (file) => file.imported_at,
	},
	{ key: "imported_by", label: "Inläst av", type: "text", width: 24, value: (file) => file.imported_by },
	{ key: "drawn_at", label: "Stickprov draget", type: "instant", width: 28, value: (file) => file.drawn_at },
	{ key: "edition", label: "Utgåva", type: "text", width: 10, value: (file) => String(file.edition ?? 1) },
	{ key: "state", first: true, phone: true, label: "Status", type: "text", width: 26, value: fileState },
	{ key: "sha256", label: "SHA-256", type: "text", width: 66, value: (file) => file.sha256 },
];

/** What became of the file's population. */
export function fileState(file: Pick<PurchaseFileRow, "drawn_at" | "edition" | "successor_id">): string {
	if (file.successor_id !== null) return "Ersatt av en rättad";
	if (file.drawn_at === null) return "Fryst, inte draget";
	return "Draget";
}

export const correctionColumns: Column<CorrectionLine>[] = [
	{ key: "item_key", label: "Nyckel", type: "text", width: 30, value: (line) => line.item_key },
	{
		key: "kind",
		label: "Skillnad",
		type: "text",
		width: 12,
		words: CORRECTION_KINDS,
		value: (line) => CORRECTION_KINDS[line.kind],
	},
	{ key: "unit", label: "Enhet", type: "text", width: 34, value: (line) => line.unit_name },
	{ key: "supplier", label: "Leverantör", type: "text", width: 34, value: (line) => line.supplier_name },
	{ key: "old_amount_ore", label: "Belopp före", type: "ore", value: (line) => line.old_amount_ore },
	{ key: "new_amount_ore", label: "Belopp efter", type: "ore", value: (line) => line.new_amount_ore },
	{ key: "note", label: "Vad som skiljer", type: "text", width: 60, value: (line) => line.note },
];

export const unitCodeColumns: Column<UnitCodeRow>[] = [
	{ key: "pattern", label: "Kod", type: "text", width: 20, value: (row) => row.pattern },
	{ key: "unit", label: "Enhet", type: "text", width: 40, value: (row) => row.unit_name ?? "Ingen enhet" },
	{ key: "valid_from", label: "Från och med", type: "date", width: 14, value: (row) => row.valid_from },
	{ key: "created_at", label: "Beslutat", type: "instant", width: 28, value: (row) => row.created_at },
	{ key: "created_by", label: "Av", type: "text", width: 24, value: (row) => row.created_by },
];

export const creditNoteColumns: Column<CreditNote>[] = [
	{ key: "item_key", label: "Nyckel", type: "text", width: 30, value: (note) => note.item_key },
	{ key: "unit", label: "Enhet", type: "text", width: 34, value: (note) => note.unit_name },
	{ key: "supplier", label: "Leverantör", type: "text", width: 34, value: (note) => note.supplier_name },
	{ key: "invoice_no", label: "Faktura", type: "text", width: 16, value: (note) => note.invoice_no },
	{ key: "booking_date", label: "Datum", type: "date", width: 14, value: (note) => note.booking_date },
	{ key: "amount_ore", label: "Belopp", type: "ore", value: (note) => note.amount_ore },
	{ key: "text", label: "Text", type: "text", width: 40, value: (note) => note.text },
];

/** A stratum with how many were to be drawn of it; null for a draw by amount, which takes the frame as one. */
export interface SizedStratum extends Stratum {
	size: number | null;
}

export function withSizes(strata: readonly Stratum[], { sizes }: Pick<FrozenTerms, "sizes">): SizedStratum[] {
	const sizeOf = new Map(sizes.map((one) => [one.unit_id, one.n]));
	return strata.map((stratum) => ({ ...stratum, size: sizeOf.get(stratum.unit_id) ?? null }));
}

export const stratumColumns: Column<SizedStratum>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 40, value: (stratum) => stratum.unit_name },
	{ key: "code", label: "Kod", type: "text", width: 12, value: (stratum) => stratum.unit_code },
	{ key: "n", label: "Antal inköp", type: "count", value: (stratum) => stratum.n },
	{ key: "sum_ore", label: "Summa", type: "ore", value: (stratum) => stratum.sum_ore },
	{ key: "size", label: "Ska dras", type: "count", value: (stratum) => stratum.size },
];
