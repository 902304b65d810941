import type { Evidence } from "../../../db/queries/checks/evidence.ts";
import type { Seal } from "../../../db/queries/report/closing.ts";
import {
	ASSESSED,
	ASSESSMENT_LEVELS,
	FOLLOW_UP_KINDS,
	FOLLOW_UP_STATUSES,
	GOVERNANCE_STATUSES,
} from "../../../db/schema/report/words.ts";
import { DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { SealContent } from "../../../src/report/closing/content.ts";
import type { Difference } from "../../../src/report/closing/differences.ts";
import { numbersText } from "../../../src/report/follow-ups/columns.ts";
import { shownNumber, wantedText } from "../../../src/report/governance/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { ReportedItems } from "../region/reported-items.tsx";
import { GradeBadge } from "../../ui/grade-badge.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { dateText, dateTimeText } from "../../ui/format.ts";
import { EvidenceLinks } from "../../ui/evidence-links.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

type PagerProps = Parameters<typeof Pager>[0];

interface Props {
	shell: Partial<LayoutProps>;
	seal: Omit<Seal, "content" | "difference"> & { sealer: string };
	content: SealContent;
	/** Those of one page: a large board has thousands. */
	follow_ups: SealContent["follow_ups"];
	pager: PagerProps;
	differences: readonly Difference[];
	/** The decisions' protokollsutdrag: the meeting comes after the closing, so they are read as they are today. */
	minutes: readonly Evidence[];
}

/** A report as it was when it was closed. */
export function SealedReportPage({ shell, seal, content, follow_ups, pager, differences, minutes }: Props) {
	const { period } = content;
	return (
		<Layout
			{...shell}
			title={`${period.name}, utgåva ${seal.edition}`}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.closing(period.id), label: `Stängning, ${period.name}` },
			]}
			lead={`Så här såg rapporten ut när den stängdes ${dateTimeText(seal.sealed_at)} av ${seal.sealer}.`}
		>
			{seal.edition > 1 ? <Differences seal={seal} differences={differences} /> : null}
			<Assessments content={content} />
			<EvidenceLinks label="Protokollsutdrag, tillagt när nämnden har beslutat" evidence={minutes} />
			<FollowUps rows={follow_ups} pager={pager} />
			<Governance content={content} />
			<Deviations content={content} />
			<ReportedItems region={content.region ?? []} />
			<SealFacts seal={seal} content={content} />
		</Layout>
	);
}

function Differences({ seal, differences }: Pick<Props, "seal" | "differences">) {
	return (
		<Section title="Vad som skiljer från utgåvan före" lead={`Skäl: ${seal.reason}`}>
			<DataTable
				caption="Skillnader"
				hide_caption
				empty="Utgåvan säger samma sak som den före."
				columns={[
					{ key: "about", label: "Om", primary: true },
					{ key: "field", label: "Fält" },
					{ key: "before", label: "Förut" },
					{ key: "after", label: "Nu" },
				]}
				rows={differences.map(({ about, field, before, after }) => ({ cells: { about, field, before, after } }))}
			/>
		</Section>
	);
}

function Assessments({ content }: { content: SealContent }) {
	return (
		<>
			{content.assessments.map((assessment) => (
				<Section title={`ISK-bedömning, ${assessment.unit} (${ASSESSMENT_LEVELS[assessment.level].toLowerCase()})`}>
					<DataTable
						caption={`ISK-bedömning, ${assessment.unit}`}
						hide_caption
						columns={[
							{ key: "requirement", label: "Krav", primary: true, narrow: true },
							{ key: "grade", label: "Bedömning" },
							{ key: "reasons", label: "Skäl" },
							{ key: "deficiencies", label: "Brister" },
						]}
						rows={assessment.parts.map((part) => ({
							cells: {
								requirement: ASSESSED[part.requirement],
								grade: <GradeBadge grade={part.grade} />,
								reasons: part.reasons,
								deficiencies: part.deficiencies,
							},
						}))}
					/>
				</Section>
			))}
		</>
	);
}

