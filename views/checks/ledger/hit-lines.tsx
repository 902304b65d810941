import type { HitLine, LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PostButton } from "../../ui/button.tsx";
import { countText, dateText, kronorText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

/** The purchases behind a hit; each may go to the check as a targeted item. */
export function HitLines({ hit, lines, may_judge }: { hit: LedgerHit; lines: HitLine[]; may_judge: boolean }) {
	const rest = hit.line_count - lines.length;
	return (
		<Section
			title="Inköpen"
			lead={rest > 0 ? `De första ${countText(lines.length)} av ${countText(hit.line_count)}.` : undefined}
		>
			<DataTable
				caption="Inköp i träffen"
				hide_caption
				wide
				columns={[
					{ key: "voucher", label: "Verifikation" },
					...(may_judge ? [{ key: "act", label: "Granska" }] : []),
					{ key: "date", label: "Bokförd" },
					{ key: "unit", label: "Enhet" },
					{ key: "supplier", label: "Leverantör" },
					{ key: "invoice", label: "Faktura" },
					{ key: "amount", label: "Belopp", align: "end" },
					{ key: "people", label: "Personer" },
					{ key: "text", label: "Text" },
				]}
				rows={lines.map((line) => ({
					cells: {
						voucher: line.voucher_no || line.item_key,
						date: dateText(line.booking_date),
						unit: line.unit_name,
						supplier: line.supplier_name,
						invoice: line.invoice_no,
						amount: kronorText(line.amount_ore),
						people: [line.requisitioner, line.receiver, line.approver].filter(Boolean).join(", "),
						text: line.text,
						act: <Act hit={hit} line={line} />,
					},
				}))}
			/>
		</Section>
	);
}

function Act({ hit, line }: { hit: LedgerHit; line: HitLine }) {
	if (line.run_id) return <Link href={paths.run(line.run_id)}>Ingår i stickprov</Link>;
	return (
		<PostButton
			action={paths.ledgerHitItem(hit.id)}
			hidden={{ line_id: String(line.id) }}
			variant="quiet"
			label={`Granska ${line.voucher_no || line.item_key} som riktat inköp`}
		>
			Som riktat
		</PostButton>
	);
}
