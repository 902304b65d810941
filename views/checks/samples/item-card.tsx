import { UNTOUCHED } from "../../ui/form-state.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { SheetItem } from "../../../src/checks/samples/sheet.ts";
import { EvidenceBlock } from "../../ui/evidence-block.tsx";
import { InvoiceFacts, whyDrawn } from "../own-forms/hired-staff/invoice-facts.tsx";
import { InvoiceForm } from "../own-forms/hired-staff/invoice-form.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { domId } from "../../ui/dom-id.ts";
import type { FormState } from "../../ui/form-state.ts";
import { kronorText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Card } from "../../ui/section.tsx";
import { CorrectionNotes } from "./correction-notes.tsx";
import { GivenAnswers } from "./given-answers.tsx";
import { ItemForm } from "./item-form.tsx";
import { PurchaseFacts } from "./purchase-facts.tsx";

export function itemDomId(position: number): string {
	return domId("inkop", position);
}

/** How far an item has come; replaced by itself when an answer changes it. */
export function ItemState({ sheet, oob }: { sheet: SheetItem; oob?: boolean | undefined }) {
	const total = sheet.questions.length;
	const done = sheet.complete && total > 0;
	const found = sheet.deviations === 1 ? "1 avvikelse" : `${sheet.deviations} avvikelser`;
	return (
		<span class="item-state" id={`${itemDomId(sheet.item.position)}-lage`} hx-swap-oob={oob ? "true" : undefined}>
			{sheet.deviations > 0 ? <StateBadge tone="warn" label={found} /> : null}
			{done ? (
				<StateBadge tone="ok" label={sheet.invoice ? "Klar" : "Klart"} />
			) : (
				<StateBadge tone={sheet.answered > 0 ? "info" : "none"} label={`${sheet.answered} av ${total}`} />
			)}
		</span>
	);
}

/** One drawn purchase: what it is, its questions, its evidence. Closed when it is done, open when it is next. */
export function ItemCard(props: {
	sheet: SheetItem;
	open: boolean;
	/** The person may answer now. */
	editable: boolean;
	/** A correction must say why. */
	returned: boolean;
	add_evidence: boolean;
	form?: FormState | undefined;
	/** The refused form is that of the figures. */
	invoice_form?: FormState | undefined;
}) {
	const { sheet } = props;
	const { item } = sheet;
	return (
		<Card id={itemDomId(item.position)} hotkeys={props.editable} label={`${sheet.noun.title} ${item.position}`}>
			<details class="item" open={props.open}>
				<summary>
					<span class="item-no">{item.position}</span>
					<span class="item-name">
						<h2>{item.supplier_name || "Okänd leverantör"}</h2>
						<span class="soft">{`${kronorText(item.amount_ore)}${item.text ? `, ${item.text}` : ""}`}</span>
					</span>
					<ItemState sheet={sheet} />
				</summary>
				<div class="item-body">
					<CorrectionNotes notes={sheet.notes} />
					<PurchaseFacts item={item} why={sheet.invoice ? whyDrawn(sheet.invoice) : undefined} />
					{props.editable ? (
						<ItemForm sheet={sheet} returned={props.returned} form={props.form ?? UNTOUCHED} />
					) : (
						<GivenAnswers sheet={sheet} />
					)}
					<Figures sheet={sheet} editable={props.editable} returned={props.returned} form={props.invoice_form} />
					<EvidenceBlock
						kind="sample_item"
						parent_id={item.id}
						evidence={sheet.evidence}
						may_add={props.add_evidence}
					/>
					{props.editable && !sheet.invoice ? (
						<p>
							<Link href={paths.itemReplacement(item.id)}>Hör inköpet inte hit? Ersätt det</Link>
						</p>
					) : null}
				</div>
			</details>
		</Card>
	);
}

/** Hours and amounts of an invoice: to fill in, or to read. */
function Figures(props: { sheet: SheetItem; editable: boolean; returned: boolean; form?: FormState | undefined }) {
	const { invoice } = props.sheet;
	if (!invoice) return null;
	const sheet = { ...props.sheet, invoice };
	if (!props.editable) return <InvoiceFacts sheet={sheet} />;
	return <InvoiceForm sheet={sheet} returned={props.returned} form={props.form ?? UNTOUCHED} />;
}