function FollowUps({ rows, pager }: { rows: Props["follow_ups"]; pager: PagerProps }) {
	return (
		<Section title="Uppföljning">
			<DataTable
				caption="Uppföljning"
				hide_caption
				columns={[
					{ key: "title", label: "Rubrik", primary: true },
					{ key: "kind", label: "Slag", narrow: true },
					{ key: "numbers", label: "Beräknat" },
					{ key: "status", label: "Status" },
					{ key: "result", label: "Resultat" },
				]}
				rows={rows.map((row) => ({
					cells: {
						title: row.title,
						kind: FOLLOW_UP_KINDS[row.kind],
						numbers: numbersText(row),
						status: row.follow_up?.status ? FOLLOW_UP_STATUSES[row.follow_up.status] : "",
						result: row.follow_up?.result ?? "",
					},
				}))}
			/>
			<Pager {...pager} noun="uppföljningar" />
		</Section>
	);
}

function Governance({ content }: { content: SealContent }) {
	if (content.governance.length === 0) return null;
	return (
		<Section title="Styrning">
			<DataTable
				caption="Styrning"
				hide_caption
				columns={[
					{ key: "title", label: "Mål, uppdrag och ekonomi", primary: true },
					{ key: "status", label: "Status" },
					{ key: "target", label: "Mål eller budget", align: "end" },
					{ key: "outcome", label: "Utfall", align: "end" },
					{ key: "forecast", label: "Prognos", align: "end" },
					{ key: "comment", label: "Kommentar" },
				]}
				rows={content.governance.map((row) => ({
					cells: {
						title: row.title,
						status: row.reported?.status ? GOVERNANCE_STATUSES[row.reported.status] : "",
						target: wantedText(row),
						outcome: shownNumber(row.reported?.outcome_ore, row.unit),
						forecast: shownNumber(row.reported?.forecast_ore, row.unit),
						comment: row.reported?.comment ?? "",
					},
				}))}
			/>
		</Section>
	);
}

function Deviations({ content }: { content: SealContent }) {
	return (
		<Section title="Avvikelser">
			<DataTable
				caption="Avvikelser"
				hide_caption
				empty="Inga avvikelser hör till perioden."
				columns={[
					{ key: "title", label: "Avvikelse", primary: true },
					{ key: "severity", label: "Grad" },
					{ key: "status", label: "Status när rapporten stängdes" },
					{ key: "found", label: "Funnen" },
				]}
				rows={content.deviations.map((one) => ({
					href: paths.deviation(one.id),
					cells: {
						title: `${one.number}. ${one.title}`,
						severity: SEVERITIES[one.severity],
						status: DEVIATION_STATUSES[one.status],
						found: dateText(one.found_at),
					},
				}))}
			/>
		</Section>
	);
}

function SealFacts({ seal, content }: Pick<Props, "seal" | "content">) {
	return (
		<Section title="Förseglingen">
			<DescriptionList
				items={[
					{
						term: "Innehåll",
						value: `${content.runs.length} kontrolltillfällen, ${content.deviations.length} avvikelser`,
					},
					{ term: "Loggens slut", value: `Händelse ${seal.trail_seq}` },
					{ term: "Kontrollsumma (SHA-256)", value: <code class="hash">{seal.digest}</code>, wide: true },
				]}
			/>
			<Disclosure summary="Underskrift och nyckel">
				<DescriptionList
					items={[
						{ term: "Underskrift (Ed25519)", value: <code class="hash">{seal.signature}</code>, wide: true },
						{ term: "Nyckelns fingeravtryck", value: <code class="hash">{seal.key_fingerprint}</code>, wide: true },
						{ term: "Loggens kontrollsumma", value: <code class="hash">{seal.trail_hash}</code>, wide: true },
					]}
				/>
			</Disclosure>
		</Section>
	);
}
