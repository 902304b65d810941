import type { Run } from "../../../db/queries/checks/runs.ts";
import { ITEM_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { WorkpaperItem } from "../../../src/checks/samples/workpaper.ts";
import { EvidenceBlock } from "../../ui/evidence-block.tsx";
import { InvoiceFacts, whyDrawn } from "../own-forms/hired-staff/invoice-facts.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";
import { kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Section } from "../../ui/section.tsx";
import { CorrectionNotes } from "./correction-notes.tsx";
import { GivenAnswers } from "./given-answers.tsx";
import { itemDomId } from "./item-card.tsx";
import { PurchaseFacts } from "./purchase-facts.tsx";

/** One drawn purchase by itself: for whoever comes from a deviation, a report or the log. */
export function ItemPage(props: {
	shell: Partial<LayoutProps>;
	run: Run;
	workpaper: WorkpaperItem;
	editable: boolean;
	add_evidence: boolean;
	history: readonly HistoryEvent[];
}) {
	const { run, workpaper } = props;
	const { item } = workpaper;
	const run_name = `${run.unit_name}, ${formatOccurrence(run.period_key)}`;
	return (
		<Layout
			{...props.shell}
			title={`${workpaper.noun.title} ${item.position}: ${item.supplier_name || "Okänd leverantör"}`}
			lead={`${kronorText(item.amount_ore)}, ${run_name}`}
			crumbs={[
				{ href: paths.runs(), label: "Kontrolltillfällen" },
				{ href: paths.run(run.id), label: run_name },
			]}
			main_action={
				props.editable ? (
					<ButtonLink href={`${paths.run(run.id)}#${itemDomId(item.position)}`}>Besvara frågorna</ButtonLink>
				) : null
			}
		>
			{item.status === "replaced" ? (
				<Flash tone="info" heading={ITEM_STATUSES.replaced} text={item.reason} announce={false} />
			) : null}
			<CorrectionNotes notes={workpaper.notes} />
			<PurchaseFacts
				item={item}
				voucher={workpaper.voucher}
				why={workpaper.invoice ? whyDrawn(workpaper.invoice) : undefined}
			/>
			<Section title="Svar">
				<GivenAnswers workpaper={workpaper} />
			</Section>
			{workpaper.invoice ? (
				<Section title="Timmar och belopp">
					<InvoiceFacts workpaper={{ ...workpaper, invoice: workpaper.invoice }} />
				</Section>
			) : null}
			<EvidenceBlock
				kind="sample_item"
				parent_id={item.id}
				evidence={workpaper.evidence}
				requests={workpaper.requests}
				may_add={props.add_evidence}
			/>
			<Section title="Händelser">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
