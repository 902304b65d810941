import type { Item } from "../../../db/queries/checks/samples.ts";
import { ITEM_KINDS } from "../../../db/schema/vocabulary.ts";
import type { VoucherPlace } from "../../../src/checks/samples/voucher-place.ts";
import { isUntried, UNTRIED } from "../../../db/schema/checks/duties.ts";
import { DescriptionList } from "../../ui/description-list.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { dateText, kronorText } from "../../ui/format.ts";

/** The purchase as the ledger has it, with the numbers that its papers are found by. What the file did not say is left out, except the duties, whose absence says something. */
export function PurchaseFacts(props: { item: Item; voucher: VoucherPlace; why?: string | undefined }) {
	const { item, voucher, why } = props;
	const facts = [
		{ term: "Leverantör", value: item.supplier_name },
		{ term: "Belopp", value: kronorText(item.amount_ore) },
		...(item.whole_ore === null
			? []
			: [{ term: "Hela fakturan eller ordern, delad på flera enheter", value: kronorText(item.whole_ore) }]),
		{ term: "Datum", value: dateText(item.booking_date) },
		{ term: "Verifikation", value: item.voucher_no },
		{ term: "Faktura", value: item.invoice_no },
		{ term: "Text", value: item.text },
		{ term: "Avtal", value: item.agreement_no },
	].filter((fact) => fact.value !== "");
	const duties = [
		{ term: "Beställare", value: item.requisitioner },
		{ term: "Mottagare", value: item.receiver },
		{ term: "Attestant", value: item.approver },
	];
	const more = [
		{ term: "Bolag", value: item.company },
		{ term: "Serie och nummer", value: voucher.series },
		{ term: "Order", value: item.order_no },
		{ term: "Konto", value: [item.account, item.account_text].filter(Boolean).join(" ") },
		{ term: "Urval", value: item.kind === "targeted" ? `${ITEM_KINDS.targeted}: ${item.reason}` : (why ?? "") },
	].filter((fact) => fact.value !== "");
	const open = item.invoice_no === "" ? "Öppna fakturan" : `Öppna faktura ${item.invoice_no}`;
	return (
		<div class="purchase">
			{voucher.link === null ? null : (
				<p>
					<ButtonLink href={voucher.link} variant="secondary">
						{open}
					</ButtonLink>
				</p>
			)}
			<DescriptionList items={[...facts, ...duties]} />
			{isUntried(item) ? <p class="soft">{UNTRIED}</p> : null}
			{more.length === 0 ? null : (
				<Disclosure summary="Uppgifter">
					<DescriptionList items={more} />
				</Disclosure>
			)}
		</div>
	);
}
