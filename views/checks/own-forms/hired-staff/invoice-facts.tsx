import type { WorkpaperInvoice, WorkpaperItem } from "../../../../src/checks/samples/workpaper.ts";
import { DescriptionList } from "../../../ui/description-list.tsx";
import { dateText, kronorText } from "../../../ui/format.ts";
import { hoursText, TaintText } from "./taint-text.tsx";

/** The figures of one invoice, to read. */
export function InvoiceFacts({ workpaper }: { workpaper: WorkpaperItem & { invoice: WorkpaperInvoice } }) {
	const { check } = workpaper.invoice;
	if (!check) return <p class="soft">Timmar och belopp är inte ifyllda än.</p>;
	const certified = (hours: number | null, by: string, on: string | null) =>
		hours === 0 ? "Inte intygat" : [hoursOf(hours), by, dateText(on)].filter(Boolean).join(", ");
	return (
		<DescriptionList
			items={[
				{ term: "Fakturerade timmar", value: hoursOf(check.hours_invoiced) },
				{ term: "Intygat av verksamheten", value: certified(check.hours_unit, check.unit_by, check.unit_on) },
				{
					term: "Intygat av leverantören",
					value: certified(check.hours_supplier, check.supplier_by, check.supplier_on),
				},
				{ term: "Timpris enligt avtalet", value: check.rate_ore === null ? "" : kronorText(check.rate_ore) },
				{ term: "Rätt belopp", value: check.audited_ore === null ? "" : kronorText(check.audited_ore) },
				{
					term: "Skillnad",
					value: <TaintText amount_ore={workpaper.item.amount_ore} error_ore={workpaper.invoice.error_ore} />,
				},
				{ term: "Anteckning", value: check.note, wide: true },
			]}
		/>
	);
}

function hoursOf(hours: number | null): string {
	return hours === null ? "" : `${hoursText(hours)} tim`;
}

/** Why the invoice was drawn: in words for whoever looks at it. */
export function whyDrawn({ in_top, points }: WorkpaperInvoice): string {
	if (in_top) return "Toppskiktet: minst lika stor som intervallet, granskas alltid";
	return points > 1 ? `Efter belopp, träffad ${points} gånger` : "Efter belopp";
}
