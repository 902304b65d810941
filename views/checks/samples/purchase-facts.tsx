import type { Item } from "../../../db/queries/checks/samples.ts";
import { ITEM_KINDS } from "../../../db/schema/vocabulary.ts";
import { keyFields } from "../../../src/ground/sampling/selection.ts";
import { isUntried, UNTRIED } from "../../../db/schema/checks/duties.ts";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Link } from "../../ui/link.tsx";
import { dateText, kronorText } from "../../ui/format.ts";

/** The purchase as the ledger has it. What the file did not say is left out, except the duties, whose absence says something. */
export function PurchaseFacts(props: {
	item: Item;
	/** The invoice in the region's economy system. */
	link: string | null;
	why?: string | undefined;
}) {
	const { item, link, why } = props;
	const [, series = "", year = "", number = ""] = keyFields(item.item_key);
	const given = [
		{ term: "Bolag", value: item.company },
		{ term: "Verifikationsserie och nummer", value: series === "" ? "" : `${series} ${number} (${year})` },
		{ term: "Leverantör", value: item.supplier_name },
		{ term: "Belopp", value: kronorText(item.amount_ore) },
		...(item.whole_ore === null
			? []
			: [{ term: "Hela fakturan eller ordern, delad på flera enheter", value: kronorText(item.whole_ore) }]),
		{ term: "Datum", value: dateText(item.booking_date) },
		{ term: "Verifikation", value: item.voucher_no },
		{ term: "Order", value: item.order_no },
		{ term: "Faktura", value: item.invoice_no },
		{ term: "Konto", value: [item.account, item.account_text].filter(Boolean).join(" ") },
		{ term: "Avtal", value: item.agreement_no },
		{ term: "Text", value: item.text },
		{ term: "Urval", value: item.kind === "targeted" ? `${ITEM_KINDS.targeted}: ${item.reason}` : (why ?? "") },
	].filter((fact) => fact.value !== "");
	const duties = [
		{ term: "Beställare", value: item.requisitioner },
		{ term: "Mottagare", value: item.receiver },
		{ term: "Attestant", value: item.approver },
	];
	return (
		<div class="purchase">
			<DescriptionList items={[...given, ...duties]} />
			{link === null ? null : (
				<p>
					<Link href={link}>Öppna fakturan i ekonomisystemet</Link>
				</p>
			)}
			{isUntried(item) ? <p class="soft">{UNTRIED}</p> : null}
		</div>
	);
}
