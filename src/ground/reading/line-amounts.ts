import type { DecimalMarks } from "./decimal-marks.ts";
import type { Columns } from "./headings.ts";

/** Whether the limit is counted without or with moms. */
export type VatBasis = "net" | "gross";

/** Integer öre; credits are negative. */
export interface LineAmounts {
	/** The amount that is compared with the limit: net or gross as asked for. */
	amount_ore: number;
	net_ore: number | null;
	gross_ore: number | null;
	vat_ore: number | null;
}

/**
 * The result of reading an amount cell. Undefined: the cell is empty or there is no such column. Null: the amount waits for
 * more of the file. Text: a Swedish reason to refuse.
 */
type Reading = number | string | null | undefined;

/**
 * Reads the amounts of one record: its own net and gross, or one of them worked out from the other by moms, or the column that
 * does not say which it is. An unneeded moms column is only informative, so a rate or code in it ("25 %") refuses nothing.
 * Returns a Swedish reason when refused and null when undecided.
 */
export function readLineAmounts(
	cells: readonly string[],
	columns: Columns,
	marks: DecimalMarks,
	basis: VatBasis,
): LineAmounts | string | null {
	const wasUndecided = marks.isUndecided;
	const readings = {
		net: readCell(cells, columns.amount_net, marks),
		gross: readCell(cells, columns.amount_gross, marks),
		generic: readGeneric(cells, columns, marks),
		vat: readCell(cells, columns.vat, marks),
	};
	// A later cell of the record may just have shown how an earlier one is to be read, so the record is read once more.
	if (wasUndecided && !marks.isUndecided) return readLineAmounts(cells, columns, marks, basis);
	const { net, gross, generic } = readings;
	for (const reading of [net, gross, generic]) if (typeof reading === "string") return reading;
	const vatIsNeeded = generic === undefined && (net === undefined) !== (gross === undefined);
	if (vatIsNeeded && typeof readings.vat === "string") return readings.vat;
	if (net === null || gross === null || generic === null || (vatIsNeeded && readings.vat === null)) return null;
	const vat = typeof readings.vat === "number" ? readings.vat : undefined;
	return chosen(numberOf(net), numberOf(gross), numberOf(generic), vat, hasBasis(columns, basis), basis);
}

/** The sentence to show when the file cannot give amounts on the basis that the limit is counted on; otherwise null. */
export function amountWarning(columns: Columns, basis: VatBasis): string | null {
	if (hasBasis(columns, basis)) return null;
	return basis === "net"
		? "Filen har bara belopp med moms. De jämförs med gränsen, som gäller utan moms."
		: "Filen har bara belopp utan moms. De jämförs med gränsen, som gäller med moms.";
}

function chosen(
	net: number | undefined,
	gross: number | undefined,
	generic: number | undefined,
	vat: number | undefined,
	fileHasBasis: boolean,
	basis: VatBasis,
): LineAmounts | string {
	const net_ore = net ?? (gross !== undefined && vat !== undefined ? gross - vat : generic);
	const gross_ore = gross ?? (net !== undefined && vat !== undefined ? net + vat : generic);
	const asked = basis === "net" ? net_ore : gross_ore;
	const amount_ore = asked ?? (fileHasBasis ? undefined : (net_ore ?? gross_ore));
	if (amount_ore === undefined) return "Raden saknar belopp.";
	return { amount_ore, net_ore: net_ore ?? null, gross_ore: gross_ore ?? null, vat_ore: vat ?? null };
}

function hasBasis(columns: Columns, basis: VatBasis): boolean {
	const [own, other] =
		basis === "net" ? (["amount_net", "amount_gross"] as const) : (["amount_gross", "amount_net"] as const);
	if (columns.amount !== undefined || columns[own] !== undefined || hasSides(columns)) return true;
	return columns.vat !== undefined && columns[other] !== undefined;
}

/** True for a file with debet and kredit in columns of their own. */
export function hasSides(columns: Columns): boolean {
	return columns.debit !== undefined || columns.credit !== undefined;
}

/** The column that does not say whether moms is in it, or debet less kredit. */
function readGeneric(cells: readonly string[], columns: Columns, marks: DecimalMarks): Reading {
	const amount = readCell(cells, columns.amount, marks);
	if (amount !== undefined) return amount;
	const debit = readCell(cells, columns.debit, marks);
	const credit = readCell(cells, columns.credit, marks);
	if (debit === null || credit === null) return null;
	if (typeof debit === "string" || typeof credit === "string") return typeof debit === "string" ? debit : credit;
	return debit === undefined && credit === undefined ? undefined : (debit ?? 0) - (credit ?? 0);
}

function readCell(cells: readonly string[], index: number | undefined, marks: DecimalMarks): Reading {
	if (index === undefined) return undefined;
	const text = cells[index]?.trim();
	return text === undefined || text === "" ? undefined : marks.read(text);
}

function numberOf(reading: Reading): number | undefined {
	return typeof reading === "number" ? reading : undefined;
}
