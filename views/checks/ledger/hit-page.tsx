import type { HitLine, LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText, dateText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { HitLines } from "./hit-lines.tsx";
import { HitStatusBadge } from "./hit-status.tsx";
import { JudgeForm } from "./judge-form.tsx";

export interface HitPageProps {
	frame: Partial<LayoutProps>;
	hit: LedgerHit;
	lines: HitLine[];
	form: FormState;
	may_judge: boolean;
	history: HistoryEvent[];
}

export function HitPage(props: HitPageProps) {
	const { hit, lines, form } = props;
	const isJudgement = form.values.status !== undefined || form.values.reason !== undefined;
	return (
		<Layout
			{...props.frame}
			title={LEDGER_RULES[hit.rule]}
			lead={hit.title}
			crumbs={[{ href: paths.ledgerHits(), label: "Träffar" }]}
		>
			{!isJudgement && form.errors[""] ? <Flash tone="bad" text={form.errors[""]} /> : null}
			<Facts hit={hit} />
			<HitLines hit={hit} lines={lines} may_judge={props.may_judge} />
			{props.may_judge ? (
				<Section title="Bedöm träffen" lead="Fråga dem som vet innan du bedömer. Skälet ska gå att förstå om ett år.">
					<JudgeForm hit={hit} form={isJudgement ? form : { values: {}, errors: {} }} />
				</Section>
			) : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function Facts({ hit }: { hit: LedgerHit }) {
	const span =
		hit.first_date === hit.last_date
			? dateText(hit.first_date)
			: `${dateText(hit.first_date)} – ${dateText(hit.last_date)}`;
	return (
		<DescriptionList
			items={[
				{ term: "Bedömning", value: <HitStatusBadge status={hit.status} /> },
				{ term: "Enhet", value: hit.unit_name },
				{ term: "Leverantör", value: [hit.supplier_name, hit.supplier_no].filter(Boolean).join(", ") },
				{ term: "Datum", value: span },
				{ term: "Inköp", value: countText(hit.line_count) },
				{ term: "Summa", value: kronorText(hit.sum_ore) },
				{
					term: "Avvikelse",
					value: hit.deviation_id ? (
						<Link href={paths.deviation(hit.deviation_id)}>{`Avvikelse ${hit.deviation_number}`}</Link>
					) : null,
				},
				{ term: "Skäl", value: hit.reason, wide: true },
			]}
		/>
	);
}
