import { UNTOUCHED } from "../../ui/form-state.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { WorkpaperItem } from "../../../src/checks/samples/workpaper.ts";
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
import { itemFactsId } from "./question-id.ts";

export function itemDomId(position: number): string {
	return domId("inkop", position);
}

/** How far an item has come; replaced by itself when an answer changes it. */
export function ItemState({ workpaper, oob }: { workpaper: WorkpaperItem; oob?: boolean | undefined }) {
	const total = workpaper.questions.length;
	const done = workpaper.complete && total > 0;
	const found = workpaper.deviations === 1 ? "1 avvikelse" : `${workpaper.deviations} avvikelser`;
	return (
		<span class="item-state" id={`${itemDomId(workpaper.item.position)}-lage`} hx-swap-oob={oob ? "true" : undefined}>
			{workpaper.deviations > 0 ? <StateBadge tone="warn" label={found} /> : null}
			{done ? (
				<StateBadge tone="ok" label={workpaper.invoice ? "Klar" : "Klart"} />
			) : (
				<StateBadge tone={workpaper.answered > 0 ? "info" : "none"} label={`${workpaper.answered} av ${total}`} />
			)}
		</span>
	);
}

/** One drawn purchase: what it is, its questions, its evidence. Closed when it is done, open when it is next. */
export function ItemCard(props: {
	workpaper: WorkpaperItem;
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
	const { workpaper } = props;
	const { item } = workpaper;
	return (
		<Card id={itemDomId(item.position)} hotkeys={props.editable} label={`${workpaper.noun.title} ${item.position}`}>
			<details class="item" open={props.open}>
				<summary>
					<span class="item-no">{item.position}</span>
					<span class="item-name">
						<h2>{item.supplier_name || "Okänd leverantör"}</h2>
						<span class="soft">{`${kronorText(item.amount_ore)}${item.text ? `, ${item.text}` : ""}`}</span>
					</span>
					<ItemState workpaper={workpaper} />
				</summary>
				<div class="item-body" id={itemFactsId(item.position)}>
					<CorrectionNotes notes={workpaper.notes} />
					<PurchaseFacts
						item={item}
						voucher={workpaper.voucher}
						why={workpaper.invoice ? whyDrawn(workpaper.invoice) : undefined}
					/>
					{props.editable ? (
						<ItemForm workpaper={workpaper} returned={props.returned} form={props.form ?? UNTOUCHED} />
					) : (
						<GivenAnswers workpaper={workpaper} />
					)}
					<Figures
						workpaper={workpaper}
						editable={props.editable}
						returned={props.returned}
						form={props.invoice_form}
					/>
					<EvidenceBlock
						kind="sample_item"
						parent_id={item.id}
						evidence={workpaper.evidence}
						requests={workpaper.requests}
						may_add={props.add_evidence}
					/>
					{props.editable && !workpaper.invoice ? (
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
function Figures(props: {
	workpaper: WorkpaperItem;
	editable: boolean;
	returned: boolean;
	form?: FormState | undefined;
}) {
	const { invoice } = props.workpaper;
	if (!invoice) return null;
	const workpaper = { ...props.workpaper, invoice };
	if (!props.editable) return <InvoiceFacts workpaper={workpaper} />;
	return <InvoiceForm workpaper={workpaper} returned={props.returned} form={props.form ?? UNTOUCHED} />;
}
