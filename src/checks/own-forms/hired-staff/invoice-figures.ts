import { FIGURE_LABELS, type InvoiceFigures } from "../../../../db/schema/checks/own-forms/hired-staff.ts";

export const NOTHING_FILLED_IN: InvoiceFigures = {
	hours_invoiced: null,
	hours_unit: null,
	unit_by: "",
	unit_on: null,
	hours_supplier: null,
	supplier_by: "",
	supplier_on: null,
	rate_ore: null,
	audited_ore: null,
	note: "",
};

/** The figures that are missing before the run can be signed. Who and when are asked for only where hours are certified. */
export function missingFigures(figures: InvoiceFigures | null): string[] {
	const given = figures ?? NOTHING_FILLED_IN;
	const always = ["hours_invoiced", "hours_unit", "hours_supplier", "rate_ore", "audited_ore"] as const;
	const missing: (keyof InvoiceFigures)[] = always.filter((field) => given[field] === null);
	for (const side of ["unit", "supplier"] as const) {
		if (!given[`hours_${side}`]) continue;
		if (given[`${side}_by`] === "") missing.push(`${side}_by`);
		if (given[`${side}_on`] === null) missing.push(`${side}_on`);
	}
	return missing.map((field) => FIGURE_LABELS[field]);
}

/** What the figures show that a Ja on every question would deny: another amount, or hours that somebody has not certified. */
export function faultsIn(figures: InvoiceFigures, amountOre: number): string[] {
	const { hours_invoiced, hours_unit, hours_supplier, audited_ore } = figures;
	return [
		...(audited_ore !== amountOre ? ["rätt belopp skiljer sig från fakturans"] : []),
		...(hours_unit !== hours_invoiced ? ["verksamheten har intygat andra timmar än de fakturerade"] : []),
		...(hours_supplier !== hours_invoiced ? ["leverantören har intygat andra timmar än de fakturerade"] : []),
	];
}

/** Öre for hours (in hundredths) at a rate per hour: what the agreement would give. */
export function agreedAmountOre({ hours_unit, rate_ore }: InvoiceFigures): number | null {
	return hours_unit === null || rate_ore === null ? null : Math.round((hours_unit * rate_ore) / 100);
}
