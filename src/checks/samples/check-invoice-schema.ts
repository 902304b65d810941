import { z } from "zod";
import { date, integer, kronor, line, MOST_KR, optional, text } from "../../ground/write/fields.ts";

const HOURS = /^(\d{1,4})(?:[.,](\d{1,2}))?( ?(h|tim|timmar))?$/;

/** Hours with at most two decimals, kept in hundredths. */
function hours() {
	return line(20)
		.refine((typed) => HOURS.test(typed), "Skriv timmar med högst två decimaler, till exempel 152 eller 37,5.")
		.transform((typed) => {
			const [, whole, decimals = ""] = HOURS.exec(typed)!;
			return Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
		});
}

/** What is filled in about one invoice; everything may be left for later. */
export const CheckInvoice = z.object({
	hours_invoiced: optional(hours()),
	hours_unit: optional(hours()),
	unit_by: text(100),
	unit_on: optional(date()),
	hours_supplier: optional(hours()),
	supplier_by: text(100),
	supplier_on: optional(date()),
	rate_ore: optional(kronor(1, 20_000, "Timpriset ska vara mellan 1 och 20 000 kronor.")),
	audited_ore: optional(
		kronor(
			0,
			MOST_KR,
			"Rätt belopp kan inte vara mindre än 0: felet är högst hela fakturan. Skriv 0 om inget skulle ha betalats.",
		),
	),
	note: text(2000),
	/** Why a figure is changed after the reviewer sent the run back. */
	skal: text(2000),
	/** The version when the page was shown; 0 when there was none. */
	sett: optional(integer(0, 1_000_000)),
});
export type CheckInvoiceInput = z.output<typeof CheckInvoice>;
