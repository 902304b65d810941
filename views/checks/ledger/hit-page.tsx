import type { HitLine, LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { LEDGER_RULES, WAITING_HITS } from "../../../db/schema/checks/ledger.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Flash } from "../../ui/flash.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText, dateText, kronorText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { hitColumns } from "../../../src/checks/ledger/columns.ts";
import { PostButton } from "../../ui/button.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { WorkRun } from "../../ui/work-run.tsx";
import { HitLines } from "./hit-lines.tsx";
import { HitStatusBadge } from "./hit-status.tsx";
import { JudgeForm } from "./judge-form.tsx";

export interface HitPageProps {
	shell: Partial<LayoutProps>;
	hit: LedgerHit;
	lines: HitLine[];
	/** The other hits of its card. */
	card: LedgerHit[];
	/** How many cards nobody has judged, and the next of them. */
	way: { left: number; next: { id: string } | null };
	form: FormState;
	may_judge: boolean;
	history: HistoryEvent[];
}

export function HitPage(props: HitPageProps) {
	const { hit, lines, form } = props;
	const isJudgement = form.values.status !== undefined || form.values.reason !== undefined;
	return (
		<Layout
			{...props.shell}
			title={LEDGER_RULES[hit.rule]}
			lead={hit.title}
			crumbs={[{ href: paths.ledgerHits(), label: "Träffar" }]}
		>
			{!isJudgement && form.errors[""] ? <Flash tone="bad" text={form.errors[""]} /> : null}
			<Facts hit={hit} />
			<HitLines hit={hit} lines={lines} may_judge={props.may_judge} />
			<Card hits={props.card} />
			<Explained hit={hit} may_judge={props.may_judge} />
			{props.may_judge ? (
				<Section
					title="Bedöm träffen"
					lead={`Fråga dem som vet innan du bedömer. Skälet ska gå att förstå om ett år.${also(props.card)}`}
				>
					<WorkRun next_href={props.way.next && paths.ledgerHit(props.way.next.id)}>
						<p>{leftText(props.way.left)}</p>
					</WorkRun>
					<JudgeForm
						hit={hit}
						form={isJudgement ? form : { values: {}, errors: {} }}
						has_next={props.way.next !== null}
					/>
				</Section>
			) : null}
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function leftText(left: number): string {
	return left === 0 ? "Varje kort är bedömt." : `Kort kvar att bedöma: ${countText(left)}.`;
}

function also(card: readonly LedgerHit[]): string {
	const waiting = card.filter((one) => WAITING_HITS.includes(one.status)).length;
	if (waiting === 0) return "";
	return ` Bedömningen gäller också ${waiting === 1 ? "den andra träff" : `de ${countText(waiting)} andra träffar`} på kortet som väntar.`;
}

/** What else there is about the same supplier and unit. */
function Card({ hits }: { hits: LedgerHit[] }) {
	if (hits.length === 0) return null;
	return (
		<Section title="På samma kort" lead="Andra träffar om samma leverantör och enhet.">
			<ListTable
				caption="Träffar på samma kort"
				columns={hitColumns.filter((column) => ["title", "rule", "last_date", "sum", "status"].includes(column.key))}
				rows={hits}
				href={(one) => paths.ledgerHit(one.id)}
				cells={{ status: (one) => <HitStatusBadge status={one.status} /> }}
			/>
		</Section>
	);
}

function Explained({ hit, may_judge }: { hit: LedgerHit; may_judge: boolean }) {
	if (hit.status !== "explained") return null;
	if (hit.hidden_by)
		return (
			<p>
				{"Träffen döljs av en tidigare förklaring om samma sak. "}
				<Link href={paths.ledgerHit(hit.hidden_by)}>Öppna den förklarade träffen</Link>
			</p>
		);
	return (
		<Section
			title="Förklaringen"
			lead="Den döljer samma leverantör, regel och enhet i tolv månader, tills antalet köp eller summan blir större än här."
		>
			{may_judge ? (
				<PostButton
					action={paths.ledgerHitExplanation(hit.id)}
					hidden={{ version: hit.card_version }}
					variant="secondary"
				>
					Lyft förklaringen
				</PostButton>
			) : null}
		</Section>
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
