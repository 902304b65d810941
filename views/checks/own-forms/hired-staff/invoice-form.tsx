import { paths } from "../../../../src/paths/paths.ts";
import type { WorkpaperInvoice, WorkpaperItem } from "../../../../src/checks/samples/workpaper.ts";
import { Button } from "../../../ui/button.tsx";
import { ConfidentialNote } from "../../../ui/confidential-note.tsx";
import { domId } from "../../../ui/dom-id.ts";
import { DateField, NumberField, TextArea, TextField } from "../../../ui/field.tsx";
import { FieldSet, Form, FormActions } from "../../../ui/form.tsx";
import { type FormState, valueIn } from "../../../ui/form-state.ts";
import { kronorText } from "../../../ui/format.ts";
import { hoursText, plainAmount, TaintText } from "./taint-text.tsx";

export function invoiceId(position: number): string {
	return domId("uppgifter", position);
}

interface Props {
	workpaper: WorkpaperItem & { invoice: WorkpaperInvoice };
	returned: boolean;
	form: FormState;
}

type Shared = (name: string) => { name: string; scope: string; error: string | undefined; value: string };

/** The figures of one invoice. Each is saved as it is filled in; without JavaScript one button saves them all. */
export function InvoiceForm({ workpaper, returned, form }: Props) {
	const { item, invoice } = workpaper;
	const { check } = invoice;
	const scope = `f${item.position}`;
	const kept = keptValues(invoice);
	const shared: Shared = (name) => ({
		name,
		scope,
		error: form.errors[name],
		value: form.stale || form.values[name] === undefined ? (kept[name] ?? "") : valueIn(form, name),
	});
	const id = invoiceId(item.position);
	return (
		<Form
			action={paths.itemInvoice(item.id)}
			id={id}
			class="questions"
			label={`Uppgifter om faktura ${item.position}`}
			scope={scope}
			errors={form.errors}
			hidden={{ sett: check?.version ?? 0 }}
			hx={{ trigger: "change", target: `#${id}`, swap: "outerMorph", queued: true }}
		>
			<h3>Timmar och belopp</h3>
			{returned && check ? (
				<TextArea
					{...shared("skal")}
					label="Skäl till rättelsen"
					help="Kontrollen är återsänd. Skriv varför innan du ändrar en uppgift."
					rows={2}
				/>
			) : null}
			<Hours shared={shared} />
			<Amounts workpaper={workpaper} shared={shared} />
			<TextArea {...shared("note")} label="Anteckning" optional rows={2} />
			<ConfidentialNote kind="both" />
			<InvoiceState workpaper={workpaper} />
			<div class="without-js">
				<FormActions>
					<Button>Spara uppgifterna</Button>
				</FormActions>
			</div>
		</Form>
	);
}

function Hours({ shared }: { shared: Shared }) {
	return (
		<>
			<NumberField {...shared("hours_invoiced")} label="Fakturerade timmar" unit="tim" decimals optional="silent" />
			<FieldSet legend="Intygat av verksamheten" help="Skriv 0 timmar om ingen i verksamheten har intygat.">
				<NumberField {...shared("hours_unit")} label="Timmar" unit="tim" decimals optional="silent" />
				<TextField {...shared("unit_by")} label="Av vem" optional="silent" maxlength={100} />
				<DateField {...shared("unit_on")} label="När" optional="silent" />
			</FieldSet>
			<FieldSet legend="Intygat av leverantören" help="Skriv 0 timmar om leverantören inte har intygat.">
				<NumberField {...shared("hours_supplier")} label="Timmar" unit="tim" decimals optional="silent" />
				<TextField {...shared("supplier_by")} label="Av vem" optional="silent" maxlength={100} />
				<DateField {...shared("supplier_on")} label="När" optional="silent" />
			</FieldSet>
		</>
	);
}

function Amounts({ workpaper, shared }: { workpaper: Props["workpaper"]; shared: Shared }) {
	const agreed = workpaper.invoice.agreed_ore;
	const help =
		agreed === null
			? "Vad fakturan skulle ha varit på. Samma som fakturan om inget är fel."
			: `Verksamhetens timmar gånger timpriset är ${kronorText(agreed)}. Fakturan är på ${kronorText(workpaper.item.amount_ore)}.`;
	return (
		<>
			<NumberField {...shared("rate_ore")} label="Timpris enligt avtalet" unit="kr" decimals optional="silent" />
			<NumberField {...shared("audited_ore")} label="Rätt belopp" help={help} unit="kr" decimals optional="silent" />
		</>
	);
}

/** What is left, or what the figures show. */
function InvoiceState({ workpaper }: { workpaper: Props["workpaper"] }) {
	const { error_ore, missing } = workpaper.invoice;
	return (
		<p class="soft" aria-live="polite">
			{missing.length > 0 ? `Kvar att fylla i: ${missing.join(", ")}. ` : "Alla uppgifter är ifyllda. "}
			<TaintText amount_ore={workpaper.item.amount_ore} error_ore={error_ore} />
		</p>
	);
}

function keptValues({ check }: WorkpaperInvoice): Record<string, string> {
	if (!check) return {};
	return {
		hours_invoiced: hoursText(check.hours_invoiced),
		hours_unit: hoursText(check.hours_unit),
		unit_by: check.unit_by,
		unit_on: check.unit_on ?? "",
		hours_supplier: hoursText(check.hours_supplier),
		supplier_by: check.supplier_by,
		supplier_on: check.supplier_on ?? "",
		rate_ore: plainAmount(check.rate_ore),
		audited_ore: plainAmount(check.audited_ore),
		note: check.note,
	};
}
