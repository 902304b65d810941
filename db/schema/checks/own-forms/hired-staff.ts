/** How money units are picked: at a fixed distance from one random start, or one at random in each interval. */
export const MONEY_METHODS = { interval: "Fast intervall", cell: "En slumpvis krona i varje intervall" } as const;
export type MoneyMethod = keyof typeof MONEY_METHODS;

/** The sizes of draws in kronor from a day on. A row is never changed: a new decision is a new row. */
export interface MoneyPlanTable {
	id: string;
	control_id: string;
	/** First day of the first period it holds for. */
	valid_from: string;
	/** 1, 2 … for decisions from the same day; the highest holds. */
	edition: number;
	/** 950 = 95 %. */
	confidence_permille: number;
	/** The most that may be paid too much in a year. */
	tolerable_ore: number;
	/** What the year's invoices are expected to amount to: with the size it gives the interval. */
	year_ore: number;
	/** Wholly wrong invoices in a year's sample that still give support. */
	expected_errors: number;
	method: MoneyMethod;
	reason: string;
	decided_at: string;
	decided_by: string;
}

/** How a draw in proportion to the amount was made. Öre; the interval is rest_ore/points, never rounded. */
export interface MoneyDrawTable {
	/** Tells when it was drawn: the draw itself was planned long before. */
	id: string;
	draw_id: string;
	method: MoneyMethod;
	/** The number of items asked for, before the top stratum was set apart. */
	n: number;
	top_n: number;
	top_ore: number;
	/** Money units drawn from the rest. */
	points: number;
	rest_ore: number;
	random_start: number | null;
	/** Credit notes are not drawn: they are looked at by themselves, and never netted. */
	credit_n: number;
	credit_ore: number;
}

/** Why an invoice was drawn: as part of the top stratum, or hit by so many money units. */
export interface MoneyItemTable {
	item_id: string;
	in_top: number;
	points: number;
}

/** What a drawn invoice says and ought to have said. Hours in hundredths; saved as it is filled in, complete when it is signed. */
export interface InvoiceCheckTable {
	id: string;
	item_id: string;
	hours_invoiced: number | null;
	/** Certified by verksamheten; 0 when nobody has. */
	hours_unit: number | null;
	unit_by: string;
	unit_on: string | null;
	/** Certified by the supplier; 0 when nobody has. */
	hours_supplier: number | null;
	supplier_by: string;
	supplier_on: string | null;
	/** Per hour, as agreed. */
	rate_ore: number | null;
	/** The right amount of the invoice. */
	audited_ore: number | null;
	note: string;
	checked_at: string;
	checked_by: string;
	version: number;
}

/** The figures filled in about an invoice, complete or not. */
export type InvoiceFigures = Omit<InvoiceCheckTable, "id" | "item_id" | "checked_at" | "checked_by" | "version">;

export const FIGURE_LABELS: Record<keyof InvoiceFigures, string> = {
	hours_invoiced: "fakturerade timmar",
	hours_unit: "timmar intygade av verksamheten",
	unit_by: "vem som intygat i verksamheten",
	unit_on: "när verksamheten intygade",
	hours_supplier: "timmar intygade av leverantören",
	supplier_by: "vem som intygat hos leverantören",
	supplier_on: "när leverantören intygade",
	rate_ore: "avtalat timpris",
	audited_ore: "rätt belopp",
	note: "anteckning",
};
