import { formatAmountOre, formatCount } from "../../../ground/calendar/stockholm.ts";
import { Invalid } from "../../../ground/errors.ts";
import { readAmount } from "../../../ground/reading/amount.ts";
import type { PurchasesSummary } from "../../../ground/reading/purchases-summary.ts";

/** What the source system says of the file, as typed by the controller; null is not given. */
export interface ControlTotals {
	control_rows?: number | null;
	control_sum?: string | null;
}

/** Control totals that are given agree with the rows understood, to the öre. A file that is cut or doubled is found here. */
export function requireTotals({ control_rows, control_sum }: ControlTotals, summary: PurchasesSummary): void {
	const wrong: Record<string, string> = {};
	const { rows, refused_count, sumOre } = summary;
	if (typeof control_rows === "number" && control_rows !== rows) {
		const refused = refused_count > 0 ? ` och ${formatCount(refused_count)} avvisade` : "";
		wrong.control_rows = `Filen har ${formatCount(rows)} förstådda rader${refused}, inte ${formatCount(control_rows)}. Ingenting är inläst.`;
	}
	if (typeof control_sum === "string") {
		const sum = readAmount(control_sum, ",");
		if (sum.kind !== "amount") wrong.control_sum = "Skriv summan i kronor, till exempel 12 345,67.";
		else if (sum.ore !== sumOre) {
			wrong.control_sum = `Filens förstådda rader summerar till ${formatAmountOre(sumOre)}, inte ${formatAmountOre(sum.ore)}. Ingenting är inläst.`;
		}
	}
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
}
